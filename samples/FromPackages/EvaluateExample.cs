using Hybrid.Core;
using Hybrid.Evaluation;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;

namespace FromPackages;

/// <summary>Methods on the pairs of a dataset, compared pair by pair.</summary>
internal static class EvaluateExample
{
    public static int Run(string dataset, string folder)
    {
        IPairDataset pairs = DatasetLocator.Open(dataset);
        var settings = new RunSettings { Methods = [MethodSpec.Parse("classic"), MethodSpec.Parse("control")] };
        using (RunFolder run = RunFolder.Open(folder, RunConfiguration.Of([pairs], settings), Shard.Whole))
            new EvaluationRunner(settings).Run([pairs], run);

        // pairs.ndjson has a line a pair; this writes summary.json, summary.csv and report.html beside it.
        RunSummary summary = RunReport.Write(folder, new SummaryOptions(), images: 24);
        foreach ((string method, MethodSummary figures) in summary.Methods)
            Console.WriteLine($"{method}: {figures.N} pairs, {figures.Failures} failed");
        return 0;
    }
}
