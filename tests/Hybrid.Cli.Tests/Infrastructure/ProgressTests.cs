using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Infrastructure;

public class ProgressTests
{
    private const string Clear = "\u001b[2K";

    [Fact]
    public void On_a_terminal_a_long_command_says_what_it_is_at_and_leaves_nothing_of_it_behind()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        string command = $"dotnet {string.Join(' ', ProcessRun.CommandLine("bench", a, b, "--repeat", "8").Select(p => $"'{p}'"))}";
        ProcessRun run = ProcessRun.Start("script", ["-qec", command, "/dev/null"], ("TERM", "xterm"), ("NO_COLOR", ""));
        Assert.True(run.ExitCode == 0, run.Output);
        string[] lines = run.Output.Split(Clear);
        Assert.Contains(lines, l => l.StartsWith("round ", StringComparison.Ordinal) && l.TrimEnd('\r').EndsWith(" s", StringComparison.Ordinal));
        Assert.DoesNotContain("round 8 of 8", lines[^1], StringComparison.Ordinal);
        Assert.Contains("median of 8 rounds", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Elsewhere_nothing_is_said()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        ProcessRun run = ProcessRun.Start("dotnet", ProcessRun.CommandLine("bench", a, b, "--repeat", "5"), ("TERM", "xterm"));
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
    }
}
