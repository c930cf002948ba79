using System.Diagnostics;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Commands;

public class InterruptTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_stops_a_run_cleanly(string signal)
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        var info = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Hybrid.Cli.dll"), "bench", a, b, "--repeat", "10000"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(info)!;
        // Until the program listens, a signal ends it as it would any other; by then it has mapped OpenCV.
        while (!File.ReadAllText($"/proc/{process.Id}/maps").Contains("libhybrid_cv", StringComparison.Ordinal))
            Thread.Sleep(50);
        ProcessRun.Start("/bin/kill", [$"-{signal}", $"{process.Id}"]);
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("hybrid: stopped\n", process.StandardError.ReadToEnd());
        Assert.Empty(process.StandardOutput.ReadToEnd());
    }
}
