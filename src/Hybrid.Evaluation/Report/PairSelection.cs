using Hybrid.Evaluation.Summaries;

namespace Hybrid.Evaluation.Report;

/// <summary>Chooses the pairs that a report shows in detail.</summary>
internal static class PairSelection
{
    /// <summary>
    /// Half of them where the first and the last method differ most, the other half evenly over the rest, so that neither the telling
    /// nor the ordinary is missing.
    /// </summary>
    /// <param name="table">The results.</param>
    /// <param name="metrics">Metrics to look at, the first that a pair has.</param>
    /// <param name="count">At most so many.</param>
    public static IReadOnlyList<int> Choose(ResultTable table, IReadOnlyList<string> metrics, int count)
    {
        if (count >= table.Pairs.Count)
            return table.Order;
        var comparer = new Comparer(table, new SummaryOptions());
        double[] difference = new double[table.Pairs.Count];
        if (table.Methods.Count > 1)
        {
            foreach (string metric in metrics)
            {
                double[] a = comparer.Column(table.Methods[0], metric), b = comparer.Column(table.Methods[^1], metric);
                double scale = Metrics.MetricCatalogue.Info(metric) is { FailureValue: > 0 and var worst } ? worst : 1;
                for (int i = 0; i < difference.Length; i++)
                    difference[i] = Math.Max(difference[i], double.IsFinite(a[i] - b[i]) ? Math.Abs(a[i] - b[i]) / scale : 0);
            }
        }
        int[] telling = [.. table.Order.OrderByDescending(i => difference[i]).Take(count / 2)];
        int[] rest = [.. table.Order.Except(telling)];
        int others = count - telling.Length;
        return [.. telling, .. Enumerable.Range(0, others).Select(k => rest[(int)((long)k * rest.Length / others)])];
    }
}
