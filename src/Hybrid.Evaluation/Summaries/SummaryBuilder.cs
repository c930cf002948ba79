using System.Globalization;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Statistics;

namespace Hybrid.Evaluation.Summaries;

/// <summary>Condenses run folders into a summary.</summary>
public static class SummaryBuilder
{
    private const int MaxTags = 100;

    /// <summary>Summarises a table of results.</summary>
    /// <param name="table">The results.</param>
    /// <param name="folders">The folders they are of, for the protocol card.</param>
    /// <param name="options">What to compare.</param>
    public static RunSummary Build(ResultTable table, IReadOnlyList<string> folders, SummaryOptions options)
    {
        string[] datasets = [.. table.Pairs.Select(ResultTable.DatasetOf).Distinct().Order(StringComparer.Ordinal)];
        var comparer = new Comparer(table, options);
        IReadOnlyList<PairedComparison> overall = comparer.Overall(), byTier = comparer.ByTier();
        return new RunSummary
        {
            Dataset = string.Join('+', datasets),
            N = table.Pairs.Count,
            Methods = Summaries(table, table.Order),
            Tiers = [.. Comparer.Tiers
                .Select(t => (Tier: t, Pairs: (IReadOnlyList<int>)[.. table.Order.Where(i => table.Tiers[i] == t)]))
                .Where(t => t.Pairs.Count > 0)
                .Select(t => KeyValuePair.Create(t.Tier, Summaries(table, t.Pairs)))],
            Datasets = datasets.Length < 2 ? [] : [.. datasets.Select(d => KeyValuePair.Create(d, Summaries(table, [.. table.Order.Where(i => ResultTable.DatasetOf(table.Pairs[i]) == d)])))],
            Families = Families(table),
            Tags = Tags(table),
            Comparisons = overall,
            TierComparisons = byTier,
            Verdicts = [.. overall.Select(c => Verdict.Sentence(c, [.. byTier.Where(t => t.A == c.A && t.B == c.B && t.Metric == c.Metric)]))],
            Protocol = Protocol(table, folders, options),
        };
    }

    private static IReadOnlyList<KeyValuePair<string, MethodSummary>> Summaries(ResultTable table, IReadOnlyList<int> pairs) =>
        [.. table.Methods.Select(m => KeyValuePair.Create(m.Name, MethodSummarizer.Summarize(m, pairs)))];

    private static List<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, MethodSummary>>>> Families(ResultTable table)
    {
        int[] restored = [.. table.Order.Where(i => table.Methods.Any(m => m.Seeds.Any(s => s.Metric("psnr_db") is { } c && i < c.Length && !double.IsNaN(c[i]))))];
        return [.. restored.GroupBy(i => FamilyOf(table.Pairs[i])).Where(g => g.Key.Length > 0).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => KeyValuePair.Create(g.Key, Summaries(table, [.. g])))];
    }

    private static IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, MethodSummary>>>> Tags(ResultTable table) =>
        [.. table.Order.SelectMany(i => table.Tags[i].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => (Tag: t, Pair: i)))
            .GroupBy(t => t.Tag).OrderBy(g => g.Key, StringComparer.Ordinal).Take(MaxTags)
            .Select(g => KeyValuePair.Create(g.Key, Summaries(table, [.. g.Select(t => t.Pair)])))];

    private static string FamilyOf(string pair)
    {
        string name = pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
        int slash = name.LastIndexOf('/');
        return slash < 0 ? "" : name[..slash];
    }

    private static List<KeyValuePair<string, string>> Protocol(ResultTable table, IReadOnlyList<string> folders, SummaryOptions options)
    {
        var card = new List<KeyValuePair<string, string>>();
        void Say(string key, string value) => card.Add(new(key, value));
        foreach (string folder in folders)
        {
            RunDescription run = RunFolder.ReadRun(folder);
            foreach (RunDataset dataset in run.Config.Datasets)
                Say("dataset", string.Create(CultureInfo.InvariantCulture, $"{dataset.Name} ({dataset.Layout}, version {dataset.Version}, {dataset.Pairs} pairs)"));
            int seed = run.Config.Seed, seeds = run.Config.Seeds;
            Say("seeds", seeds == 1 ? FormattableString.Invariant($"{seed}") : FormattableString.Invariant($"{seed} to {seed + seeds - 1}; figures are means over them"));
            Say("images", run.Config.ShortSide is { } side
                ? string.Create(CultureInfo.InvariantCulture, $"shorter side {side} px, errors in pixels of the resized images; pixel centres at integer coordinates")
                : "as stored, no resize; pixel centres at integer coordinates");
            Say("versions", string.Join(", ", run.Versions.Select(v => $"{v.Key} {v.Value}")));
        }
        Say("failures", "infinite for AUC; averages and paired differences bound every pair by the metric's failure value: "
            + string.Join(", ", table.Methods.SelectMany(m => m.Seeds).SelectMany(s => s.Metrics).Distinct().Select(MetricCatalogue.Info)
                .Where(m => !double.IsNaN(m.FailureValue) && m.Better != Direction.Neutral)
                .OrderBy(m => MetricCatalogue.Rank(m.Name))
                .Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Name} {m.FailureValue:0.###}"))));
        Say("comparison", string.Create(CultureInfo.InvariantCulture,
            $"paired differences; mean with 95 % BCa bootstrap interval ({options.Resamples} resamples, seed {options.Seed}); median with order-statistic interval; Wilcoxon signed-rank (Pratt, exact to {WilcoxonSignedRank.ExactLimit}); Holm over the table; auc@t compared by each pair's share max(0, 1 - e/t)"));
        Say("auc", "auc@t is the exact area of the step curve, the mean of max(0, 1 - e/t), in every table; auc_trapezoid@t joins the sorted errors as published scripts do, for figures to stand beside theirs");
        Say("answers", "right within 8 px of mean error, wrong above 20 px or on an unrelated pair; a refusal of an unrelated pair is no failure");
        Say("ties", "within 0.05 px, 0.005 of a fraction, 0.05 dB");
        Say("tiers", string.Join("; ", Difficulty.DifficultyFactor.All.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name} {f.Moderate:0.##}/{f.Hard:0.##}"))) + " (moderate/hard from; the hardest factor counts)");
        Say("memory", "peak resident memory of the process while the pair ran; with several threads an upper bound");
        return card;
    }
}
