namespace Hybrid.Stereo;

/// <summary>How far a pair is from being rectified, from the vertical offsets y_right − y_left of its robust matches.</summary>
/// <param name="Matches">Number of matches.</param>
/// <param name="Median">Median offset, px.</param>
/// <param name="Spread">1.4826 × the median absolute deviation from the median: a standard deviation without outliers, px.</param>
/// <param name="MedianAbsolute">Median of the offsets' magnitudes, px.</param>
public sealed record RectificationMeasure(int Matches, double Median, double Spread, double MedianAbsolute)
{
    /// <summary>Below this many matches nothing is concluded.</summary>
    public const int Enough = 24;

    /// <summary>The measure of a set of matches; all NaN for none.</summary>
    /// <param name="matches">Left point in A, right point in B.</param>
    public static RectificationMeasure Of(IReadOnlyList<PointMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        double[] offsets = [.. matches.Select(m => m.B.Y - m.A.Y)];
        double median = RobustStatistics.Median(offsets);
        return new RectificationMeasure(
            matches.Count, median, 1.4826 * RobustStatistics.Median([.. offsets.Select(o => Math.Abs(o - median))]),
            RobustStatistics.Median([.. offsets.Select(Math.Abs)]));
    }
}
