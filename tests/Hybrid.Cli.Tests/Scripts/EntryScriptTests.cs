using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Scripts;

/// <summary>What the entry scripts say on machines that lack something.</summary>
public class EntryScriptTests
{
    [Theory]
    [InlineData("hybrid")]
    [InlineData("setup")]
    [InlineData("test")]
    [InlineData("publish")]
    [InlineData("pack")]
    public void Without_an_SDK_a_script_says_so_in_one_line(string script)
    {
        using var machine = new FakeMachine();
        Fails(machine.Run(script), "the .NET SDK is missing; install .NET SDK 10");
    }

    [Fact]
    public void An_SDK_that_is_too_old_is_named()
    {
        using var machine = new FakeMachine().WithSdk("8.0.404");
        Fails(machine.Run("hybrid"), ".NET SDK 10 or newer is missing (found: 8.0.404)");
    }

    [Fact]
    public void Without_apt_the_missing_packages_are_named()
    {
        using var machine = new FakeMachine().WithSdk().Install("dpkg-query", "exit 1");
        Fails(machine.Run("hybrid"), "apt-get is missing, so these packages cannot be installed: libgtk-3-0");
    }

    [Fact]
    public void Only_the_missing_packages_are_installed()
    {
        using var machine = new FakeMachine().WithSdk()
            .Install("dpkg-query", "[ \"${!#}\" = libdrm2 ] && exit 1; echo installed")
            .Install("apt-get", "echo \"$@\" >>$HOME/apt-calls");
        machine.Run("hybrid");
        string[] calls = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(machine.Cache)!, "apt-calls"));
        Assert.Equal(2, calls.Length);
        Assert.EndsWith("update", calls[0], StringComparison.Ordinal);
        Assert.EndsWith("install --no-install-recommends libdrm2", calls[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_root_or_sudo_the_command_to_run_is_given()
    {
        using var machine = new FakeMachine().WithSdk().Install("id", "echo 1000")
            .Install("dpkg-query", "[ \"${!#}\" = libatomic1 ] && exit 1; echo installed").Install("apt-get", "exit 0");
        Fails(machine.Run("hybrid"), "root is needed once; run: sudo apt-get install --no-install-recommends libatomic1");
    }

    [Fact]
    public void With_sudo_that_asks_for_a_password_the_command_to_run_is_given()
    {
        using var machine = new FakeMachine().WithSdk().Install("id", "echo 1000").Install("sudo", "exit 1")
            .Install("dpkg-query", "[ \"${!#}\" = libatomic1 ] && exit 1; echo installed").Install("apt-get", "exit 0");
        Fails(machine.Run("hybrid"), "root is needed once; run: sudo apt-get install --no-install-recommends libatomic1");
    }

    [Fact]
    public void Without_a_network_apt_is_quoted()
    {
        using var machine = new FakeMachine().WithSdk().Install("dpkg-query", "exit 1")
            .Install("apt-get", "echo 'Reading lists'; echo 'E: Failed to fetch the index'; exit 100");
        Fails(machine.Run("hybrid"), "apt-get update failed: E: Failed to fetch the index; check the network");
    }

    [Fact]
    public void A_build_that_fails_is_quoted()
    {
        using var machine = new FakeMachine()
            .Install("dotnet", "[ \"$1\" = --list-sdks ] && { echo '10.0.100 [/sdk]'; exit 0; }; echo 'restore : error NU1301: no such host'; exit 1");
        Fails(machine.Run("hybrid"), "building Hybrid failed: restore : error NU1301: no such host; if it is a download, check the network");
    }

    [Fact]
    public void Scripts_and_library_name_the_same_packages()
    {
        string line = File.ReadLines(Path.Combine(RepositoryRoot.Path, "tools", "lib", "setup.sh")).Single(l => l.StartsWith("packages=(", StringComparison.Ordinal));
        Assert.Equal($"packages=({NativeLibraryException.LinuxPackages})", line);
    }

    [Fact]
    public void A_cache_that_cannot_be_made_is_named()
    {
        using var machine = new FakeMachine().WithSdk();
        File.WriteAllText(machine.Cache, "a file in its place");
        Fails(machine.Run("hybrid"), $"cannot create {machine.Cache}; set HYBRID_CACHE");
    }

    [Fact]
    public void A_second_start_waits_for_the_first()
    {
        using var machine = new FakeMachine();
        Directory.CreateDirectory(machine.Cache);
        var hold = new System.Diagnostics.ProcessStartInfo("flock", [Path.Combine(machine.Cache, "lock"), "sh", "-c", "echo held; read line"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using System.Diagnostics.Process holder = System.Diagnostics.Process.Start(hold)!;
        Assert.Equal("held", holder.StandardOutput.ReadLine());
        // Long enough for the second start to find the lock taken, whatever else the machine does.
        using var release = new Timer(_ => holder.StandardInput.Close(), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        ProcessRun run = machine.Run("setup");
        Assert.Equal("hybrid: another start is setting up; waiting for it", run.ErrorLines[0]);
        Fails(run, "the .NET SDK is missing");
    }

    private static void Fails(ProcessRun run, string message)
    {
        Assert.Equal(3, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.All(run.ErrorLines, line => Assert.StartsWith("hybrid: ", line, StringComparison.Ordinal));
        Assert.Contains(message, run.ErrorLines[^1], StringComparison.Ordinal);
    }
}
