using Hybrid.Evaluation;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;

namespace Hybrid.Viewer.Tests.Support;

/// <summary>A run folder of two methods on pairs of the embedded set, written without running them.</summary>
internal static class MadeRun
{
    public static void Write(string path, double error)
    {
        IPairDataset dataset = DatasetLocator.Open(Repository.Embedded);
        var settings = new RunSettings { Methods = MethodSpec.ParseList("classic,control") };
        using (RunFolder folder = RunFolder.Open(path, RunConfiguration.Of([dataset], settings), settings.Shard, [Repository.Embedded]))
        {
            foreach ((int i, DatasetPair pair) in dataset.Pairs.Where(p => p.Task == TaskKind.Alignment && p.TruthKind == "homography").Take(6).Index())
            {
                foreach ((int k, MethodSpec method) in settings.Methods.Index())
                {
                    var metrics = new MetricValues();
                    metrics.Add("transfer_error_px", error * (1 + i) / (1 + k));
                    folder.Append(new PairRecord { Pair = $"{dataset.Name}:{pair.Name}", Method = method.ToString(), Seed = 0, Truth = pair.TruthKind, Tier = "easy", Ok = i + k > 0, Reason = "none", Metrics = metrics, Milliseconds = 10 });
                }
            }
        }
        RunReport.Write(path, new SummaryOptions { Resamples = 200 }, images: 1);
    }
}
