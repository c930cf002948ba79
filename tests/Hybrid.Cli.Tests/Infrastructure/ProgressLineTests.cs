using System.Collections.Concurrent;
using System.Text;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Tests.Infrastructure;

public class ProgressLineTests
{
    private const string Clear = "\r\u001b[2K";

    [Fact]
    public void On_a_terminal_it_says_what_is_done_and_leaves_nothing_behind()
    {
        using var error = new Recorder();
        using (var line = new ProgressLine(error, "reading", isTerminal: true))
        {
            error.Await("reading, ");
            line.Show("matching 2/3");
            error.Await("matching 2/3, ");
        }
        Assert.EndsWith(Clear, error.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_reported_after_the_end_is_not_shown()
    {
        using var error = new Recorder();
        var line = new ProgressLine(error, "reading", isTerminal: true);
        error.Await("reading, ");
        line.Dispose();
        string before = error.Written;
        line.Show("late");
        Thread.Sleep(600);
        Assert.Equal(before, error.Written);
    }

    [Fact]
    public void Elsewhere_nothing_is_said()
    {
        using var error = new Recorder();
        using (new ProgressLine(error, "reading"))
            Thread.Sleep(1500);
        Assert.Empty(error.Written);
    }

    /// <summary>Keeps what any thread writes.</summary>
    private sealed class Recorder : TextWriter
    {
        private readonly ConcurrentQueue<string> _parts = new();

        public override Encoding Encoding => Encoding.UTF8;

        public string Written => string.Concat(_parts);

        public override void Write(char value) => _parts.Enqueue(value.ToString());

        public override void Write(string? value) => _parts.Enqueue(value ?? "");

        public void Await(string text) =>
            Assert.True(SpinWait.SpinUntil(() => Written.Contains(text, StringComparison.Ordinal), TimeSpan.FromMinutes(1)), Written);
    }
}
