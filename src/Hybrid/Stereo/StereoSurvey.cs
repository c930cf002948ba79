using System.Globalization;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>What sparse matches say about a pair before anything dense is computed: range, rectification, and what is odd about it.</summary>
/// <param name="Matches">Robust matches.</param>
/// <param name="AllMatches">All tentative matches.</param>
/// <param name="Rectification">Vertical offsets of the robust matches.</param>
/// <param name="Range">Disparities to search.</param>
/// <param name="Findings">What is odd.</param>
/// <param name="Evidence">The figures, for people.</param>
public sealed record StereoSurvey(
    IReadOnlyList<PointMatch> Matches, IReadOnlyList<PointMatch> AllMatches, RectificationMeasure Rectification, DisparityRange Range, IReadOnlyList<StereoFinding> Findings, string Evidence)
{
    /// <summary>Surveys a pair.</summary>
    /// <param name="pair">A left, B right, of one size.</param>
    /// <param name="given">The range that the caller wants searched; null to find it.</param>
    /// <param name="camera">The rectified cameras, which say what disparity infinity has; null where they are not known, and it has none.</param>
    /// <param name="threads">Threads to use; 0 means all cores.</param>
    public static StereoSurvey Of(ImagePair pair, DisparityRange? given, StereoCamera? camera, int threads)
    {
        ArgumentNullException.ThrowIfNull(pair);
        Size size = pair.A.Size();
        int infinity = (int)Math.Floor(camera?.AtInfinity ?? 0);
        DisparityRange fallback = given ?? new DisparityRange(infinity, infinity + Math.Clamp(size.Width / 5, 15, 256));
        if (IdenticalFinding(pair) is { } identical)
            return new StereoSurvey([], [], RectificationMeasure.Of([]), fallback, [identical], "the images are equal");
        SparseStereo sparse = SparseStereo.Of(pair, threads);
        if (NoTextureFinding(pair, sparse) is { } blank)
            return new StereoSurvey([], [], RectificationMeasure.Of([]), fallback, [blank], blank.Text);

        PointMatch[] alongRows = MatchConsensus.AlongLines(sparse.Matches, size, rows: true);
        PointMatch[] alongColumns = MatchConsensus.AlongLines(sparse.Matches, size, rows: false);
        PointMatch[] robust = MatchConsensus.Supported(alongRows);
        RectificationMeasure measure = RectificationMeasure.Of(robust);
        double[] disparities = [.. robust.Select(m => m.A.X - m.B.X)];
        var findings = new List<StereoFinding>();
        if (VerticalFinding(sparse, alongRows, alongColumns) is { } vertical)
            findings.Add(vertical);
        else if (given is null && SwappedFinding(disparities, camera?.AtInfinity ?? 0) is { } swapped)
            findings.Add(swapped);
        if (robust.Length < RectificationMeasure.Enough)
        {
            findings.Add(new StereoFinding(StereoFindingKind.FewMatches, Text(
                $"only {robust.Length} of {sparse.Matches.Count} sparse matches can be believed; the range searched is {fallback.Min} to {fallback.Max} px, give --min-disparity and --max-disparity if that is wrong")));
        }
        DisparityRange range = given ?? (robust.Length < RectificationMeasure.Enough ? fallback : RangeOf(disparities, size.Width));
        if (given is { } asked && BeyondFinding(disparities, asked) is { } beyond)
            findings.Add(beyond);
        string evidence = Text($"{robust.Length} of {sparse.Matches.Count} matches agree, vertical offset {measure.Median:0.00} px, spread {measure.Spread:0.00} px, disparities {range.Min} to {range.Max} px");
        return new StereoSurvey(robust, sparse.Matches, measure, range, findings, evidence);
    }

    /// <summary>Share of the robust matches whose disparity lies in the range; 1 for none.</summary>
    public double ShareInRange => Matches.Count == 0 ? 1 : Matches.Average(m => m.A.X - m.B.X >= Range.Min - 1 && m.A.X - m.B.X <= Range.Max + 1 ? 1.0 : 0.0);

    /// <summary>The same survey in a rectified frame.</summary>
    /// <param name="rectification">The frame.</param>
    /// <param name="given">The range that the caller wants searched, in the images as given; null to find it.</param>
    /// <param name="width">Width of the images.</param>
    public StereoSurvey After(StereoRectification rectification, DisparityRange? given, int width)
    {
        ArgumentNullException.ThrowIfNull(rectification);
        PointMatch[] moved = rectification.Apply(Matches);
        bool isFrameKept = rectification.Kind == "rows";
        DisparityRange range = moved.Length < RectificationMeasure.Enough || (given is not null && isFrameKept) ? Range : RangeOf([.. moved.Select(m => m.A.X - m.B.X)], width);
        return this with { Matches = moved, AllMatches = rectification.Apply(AllMatches), Range = range };
    }

    /// <summary>The range that holds the disparities of robust matches, with room for what has no features.</summary>
    /// <param name="disparities">Disparities of robust matches; at least one.</param>
    /// <param name="width">Width of the images.</param>
    internal static DisparityRange RangeOf(double[] disparities, int width)
    {
        double low = RobustStatistics.Quantile(disparities, 0.01), high = RobustStatistics.Quantile(disparities, 0.99);
        double room = Math.Max(4, 0.15 * (high - low));
        int min = (int)Math.Floor(low - room), max = (int)Math.Ceiling(high + room);
        // Things in front of everything that has features are more likely than things behind it.
        return new DisparityRange(Math.Max(min, -width / 2), Math.Min(Math.Max(max, min + 15), width - 2));
    }

    private static StereoFinding? IdenticalFinding(ImagePair pair)
    {
        using var difference = new Mat();
        Cv2.Absdiff(pair.GrayA, pair.GrayB, difference);
        return Cv2.Mean(difference).Val0 < 0.02
            ? new StereoFinding(StereoFindingKind.Identical, "left and right are the same image; give two views")
            : null;
    }

    private static StereoFinding? NoTextureFinding(ImagePair pair, SparseStereo sparse)
    {
        if (Math.Min(sparse.KeypointsLeft, sparse.KeypointsRight) >= 16)
            return null;
        double textured = Math.Min(TexturedShare(pair.GrayA), TexturedShare(pair.GrayB));
        return textured < 0.02
            ? new StereoFinding(StereoFindingKind.NoTexture, Text(
                $"{sparse.KeypointsLeft} and {sparse.KeypointsRight} keypoints, {100 * textured:0.0} % of the pixels have any texture: there is nothing to match; use sharper or better lit images"))
            : null;
    }

    private static double TexturedShare(Mat gray)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(gray, smooth, new Size(5, 5), 1.2);
        using var dx = new Mat();
        Cv2.Sobel(smooth, dx, MatType.CV_16S, 1, 0);
        long count = 0;
        for (int y = 0, rows = dx.Height; y < rows; y++)
        {
            foreach (short g in MatRows.Row<short>(dx, y))
                count += Math.Abs((int)g) > 24 ? 1 : 0;
        }
        return count / (double)((long)dx.Width * dx.Height);
    }

    private static StereoFinding? VerticalFinding(SparseStereo sparse, PointMatch[] alongRows, PointMatch[] alongColumns)
    {
        double along = RobustStatistics.Median([.. alongColumns.Select(m => Math.Abs(m.B.Y - m.A.Y))]);
        double across = RobustStatistics.Median([.. alongColumns.Select(m => Math.Abs(m.B.X - m.A.X))]);
        // A flat scene satisfies both; then the direction in which it moved decides.
        bool moreColumns = alongColumns.Length > 1.1 * alongRows.Length || (alongColumns.Length > 0.95 * alongRows.Length && along > 4 && across < 1);
        return alongColumns.Length >= RectificationMeasure.Enough && alongColumns.Length > 0.4 * sparse.Matches.Count && moreColumns && along > 2
            ? new StereoFinding(StereoFindingKind.VerticalPair, Text(
                $"the views are one above the other ({alongColumns.Length} of {sparse.Matches.Count} matches keep their column and move {along:0.0} px along it); turn both images by 90°"))
            : null;
    }

    private static StereoFinding? SwappedFinding(double[] disparities, double infinity) =>
        disparities.Length >= RectificationMeasure.Enough && RobustStatistics.Quantile(disparities, 0.97) < infinity - 0.5 && RobustStatistics.Median(disparities) < infinity - 1.5
            ? new StereoFinding(StereoFindingKind.Swapped, Text(
                $"left and right look exchanged: every match lies further right in the right image (median disparity {RobustStatistics.Median(disparities):0.0} px); exchange them, or give --min-disparity and --max-disparity if the cameras converge in front of the scene"))
            : null;

    private static StereoFinding? BeyondFinding(double[] disparities, DisparityRange given)
    {
        int outside = disparities.Count(d => d < given.Min - 1 || d > given.Max + 1);
        return outside > 0.05 * disparities.Length && outside >= 8
            ? new StereoFinding(StereoFindingKind.BeyondRange, Text(
                $"{outside} of {disparities.Length} matches have disparities outside the range of {given.Min} to {given.Max} px (they reach from {disparities.Min():0} to {disparities.Max():0}); widen it"))
            : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
