using Hybrid.Cli.Completion;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Completion;

/// <summary>What the shells are told.</summary>
public class CompletionTests
{
    [Theory]
    [InlineData("hybrid ali", "align")]
    [InlineData("hybrid align a b --method cl", "classic")]
    [InlineData("hybrid stitch a b --seam gr", "graphcut")]
    [InlineData("hybrid stereo l r --dev", "--device")]
    [InlineData("hybrid datasets t", "template")]
    public void A_begun_word_is_completed(string line, string expected)
    {
        ProcessRun run = CliRun.Of(CompleteCommand.Name, line.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), line);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected, run.Output.Trim());
    }

    [Fact]
    public void Only_what_stands_before_the_cursor_counts()
    {
        Assert.Equal("align", CliRun.Of(CompleteCommand.Name, "9", "hybrid al --json").Output.Trim());
    }

    [Fact]
    public void An_empty_word_lists_every_command_and_no_hidden_one()
    {
        string[] words = CliRun.Of(CompleteCommand.Name, "7", "hybrid ").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("stitch", words);
        Assert.DoesNotContain(words, w => w.StartsWith('-') || w.StartsWith('_'));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Each_shell_has_a_script_that_asks_the_hidden_command(string shell) =>
        Assert.Contains($"hybrid {CompleteCommand.Name}", CliRun.Of("completion", shell).Output, StringComparison.Ordinal);

    [Fact]
    public void Bash_completes_by_its_script()
    {
        using var folder = new TemporaryFolder();
        string program = folder["hybrid"];
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet {string.Join(' ', ProcessRun.CommandLine().Select(a => $"'{a}'"))} \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.WriteAllText(folder["script"], CliRun.Of("completion", "bash").Output +
            "\nCOMP_LINE='hybrid over'; COMP_POINT=${#COMP_LINE}; _hybrid; printf '%s\\n' \"${COMPREPLY[@]}\"\n");
        ProcessRun run = ProcessRun.Start("bash", [folder["script"]], ("PATH", $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}"));
        Assert.Equal("overlap", run.Output.Trim());
    }

    [Fact]
    public void An_unknown_shell_is_one_line()
    {
        ProcessRun run = CliRun.Of("completion", "bsh");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean 'bash'?", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
