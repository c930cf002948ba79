using System.Diagnostics;
using System.Globalization;

namespace Hybrid.Cli.Infrastructure;

/// <summary>
/// One line on stderr that says what a command is at and for how long, in place of the one before. It appears after a
/// second, so that short commands show nothing, and is gone when this is disposed, whatever is still reported. Nothing at all
/// where stderr is not a terminal, but for a worker: there each change is a line of its own, after <c>progress: </c>.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private const string Clear = "\r\u001b[2K";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly TextWriter _error;
    private readonly bool _isForProgram;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private readonly Timer? _timer;
    private string _text;
    private bool _shown;
    private bool _ended;

    /// <summary>Starts a line where the error stream is a terminal.</summary>
    /// <param name="error">The error stream.</param>
    /// <param name="text">What the command is at.</param>
    public ProgressLine(TextWriter error, string text = "")
        : this(
            PrintableWriter.Unwrapped(error), text, Terminal.ShowsProgress && PrintableWriter.Unwrapped(error) == Console.Error,
            WorkerMode.IsOn && PrintableWriter.Unwrapped(error) == Console.Error)
    {
    }

    /// <summary>Starts a line.</summary>
    /// <param name="error">The error stream.</param>
    /// <param name="text">What the command is at.</param>
    /// <param name="isTerminal">Whether a person sees it.</param>
    /// <param name="isForProgram">Whether a program reads it.</param>
    internal ProgressLine(TextWriter error, string text, bool isTerminal, bool isForProgram = false)
    {
        (_error, _text, _isForProgram) = (error, "", isForProgram);
        Show(text);
        if (isTerminal && !isForProgram)
            _timer = new Timer(_ => Draw(), null, Patience, Interval);
    }

    /// <summary>Says what the command is at now.</summary>
    public void Show(string text)
    {
        lock (_gate)
        {
            string line = Terminal.OneLine(text);
            if (_isForProgram && !_ended && line != _text && line.Length > 0)
                _error.WriteLine($"progress: {line}");
            _text = line;
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            if (_shown)
                _error.Write(Clear);
        }
        _timer?.Dispose();
    }

    private void Draw()
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _shown = true;
            _error.Write(string.Create(CultureInfo.InvariantCulture, $"{Clear}{_text}{(_text.Length > 0 ? ", " : "")}{_clock.Elapsed.TotalSeconds:0} s"));
        }
    }
}
