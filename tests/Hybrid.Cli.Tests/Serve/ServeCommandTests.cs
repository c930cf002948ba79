using System.Diagnostics;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Serve;

/// <summary><c>hybrid serve</c> from outside; what it serves is tested with the viewer.</summary>
public sealed class ServeCommandTests
{
    [Theory]
    [InlineData("whoever reaches 0.0.0.0 could use this viewer; give a token with --token", "--listen", "0.0.0.0")]
    [InlineData("'workstation' is not an address to listen on", "--listen", "workstation")]
    [InlineData("the token has 5 characters and could be guessed", "--token", "12345")]
    [InlineData("'70000' is not a whole number from 0 to 65535 for --port", "--port", "70000")]
    [InlineData("'0' is not a whole number from 1 to 100 for --max-pixels", "--max-pixels", "0")]
    public void Bad_usage_is_one_line_and_exit_code_2(string message, params string[] options)
    {
        ProcessRun run = CliRun.Of(["serve", "--no-open", .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith($"hybrid: {message}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_prints_its_address_serves_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        var info = new ProcessStartInfo("env",
            ["--default-signal=INT,TERM", $"TMPDIR={folder.Path}", "dotnet", .. ProcessRun.CommandLine("serve", "--no-open", "--port", "0", "--json")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(info)!;
        try
        {
            string line = (await process.StandardOutput.ReadLineAsync())!;
            using var json = System.Text.Json.JsonDocument.Parse(line);
            using var client = new HttpClient();
            Assert.Contains("<h1>Align</h1>", await client.GetStringAsync(new Uri(json.RootElement.GetProperty("url").GetString()!)), StringComparison.Ordinal);
            Assert.Single(Directory.GetDirectories(folder.Path, "hybrid-serve-*"));
            ProcessRun.Start("/bin/kill", ["-TERM", $"{process.Id}"]);
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)));
            Assert.Equal(0, process.ExitCode);
            Assert.Empty(Directory.GetDirectories(folder.Path, "hybrid-serve-*"));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    [Fact]
    public void A_worker_ends_when_the_program_that_started_it_does()
    {
        // Its stdin is at its end from the beginning, as after the other's death; left alone it would serve for ever.
        ProcessRun run = ProcessRun.Start("dotnet", ProcessRun.CommandLine("serve", "--no-open", "--port", "0"), ("HYBRID_WORKER", "1"));
        Assert.Equal(130, run.ExitCode);
    }
}
