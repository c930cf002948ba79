using System.Diagnostics;
using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Running.Isolation;

namespace Hybrid.Evaluation.Running;

/// <summary>
/// Runs methods over pairs in parallel and records each answer's score as it comes. The records do not depend on the
/// number of threads or on their order.
/// </summary>
public sealed class EvaluationRunner
{
    private readonly RunSettings _settings;
    private readonly List<(string Method, int Seed, IPairMethod Instance)> _methods = [];

    /// <summary>Prepares a run and creates its methods, so that a mistake in one shows before anything is written.</summary>
    /// <param name="settings">What to run.</param>
    /// <param name="create">Creates a method; null means the catalogue's.</param>
    /// <exception cref="InputException">A method or an option is unknown.</exception>
    public EvaluationRunner(RunSettings settings, Func<MethodSpec, AlignerSettings, IPairMethod>? create = null)
    {
        _settings = settings;
        create ??= MethodFactory.Create;
        for (int seed = settings.Seed; seed < settings.Seed + settings.Seeds; seed++)
        {
            foreach (MethodSpec spec in settings.Methods)
                _methods.Add((spec.ToString(), seed, create(spec, new AlignerSettings { Seed = seed, Threads = 1, ModelFolder = settings.ModelFolder })));
        }
    }

    private sealed record Job(SharedPair Pair, string Method, int Seed, IPairMethod Instance);

    /// <summary>Runs what the folder does not hold yet.</summary>
    /// <param name="datasets">The datasets; a pair's id is <c>dataset:pair</c>.</param>
    /// <param name="folder">Receives the records.</param>
    /// <param name="progress">Told after every record; null for silence.</param>
    /// <param name="cancellationToken">Stops after the pairs in work; the folder can be continued.</param>
    /// <exception cref="InputException">A pair's files cannot be used; what was recorded is kept.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Run(IReadOnlyList<IPairDataset> datasets, RunFolder folder, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        List<Job> jobs = Plan(datasets, folder, out int total);
        // A part may be empty; a whole run of nothing is a mistake.
        if (total == 0 && _settings.Shard == Shard.Whole)
            throw new InputException($"no method named has anything to do: {string.Join("; ", Skipped(datasets))}");
        folder.Expect(total);
        int threads = Math.Max(1, Math.Min(Concurrency.Within(_settings.Threads), Math.Max(1, jobs.Count)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var memory = new MemorySampler(threads);
        var evaluator = new PairEvaluator(folder.Path, _settings.Keep);
        WorkerProcess[] workers = _settings.Isolation is { } isolation ? Workers(isolation, threads, datasets, folder) : [];
        var clock = Stopwatch.StartNew();
        int next = -1, done = 0, failures = 0, resumed = total - jobs.Count;
        Exception? fault = null;
        // Pairs are shared out among the workers, so that each works by one thread.
        int limit = Concurrency.Limit;
        Concurrency.Bound(1);
        try
        {
            Thread[] slots = [.. Enumerable.Range(0, threads).Select(slot => new Thread(() => Work(slot), 16 << 20) { Name = $"evaluation {slot}", IsBackground = true })];
            foreach (Thread slot in slots)
                slot.Start();
            foreach (Thread slot in slots)
                slot.Join();
        }
        finally
        {
            foreach (WorkerProcess worker in workers)
                worker.Dispose();
            Concurrency.Bound(limit);
        }
        if (fault is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
        cancellationToken.ThrowIfCancellationRequested();
        folder.Arrange([.. _settings.Methods.Select(m => m.ToString())]);

        void Work(int slot)
        {
            try
            {
                for (int i = Interlocked.Increment(ref next); i < jobs.Count && !stop.IsCancellationRequested; i = Interlocked.Increment(ref next))
                {
                    Job job = jobs[i];
                    PairRecord record;
                    try
                    {
                        record = workers.Length > 0
                            ? workers[slot].Evaluate(job.Pair.Id, job.Pair.Pair, job.Method, job.Seed, stop.Token)
                            : evaluator.Evaluate(job.Pair, job.Method, job.Seed, job.Instance, memory, slot, stop.Token);
                    }
                    finally
                    {
                        job.Pair.Release();
                    }
                    folder.Append(record);
                    int finished = Interlocked.Increment(ref done);
                    int failed = record.Ok ? Volatile.Read(ref failures) : Interlocked.Increment(ref failures);
                    progress?.Report(new RunProgress(
                        resumed + finished, resumed, total, failed, clock.Elapsed, clock.Elapsed / finished * (jobs.Count - finished), job.Pair.Id));
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Whoever cancelled reports it.
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref fault, e, null);
                stop.Cancel();
            }
        }
    }

    /// <summary>The pairs that a run covers, with their ids and the dataset's own pair.</summary>
    public static IEnumerable<(string Id, DatasetPair Pair)> PairsOf(IReadOnlyList<IPairDataset> datasets, RunSettings settings)
    {
        var all = datasets
            .SelectMany(d => (settings.Limit > 0 ? d.Pairs.Take(settings.Limit) : d.Pairs).Select(p => (Id: $"{d.Name}:{p.Name}", Pair: p))).ToList();
        bool[]? own = settings.Shard == Shard.Whole ? null : settings.Shard.Select([.. all.Select(p => p.Id)]);
        return all.Where((_, i) => own is null || own[i]).Select(p => (p.Id, ResizedPair.Of(p.Pair, settings.ShortSide)));
    }

    /// <summary>Pair, method and seed of every record that a run makes, in no particular order.</summary>
    public IEnumerable<(string Pair, string Method, int Seed)> Records(IReadOnlyList<IPairDataset> datasets) =>
        from pair in PairsOf(datasets, _settings)
        from method in _methods
        where method.Instance.AnswerTo(pair.Pair.Task) is not null
        select (pair.Id, method.Method, method.Seed);

    /// <summary>Every method with every seed.</summary>
    internal IReadOnlyList<(string Method, int Seed, IPairMethod Instance)> Methods => _methods;

    /// <summary>What is left out of a run: each method's pairs of tasks that it does not do.</summary>
    public IReadOnlyList<SkippedPairs> Skipped(IReadOnlyList<IPairDataset> datasets) =>
    [
        .. from method in _methods.Where(m => m.Seed == _settings.Seed)
           from task in PairsOf(datasets, _settings).GroupBy(p => p.Pair.Task)
           where method.Instance.AnswerTo(task.Key) is null
           select new SkippedPairs(method.Method, task.Key, task.Count()),
    ];

    private WorkerProcess[] Workers(IsolationSettings isolation, int count, IReadOnlyList<IPairDataset> datasets, RunFolder folder)
    {
        var start = new WorkerStart(RunConfiguration.Of(datasets, _settings), RunFolder.ReadRun(folder.Path).Sources, _settings.ModelFolder, folder.Path);
        return [.. Enumerable.Range(0, count).Select(_ => new WorkerProcess(isolation, start))];
    }

    private List<Job> Plan(IReadOnlyList<IPairDataset> datasets, RunFolder folder, out int total)
    {
        var jobs = new List<Job>();
        total = 0;
        foreach ((string id, DatasetPair pair) in PairsOf(datasets, _settings))
        {
            var asked = _methods.Where(m => m.Instance.AnswerTo(pair.Task) is not null).ToList();
            total += asked.Count;
            var open = asked.Where(m => !folder.Done.Contains((id, m.Method, m.Seed))).ToList();
            var shared = new SharedPair(id, pair, open.Count);
            jobs.AddRange(open.Select(m => new Job(shared, m.Method, m.Seed, m.Instance)));
        }
        return jobs;
    }
}
