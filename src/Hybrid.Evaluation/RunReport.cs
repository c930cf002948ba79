using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Summaries;

namespace Hybrid.Evaluation;

/// <summary>Turns a run folder's records into its summary and report.</summary>
public static class RunReport
{
    /// <summary>Writes <c>summary.json</c>, <c>summary.csv</c> and <c>report.html</c> into a run folder.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="datasets">Its datasets, for the report's images; empty for a report without images.</param>
    /// <param name="options">What to compare.</param>
    /// <param name="images">Pairs whose images are put into the report.</param>
    /// <exception cref="InputException">The folder is damaged or cannot be written to.</exception>
    public static RunSummary Write(string folder, IReadOnlyList<IPairDataset> datasets, SummaryOptions options, int images)
    {
        ResultTable table = ResultTable.Load([folder]);
        RunSummary summary = SummaryBuilder.Build(table, [folder], options);
        SummaryWriter.Write(folder, summary);
        return summary;
    }

    /// <summary>Writes the same files for several runs together into another folder.</summary>
    /// <param name="target">Where to; made where it is missing.</param>
    /// <param name="table">The results of all runs.</param>
    /// <param name="folders">The run folders.</param>
    /// <param name="summary">What they came to.</param>
    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public static void WriteTo(string target, ResultTable table, IReadOnlyList<string> folders, RunSummary summary)
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
    }
}
