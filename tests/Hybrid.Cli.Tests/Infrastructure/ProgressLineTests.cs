using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Tests.Infrastructure;

public class ProgressLineTests
{
    private const string Clear = "\r\u001b[2K";

    [Fact]
    public void On_a_terminal_it_says_what_is_done_and_leaves_nothing_behind()
    {
        using var written = new StringWriter();
        TextWriter error = TextWriter.Synchronized(written);
        using (var line = new ProgressLine(error, "reading", isTerminal: true))
        {
            Await(written, "reading, ");
            line.Show("matching 2/3");
            Await(written, "matching 2/3, ");
        }
        Assert.EndsWith(Clear, written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_reported_after_the_end_is_not_shown()
    {
        using var written = new StringWriter();
        var line = new ProgressLine(TextWriter.Synchronized(written), "reading", isTerminal: true);
        Await(written, "reading, ");
        line.Dispose();
        string before = written.ToString();
        line.Show("late");
        Thread.Sleep(600);
        Assert.Equal(before, written.ToString());
    }

    [Fact]
    public void Elsewhere_and_for_short_work_nothing_is_said()
    {
        using var written = new StringWriter();
        using (new ProgressLine(written, "reading"))
            Thread.Sleep(1500);
        using (new ProgressLine(written, "reading", isTerminal: true))
        {
        }
        Assert.Empty(written.ToString());
    }

    private static void Await(StringWriter written, string text) =>
        Assert.True(SpinWait.SpinUntil(() => written.ToString().Contains(text, StringComparison.Ordinal), TimeSpan.FromMinutes(1)), written.ToString());
}
