using System.Diagnostics;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Infrastructure;

public class InterruptTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_stops_a_run_cleanly(string signal)
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        // A runner in the background may have SIGINT ignored, which children inherit and rightly respect.
        var info = new ProcessStartInfo("env",
            ["--default-signal=INT,TERM", "dotnet", .. ProcessRun.CommandLine("bench", a, b, "--repeat", "10000")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(info)!;
        // Until the program listens, a signal ends it as it would any other; by then it has mapped OpenCV.
        while (!process.HasExited && !File.ReadAllText($"/proc/{process.Id}/maps").Contains("libOpenCvSharpExtern", StringComparison.Ordinal))
            Thread.Sleep(50);
        ProcessRun.Start("/bin/kill", [$"-{signal}", $"{process.Id}"]);
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill();
            Assert.Fail($"SIG{signal} did not stop it");
        }
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("hybrid: stopped\n", process.StandardError.ReadToEnd());
        Assert.Empty(process.StandardOutput.ReadToEnd());
    }
}
