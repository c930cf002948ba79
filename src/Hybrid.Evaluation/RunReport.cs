using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Report;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;

namespace Hybrid.Evaluation;

/// <summary>Turns records into <c>summary.json</c>, <c>summary.csv</c> and <c>report.html</c>.</summary>
public static class RunReport
{
    /// <summary>Writes the three files into a run folder.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="options">What to compare.</param>
    /// <param name="images">Pairs whose images are put into the report.</param>
    /// <exception cref="InputException">The folder is damaged or cannot be written to.</exception>
    public static RunSummary Write(string folder, SummaryOptions options, int images)
    {
        ResultTable table = ResultTable.Load([folder]);
        RunSummary summary = SummaryBuilder.Build(table, [folder], options);
        WriteTo(folder, table, [folder], summary, images);
        return summary;
    }

    /// <summary>Writes the three files for one or several runs together.</summary>
    /// <param name="target">Where to; made where it is missing.</param>
    /// <param name="table">The results of all runs.</param>
    /// <param name="folders">The run folders.</param>
    /// <param name="summary">What they came to.</param>
    /// <param name="images">Pairs whose images are put into the report.</param>
    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public static void WriteTo(string target, ResultTable table, IReadOnlyList<string> folders, RunSummary summary, int images)
    {
        try
        {
            Directory.CreateDirectory(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{target}: cannot be written ({e.Message})", e);
        }
        SummaryWriter.Write(target, summary);
        HtmlReport.Write(Path.Combine(target, "report.html"), table, folders, summary, PairsOf(folders), images);
    }

    /// <summary>The pairs of the datasets that the runs were made of, by id; those that are no longer there are left out.</summary>
    /// <param name="folders">The run folders.</param>
    /// <exception cref="InputException">A folder is not a run.</exception>
    public static IReadOnlyDictionary<string, DatasetPair> PairsOf(IReadOnlyList<string> folders)
    {
        var pairs = new Dictionary<string, DatasetPair>(StringComparer.Ordinal);
        foreach (string folder in folders)
        {
            RunDescription run = RunFolder.ReadRun(folder);
            IReadOnlyList<string> sources = run.Sources;
            try
            {
                foreach (IPairDataset dataset in DatasetLocator.OpenAll(sources))
                {
                    foreach (DatasetPair pair in dataset.Pairs)
                        pairs.TryAdd($"{dataset.Name}:{pair.Name}", ResizedPair.Of(pair, run.Config.ShortSide ?? 0));
                }
            }
            catch (InputException)
            {
                // A report without images is worth more than none: the data may lie on another machine.
            }
        }
        return pairs;
    }
}
