using System.Diagnostics;

namespace Hybrid.Viewer.Jobs;

/// <summary>One method of a job: one worker process. Changed under the lock of its job only.</summary>
/// <param name="number">Its number in the job, from 1.</param>
/// <param name="method">The method; empty where the kind of job has none.</param>
/// <param name="arguments">The worker's command line.</param>
internal sealed class JobRun(int number, string method, IReadOnlyList<string> arguments)
{
    private long _started;
    private TimeSpan _took;

    /// <summary>Its number in the job, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>The method.</summary>
    public string Method { get; } = method;

    /// <summary>The worker's command line.</summary>
    public IReadOnlyList<string> Arguments { get; } = arguments;

    /// <summary>Where it is.</summary>
    public RunState State { get; private set; }

    /// <summary>What the worker is at, in its words.</summary>
    public string Progress { get; set; } = "";

    /// <summary>How it ended; null before.</summary>
    public RunOutcome? Outcome { get; private set; }

    /// <summary>Whether anything can still change.</summary>
    public bool IsOver => State is not (RunState.Queued or RunState.Running);

    /// <summary>Milliseconds that the worker has taken.</summary>
    public double Milliseconds => (State == RunState.Running ? Stopwatch.GetElapsedTime(_started) : _took).TotalMilliseconds;

    /// <summary>A worker begins.</summary>
    public void Start()
    {
        _started = Stopwatch.GetTimestamp();
        State = RunState.Running;
    }

    /// <summary>It is over.</summary>
    public void End(RunState state, RunOutcome outcome)
    {
        if (State == RunState.Running)
            _took = Stopwatch.GetElapsedTime(_started);
        (State, Outcome, Progress) = (state, outcome, "");
    }
}
