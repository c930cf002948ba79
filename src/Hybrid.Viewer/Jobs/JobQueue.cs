using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Hybrid.Viewer.Jobs;

/// <summary>Hands runs to workers in the order in which they came, so many at once.</summary>
internal sealed class JobQueue : IAsyncDisposable
{
    private readonly Channel<(Job Job, JobRun Run)> _waiting = Channel.CreateUnbounded<(Job, JobRun)>();
    private readonly ConcurrentDictionary<JobRun, long> _order = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly WorkerProgram _program;
    private readonly WorkerLimits _limits;
    private readonly Task[] _consumers;
    private long _count;

    /// <summary>Starts with nothing to do.</summary>
    public JobQueue(WorkerProgram program, WorkerLimits limits, int workers)
    {
        (_program, _limits) = (program, limits);
        _consumers = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(Consume))];
    }

    /// <summary>Runs that wait.</summary>
    public int Waiting => _order.Count;

    /// <summary>How many runs come before one that waits; 0 for one that does not.</summary>
    public int Before(JobRun run) => _order.TryGetValue(run, out long own) ? _order.Values.Count(v => v < own) : 0;

    /// <summary>Adds every run of a job.</summary>
    public void Add(Job job)
    {
        foreach (JobRun run in job.Runs)
        {
            _order[run] = Interlocked.Increment(ref _count);
            _waiting.Writer.TryWrite((job, run));
        }
    }

    /// <summary>Takes back what still waits of a job.</summary>
    public void Remove(Job job)
    {
        foreach (JobRun run in job.Runs)
            _order.TryRemove(run, out _);
    }

    /// <summary>Kills what runs and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stop.CancelAsync();
        await Task.WhenAll(_consumers);
        _stop.Dispose();
    }

    private async Task Consume()
    {
        try
        {
            await foreach ((Job job, JobRun run) in _waiting.Reader.ReadAllAsync(_stop.Token))
            {
                _order.TryRemove(run, out _);
                if (job.Read(() => run.IsOver))
                    continue;
                job.Change(run.Start);
                await Run(job, run);
            }
        }
        catch (OperationCanceledException)
        {
            // The viewer ends.
        }
    }

    private async Task Run(Job job, JobRun run)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(job.Stopped, _stop.Token);
        RunState state;
        RunOutcome outcome;
        try
        {
            WorkerResult result = await WorkerProcess.RunAsync(
                _program, [.. run.Arguments, .. job.Recipe.Sources == JobSources.Runs ? [] : _program.CommonArguments], job.Folder.FullPath, _limits, text => Report(job, run, text), either.Token);
            state = result.ExitCode is 0 or 1 ? RunState.Done : RunState.Failed;
            // A crash says nothing on its own.
            string[] messages = state == RunState.Failed && result.Messages.Count == 0
                ? [$"the worker ended unexpectedly (exit code {result.ExitCode}); the image may be damaged, or memory too short"]
                : [.. result.Messages.Select(m => InTheirWords(job, m))];
            outcome = new RunOutcome(result.ExitCode, messages, InTheirWords(job, result.Output), job.Folder.Results(run.Number));
        }
        catch (OperationCanceledException)
        {
            (state, outcome) = (RunState.Cancelled, RunOutcome.Of("cancelled"));
        }
#pragma warning disable CA1031 // Whatever is wrong with one run, those behind it must have their turn.
        catch (Exception e)
#pragma warning restore CA1031
        {
            (state, outcome) = (RunState.Failed, RunOutcome.Of($"no worker could be started ({e.Message})"));
        }
        job.Change(() =>
        {
            if (!run.IsOver)
                run.End(state, outcome);
        });
        if (job.Stopped.IsCancellationRequested && !job.HasResults)
            job.Folder.Delete();
    }

    private static void Report(Job job, JobRun run, string text) => job.Change(() =>
    {
        if (!run.IsOver)
            run.Progress = Progress(job, text);
    });

    // Commands that go through many images name the one that they are at by its file's name alone.
    private static string Progress(Job job, string text)
    {
        JobInput? input = job.Request.Inputs.FirstOrDefault(i => text.StartsWith(i.File, StringComparison.Ordinal));
        return input is null ? InTheirWords(job, text) : input.Name + text[input.File.Length..];
    }

    // The worker knows the files by the names that they have here, their sender by others.
    private static string InTheirWords(Job job, string text)
    {
        text = text.StartsWith("hybrid: ", StringComparison.Ordinal) ? text["hybrid: ".Length..] : text;
        foreach (JobInput input in job.Request.Inputs)
            text = text.Replace(input.RelativePath, input.Name, StringComparison.Ordinal);
        return text;
    }

    private static byte[] InTheirWords(Job job, byte[] json)
    {
        string text = Encoding.UTF8.GetString(json);
        foreach (JobInput input in job.Request.Inputs)
            text = text.Replace($"\"{input.RelativePath}\"", $"\"{JsonEncodedText.Encode(input.Name)}\"", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }
}
