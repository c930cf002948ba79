using Hybrid.Evaluation.Running;
using Spectre.Console;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Shows how far an evaluation is: a bar with remaining time on a terminal, a line every half minute elsewhere.</summary>
internal sealed class EvaluationProgress : IProgress<RunProgress>, IDisposable
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(30);
    private readonly TextWriter _error;
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _finished = new();
    private readonly Task? _bar;
    private RunProgress _latest;
    private TimeSpan _lastLine;

    /// <summary>Starts showing.</summary>
    /// <param name="error">The error stream.</param>
    public EvaluationProgress(TextWriter error)
    {
        _error = error;
        if (Terminal.ShowsProgress && error == Console.Error)
            _bar = Task.Run(ShowBar);
    }

    /// <inheritdoc />
    public void Report(RunProgress value)
    {
        lock (_gate)
        {
            if (value.Done < _latest.Done)
                return;
            _latest = value;
            if (_bar is not null || value.Elapsed - _lastLine < LineInterval)
                return;
            _lastLine = value.Elapsed;
            _error.WriteLine(Describe(value));
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        _finished.Set();
        _bar?.Wait();
        _finished.Dispose();
    }

    private void ShowBar()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_error) });
        console.Progress().AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask task = context.AddTask("starting", maxValue: 1);
                do
                {
                    RunProgress latest;
                    lock (_gate)
                        latest = _latest;
                    if (latest.Total > 0)
                    {
                        task.MaxValue = latest.Total;
                        task.Value = latest.Done;
                        task.Description = Markup.Escape(Describe(latest));
                    }
                }
                while (!_finished.Wait(200));
            });
    }

    private static string Describe(RunProgress p)
    {
        string left = p.Remaining is { } r ? FormattableString.Invariant($", {(int)r.TotalHours:00}:{r.Minutes:00}:{r.Seconds:00} left") : "";
        string resumed = p.Resumed > 0 ? FormattableString.Invariant($" ({p.Resumed} from before)") : "";
        return FormattableString.Invariant($"{p.Done}/{p.Total}{resumed}, {p.Failures} failed{left}  {p.Current}");
    }
}
