using System.Diagnostics;

namespace Hybrid.Viewer.Jobs;

/// <summary>Something asked of the viewer: its files, and a run a method.</summary>
internal sealed class Job : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _changed = New();

    /// <summary>A job whose files are in its folder.</summary>
    public Job(string id, JobRecipe recipe, JobFolder folder, JobRequest request)
    {
        (Id, Recipe, Folder, Request) = (id, recipe, folder, request);
        Runs = [.. request.Methods.Select((method, i) => new JobRun(i + 1, method, recipe.Arguments(request, method, JobFolder.ResultsOf(i + 1))))];
        foreach (JobRun run in Runs)
            folder.MakeResults(run.Number);
    }

    /// <summary>What it is asked for by; cannot be guessed.</summary>
    public string Id { get; }

    /// <summary>When it came, by the clock that only runs forward.</summary>
    public long Created { get; } = Stopwatch.GetTimestamp();

    /// <summary>Its kind.</summary>
    public JobRecipe Recipe { get; }

    /// <summary>Where its files are.</summary>
    public JobFolder Folder { get; }

    /// <summary>What was asked.</summary>
    public JobRequest Request { get; }

    /// <summary>A run a method.</summary>
    public IReadOnlyList<JobRun> Runs { get; }

    /// <summary>Signalled when the job is cancelled.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Whether every run is over.</summary>
    public bool IsOver => Read(() => Runs.All(r => r.IsOver));

    /// <summary>Whether a run came to a result, whatever became of the others.</summary>
    public bool HasResults => Read(() => Runs.Any(r => r.State == RunState.Done));

    /// <summary>Where the job is as a whole: what its runs are at, or how most of them ended.</summary>
    public RunState State => Read(() =>
        Runs.Any(r => r.State == RunState.Running) ? RunState.Running
        : Runs.Any(r => r.State == RunState.Queued) ? Runs.Any(r => r.IsOver) ? RunState.Running : RunState.Queued
        : Runs.Any(r => r.State == RunState.Cancelled) ? RunState.Cancelled
        : Runs.Any(r => r.State == RunState.Done) ? RunState.Done : RunState.Failed);

    /// <summary>Completed at the next change. To be asked for before the state is read, so that no change is missed.</summary>
    public Task NextChange
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    /// <summary>Reads runs while none of them changes.</summary>
    public T Read<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }

    /// <summary>Changes a run and tells those who wait.</summary>
    public void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            (changed, _changed) = (_changed, New());
        }
        changed.SetResult();
    }

    /// <summary>Stops what runs and takes back what waits.</summary>
    public void Cancel()
    {
        Change(() =>
        {
            foreach (JobRun run in Runs.Where(r => !r.IsOver))
                run.End(RunState.Cancelled, RunOutcome.Of("cancelled"));
        });
        _stop.Cancel();
    }

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
