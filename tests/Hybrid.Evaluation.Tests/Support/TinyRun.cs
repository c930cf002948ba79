using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;

namespace Hybrid.Evaluation.Tests.Support;

/// <summary>Runs fake methods over a tiny dataset.</summary>
internal static class TinyRun
{
    public static IPairDataset Dataset(TemporaryFolder folder, int pairs = 12)
    {
        for (int i = 0; i < pairs; i++)
        {
            string set = FormattableString.Invariant($"data/homography/scene_{i:00}");
            Files.Image(folder, set + "/1.png", seed: i);
            Files.Image(folder, set + "/2.png", seed: i);
            folder.Text(set + "/H_1_2.txt", Files.Identity);
        }
        return DatasetLocator.Open(folder["data"]);
    }

    public static IPairDataset Reopen(TemporaryFolder folder) => DatasetLocator.Open(folder["data"]);

    public static RunSettings Settings(string methods = "good,bad", int seeds = 1, int threads = 2, string shard = "1/1", int limit = 0) => new()
    {
        Methods = MethodSpec.ParseList(methods), Seeds = seeds, Threads = threads, Shard = Shard.Parse(shard), Limit = limit,
    };

    public static void Execute(IPairDataset dataset, RunSettings settings, string path, IProgress<RunProgress>? progress = null, CancellationToken token = default)
    {
        using RunFolder folder = RunFolder.Open(path, RunConfiguration.Of([dataset], settings), settings.Shard, [PathOf(dataset)]);
        new EvaluationRunner(settings, FakeMethod.Create).Run([dataset], folder, progress, token);
    }

    /// <summary>The folder that holds all of a dataset's categories.</summary>
    public static string PathOf(IPairDataset dataset) => Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(dataset.Pairs[0].PathA)))!;

    /// <summary>The records without their costs, as they stand in the file.</summary>
    public static string[] Lines(string path) =>
        [.. File.ReadAllLines(Path.Combine(path, RunFolder.PairsFile)).Select(l => l[..l.IndexOf("\"cost\"", StringComparison.Ordinal)])];

    /// <summary>The records without their costs, in an order of their own.</summary>
    public static string[] Records(string path) => [.. Lines(path).Order(StringComparer.Ordinal)];

    public static RunSummary Summary(params string[] folders) =>
        SummaryBuilder.Build(ResultTable.Load(folders), folders, new SummaryOptions { Resamples = 500 });
}
