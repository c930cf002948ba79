using System.Text.Json;
using Hybrid.Cli.Infrastructure;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Infrastructure;

/// <summary>What the command line says when it is used wrongly, and its help.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("unknown command 'algin' (did you mean 'align'?)", "algin")]
    [InlineData("unknown option '--metod' (did you mean '--method'?)", "align", "a", "b", "--metod", "classic")]
    [InlineData("required argument missing for command: 'align'", "align", "a")]
    [InlineData("unexpected argument 'c'", "align", "a", "b", "c")]
    [InlineData("cannot parse argument 'x' for option '--seed'", "align", "a", "b", "--seed", "x")]
    [InlineData("'5000' is not a whole number from 0 to 1024 for --threads", "align", "a", "b", "--threads", "5000")]
    [InlineData("required argument missing for option: '-o'", "align", "a", "b", "-o")]
    public void Wrong_usage_is_one_line_and_exit_code_2(string message, params string[] args)
    {
        ProcessRun run = CliRun.Of(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith($"hybrid: {message}", line, StringComparison.Ordinal);
        Assert.EndsWith("--help", line, StringComparison.Ordinal);
    }

    [Fact]
    public void No_argument_at_all_shows_the_help_as_an_error()
    {
        ProcessRun run = CliRun.Of();
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("Commands:", run.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string> CommandNames() => [.. RootCommandFactory.Create().Subcommands.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(CommandNames))]
    public void Every_command_has_help_with_examples(string name)
    {
        ProcessRun run = CliRun.Of(name, "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Contains($"hybrid {name}", run.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_one_line()
    {
        ProcessRun run = CliRun.Of("--version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", run.Output);
    }

    [Fact]
    public void The_doctor_finds_the_libraries_that_these_tests_run_on()
    {
        ProcessRun run = CliRun.Of("doctor", "--json");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("ok").GetBoolean());
        string[] names = [.. json.RootElement.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];
        Assert.Contains("OpenCV", names);
        Assert.Contains("ONNX Runtime", names);
    }
}
