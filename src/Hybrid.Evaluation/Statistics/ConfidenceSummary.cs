namespace Hybrid.Evaluation.Statistics;

/// <summary>What a method's confidence is worth: the reliability diagram, and right against wrong answers over the threshold.</summary>
/// <param name="N">Number of answers that the method stood by; a mean over the seeds.</param>
/// <param name="Bins">The reliability diagram, ten bins of equal width.</param>
/// <param name="Ece">Expected calibration error: Σ n_b/n · |accuracy_b − confidence_b|.</param>
/// <param name="Curve">Right and wrong answers from each threshold on, 0 to 1 in steps of 0.05.</param>
/// <remarks>Guo et al., On Calibration of Modern Neural Networks, ICML 2017, equation 3.</remarks>
public sealed record ConfidenceSummary(double N, IReadOnlyList<ReliabilityBin> Bins, double Ece, IReadOnlyList<ConfidencePoint> Curve)
{
    private const int BinCount = 10;
    private const int Steps = 20;

    /// <summary>Summarises answers.</summary>
    /// <param name="answers">Of all seeds together.</param>
    /// <param name="seeds">How many seeds they are of.</param>
    /// <returns>Null for no answer with a confidence.</returns>
    public static ConfidenceSummary? Of(IReadOnlyList<JudgedAnswer> answers, int seeds = 1)
    {
        JudgedAnswer[] known = [.. answers.Where(a => a.Confidence >= 0 && a.Confidence <= 1)];
        if (known.Length == 0)
            return null;
        var bins = new List<ReliabilityBin>();
        double ece = 0;
        foreach (IGrouping<int, JudgedAnswer>? group in Enumerable.Range(0, BinCount).Select(b => known.GroupBy(BinOf).FirstOrDefault(g => g.Key == b)))
        {
            int b = bins.Count, n = group?.Count() ?? 0;
            double confidence = n == 0 ? double.NaN : group!.Average(a => a.Confidence), accuracy = n == 0 ? double.NaN : group!.Average(a => a.Right);
            bins.Add(new ReliabilityBin(b / (double)BinCount, (b + 1) / (double)BinCount, n / (double)seeds, confidence, accuracy));
            if (n > 0)
                ece += n / (double)known.Length * Math.Abs(accuracy - confidence);
        }
        ConfidencePoint[] curve = [.. Enumerable.Range(0, Steps + 1).Select(s => s / (double)Steps).Select(t => new ConfidencePoint(
            t, known.Where(a => a.Confidence >= t).Sum(a => a.Right) / seeds, known.Where(a => a.Confidence >= t).Sum(a => a.Wrong) / seeds))];
        return new ConfidenceSummary(known.Length / (double)seeds, bins, ece, curve);
    }

    private static int BinOf(JudgedAnswer answer) => Math.Clamp((int)Math.Ceiling(answer.Confidence * BinCount) - 1, 0, BinCount - 1);
}
