using System.Text;
using System.Text.Json;
using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;

namespace Hybrid.Evaluation.Running.Isolation;

/// <summary>The process that evaluates pairs for an isolated run, until its input ends.</summary>
public static class PairWorker
{
    /// <summary>Reads jobs and writes records.</summary>
    /// <param name="input">What the runner writes.</param>
    /// <param name="output">What the runner reads.</param>
    /// <param name="create">Creates a method; null means the catalogue's.</param>
    /// <exception cref="InputException">The first line is not a runner's, or its datasets or methods cannot be opened.</exception>
    public static void Run(TextReader input, TextWriter output, Func<MethodSpec, AlignerSettings, IPairMethod>? create = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        WorkerStart start = Parse(input.ReadLine(), WorkerJson.Default.WorkerStart);
        IReadOnlyList<IPairDataset> datasets = DatasetLocator.OpenAll(start.Sources);
        RunSettings settings = RunSettings.Of(start.Config, start.Models) with { Threads = 1 };
        var methods = new EvaluationRunner(settings, create).Methods.ToDictionary(m => (m.Method, m.Seed), m => m.Instance);
        var pairs = EvaluationRunner.PairsOf(datasets, settings).ToDictionary(p => p.Id, p => p.Pair, StringComparer.Ordinal);
        var evaluator = new PairEvaluator(start.Folder, settings.Keep);
        using var memory = new MemorySampler(1);
        Concurrency.Bound(1);
        SharedPair? shared = null;
        try
        {
            Say(output, WorkerMessages.Ready);
            while (input.ReadLine() is { } line)
            {
                WorkerJob job = Parse(line, WorkerJson.Default.WorkerJob);
                try
                {
                    // Jobs of one pair mostly follow each other.
                    if (shared?.Id != job.Pair)
                    {
                        shared?.Release();
                        shared = new SharedPair(job.Pair, pairs[job.Pair], users: 1);
                    }
                    IPairMethod instance = methods[(job.Method, job.Seed)];
                    Say(output, WorkerMessages.Prepared + Line(PairEvaluator.Failure(shared, job.Method, job.Seed, instance, "crash", "")));
                    Say(output, WorkerMessages.Done + Line(evaluator.Evaluate(shared, job.Method, job.Seed, instance, memory, 0, CancellationToken.None)));
                }
                catch (InputException e)
                {
                    Say(output, WorkerMessages.Refused + e.Message.ReplaceLineEndings(" "));
                }
            }
        }
        finally
        {
            shared?.Release();
        }
    }

    private static T Parse<T>(string? line, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(line ?? "", type) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new InputException("a worker is started by 'hybrid evaluate --isolate' alone", e);
        }
    }

    private static string Line(PairRecord record) => Encoding.UTF8.GetString(PairRecordJson.Write(record)).TrimEnd('\n');

    private static void Say(TextWriter output, string line)
    {
        output.Write(line + "\n");
        output.Flush();
    }
}
