namespace Hybrid.Evaluation.Statistics;

/// <summary>Holm's correction for looking at several comparisons at once.</summary>
/// <remarks>Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scand. J. Statist. 1979.</remarks>
public static class Holm
{
    /// <summary>Adjusted p values, in the order given; NaN stays NaN and does not count.</summary>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        int[] order = [.. Enumerable.Range(0, p.Count).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i])];
        double[] adjusted = [.. p];
        double running = 0;
        for (int k = 0; k < order.Length; k++)
        {
            running = Math.Max(running, Math.Min(1, (order.Length - k) * p[order[k]]));
            adjusted[order[k]] = running;
        }
        return adjusted;
    }
}
