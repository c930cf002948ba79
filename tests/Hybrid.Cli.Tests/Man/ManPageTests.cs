using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Man;

/// <summary>The manual page.</summary>
public class ManPageTests
{
    private static readonly string[] Lines = CliRun.Of("man").Output.Split('\n');

    [Theory]
    [InlineData(".SS align A B")]
    [InlineData(".SS datasets make")]
    [InlineData(".SH EXIT STATUS")]
    public void It_describes_every_command(string line) => Assert.Contains(Lines, l => l.StartsWith(line, StringComparison.Ordinal));

    [Fact]
    public void No_line_is_taken_for_a_macro_that_man_does_not_know()
    {
        string[] macros = ["TH", "SH", "SS", "TP", "B", "I", "PP", "nf", "fi"];
        Assert.All(Lines.Where(l => l.StartsWith('.')), l => Assert.Contains(l[1..].Split(' ')[0], macros));
        Assert.DoesNotContain(Lines, l => l.StartsWith('\''));
    }

    [Fact]
    public void Hidden_commands_stay_hidden() => Assert.DoesNotContain(Lines, l => l.Contains("__complete", StringComparison.Ordinal));
}
