namespace Hybrid.Benchmarks.Calibration;

/// <summary>How often confidences are right.</summary>
internal static class Reliability
{
    /// <summary>Bins of equal width.</summary>
    public const int Bins = 10;

    /// <summary>Number, mean confidence and share of right ones of each bin; NaN where it is empty.</summary>
    public static (int Count, double Confidence, double Right)[] Diagram(IReadOnlyList<(double Confidence, bool IsRight)> samples) =>
        [.. Enumerable.Range(0, Bins).Select(i =>
        {
            (double Confidence, bool IsRight)[] bin = [.. samples.Where(s => Math.Min(Bins - 1, (int)(s.Confidence * Bins)) == i)];
            return bin.Length == 0
                ? (0, double.NaN, double.NaN)
                : (bin.Length, bin.Average(s => s.Confidence), bin.Count(s => s.IsRight) / (double)bin.Length);
        })];

    /// <summary>Expected calibration error (Naeini et al., AAAI 2015): mean distance of a bin's confidence from its share of right ones, by number.</summary>
    public static double Error(IReadOnlyList<(double Confidence, bool IsRight)> samples) =>
        Diagram(samples).Where(b => b.Count > 0).Sum(b => b.Count * Math.Abs(b.Confidence - b.Right)) / samples.Count;
}
