using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>Rectifies a pair from its matches alone.</summary>
public static class StereoRectifier
{
    /// <summary>Offsets below this cost a matcher nothing, px.</summary>
    private const double Negligible = 0.3;

    /// <summary>OpenCV's USAC_MAGSAC, which OpenCvSharp lists for homographies only (<see cref="HomographyMethods.USAC_MAGSAC"/>).</summary>
    private const FundamentalMatMethods UsacMagsac = (FundamentalMatMethods)HomographyMethods.USAC_MAGSAC;

    /// <summary>
    /// The rectification that brings partners onto one row, or null where the pair is rectified well enough or none helps.
    /// First only the right image's rows are moved, by a homography that leaves its columns nearly alone: it keeps the
    /// left frame and is well determined. Where rows remain apart, both images are turned (Hartley, IJCV 1999, as OpenCV
    /// does it) if that distorts little.
    /// </summary>
    /// <param name="matches">Robust matches of the images as given.</param>
    /// <param name="all">All tentative matches, for the epipolar geometry where the rows are far apart.</param>
    /// <param name="size">Size of both images.</param>
    public static StereoRectification? Find(IReadOnlyList<PointMatch> matches, IReadOnlyList<PointMatch> all, Size size)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(all);
        RectificationMeasure before = RectificationMeasure.Of(matches);
        StereoRectification? rows = matches.Count >= RectificationMeasure.Enough ? Rows(matches, size) : null;
        if (rows is not null && rows.After.MedianAbsolute > 0.8 * before.MedianAbsolute)
            rows = null;
        double best = rows?.After.MedianAbsolute ?? (matches.Count >= RectificationMeasure.Enough ? before.MedianAbsolute : double.PositiveInfinity);
        if (best > 3 * Negligible && Turned(all, size) is { } turned && turned.After.Matches >= Math.Max(RectificationMeasure.Enough, matches.Count) && turned.After.MedianAbsolute < 0.6 * best)
            return turned;
        return rows is not null && MeanCorrection(rows, size) > Negligible ? rows : null;
    }

    /// <summary>y_left (h31 x + h32 y + 1) = h21 x + h22 y + h23 for the right image's points (x, y), without outliers.</summary>
    private static StereoRectification? Rows(IReadOnlyList<PointMatch> matches, Size size)
    {
        // Perspective needs many matches over the whole frame; a tilt and a shift need few.
        int unknowns = matches.Count >= 150 ? 5 : 3;
        double scale = 2.0 / size.Width;
        Point2d Centred(Point2d p) => new((p.X - size.Width / 2.0) * scale, (p.Y - size.Height / 2.0) * scale);
        double[] h = [0, 1, 0, 0, 0];
        for (int round = 0; round < 6; round++)
        {
            double[] residuals = [.. matches.Select(m => Row(h, Centred(m.B)) - Centred(m.A).Y)];
            double sigma = Math.Max(0.15 * scale, 1.4826 * RobustStatistics.Median([.. residuals.Select(Math.Abs)]));
            double[]? solved = LinearFit.Solve(unknowns, matches.Count, (k, row) =>
            {
                Point2d a = Centred(matches[k].A), b = Centred(matches[k].B);
                double t = residuals[k] / (4.685 * sigma), w = Math.Abs(t) < 1 ? 1 - t * t : 0;
                (row[0], row[1], row[2]) = (w * b.X, w * b.Y, w);
                if (unknowns == 5)
                    (row[3], row[4]) = (-w * a.Y * b.X, -w * a.Y * b.Y);
                return w * a.Y;
            });
            if (solved is null)
                return null;
            h = unknowns == 5 ? solved : [.. solved, 0, 0];
        }
        Homography centre = new(scale, 0, -size.Width / 2.0 * scale, 0, scale, -size.Height / 2.0 * scale, 0, 0, 1);
        if (centre.Inverse() is not { } back)
            return null;
        Homography right = (back * new Homography(1, 0, 0, h[0], h[1], h[2], h[3], h[4], 1) * centre).Normalized();
        return WithMeasure("rows", Homography.Identity, right, matches, size);
    }

    private static double Row(double[] h, Point2d b) => (h[0] * b.X + h[1] * b.Y + h[2]) / (h[3] * b.X + h[4] * b.Y + 1);

    private static StereoRectification? Turned(IReadOnlyList<PointMatch> all, Size size)
    {
        if (all.Count < 2 * RectificationMeasure.Enough)
            return null;
        using Mat a = Points(all, m => m.A);
        using Mat b = Points(all, m => m.B);
        using var mask = new Mat();
        using Mat f = Cv2.FindFundamentalMat(a, b, UsacMagsac, 1, 0.999, mask);
        if (f.Empty() || f.Rows != 3)
            return null;
        PointMatch[] inliers = MatchConsensus.Supported([.. all.Where((_, i) => mask.At<byte>(i, 0) != 0)]);
        if (inliers.Length < Math.Max(RectificationMeasure.Enough, 0.3 * all.Count))
            return null;
        using Mat left = Points(inliers, m => m.A);
        using Mat right = Points(inliers, m => m.B);
        using var h1 = new Mat();
        using var h2 = new Mat();
        if (!Cv2.StereoRectifyUncalibrated(left, right, f, size, h1, h2, 2))
            return null;
        return WithMeasure("hartley", Read(h1), Read(h2), inliers, size);
    }

    private static StereoRectification? WithMeasure(string kind, Homography left, Homography right, IReadOnlyList<PointMatch> matches, Size size)
    {
        var limits = new HomographyLimits { MaxPerspective = 1.5, MinAreaRatio = 0.6, MaxAreaRatio = 1.6, MaxTilt = 2 };
        foreach (Homography h in (ReadOnlySpan<Homography>)[left, right])
        {
            if (!h.IsFinite || !h.CheckValidity(size, size, limits).IsValid || CornerShift(h, size) > 0.25 * size.Width)
                return null;
        }
        var rectification = new StereoRectification(kind, left, right, RectificationMeasure.Of([]));
        return rectification with { After = RectificationMeasure.Of(rectification.Apply(matches)) };
    }

    private static double CornerShift(in Homography h, Size size)
    {
        Homography map = h;
        return Corners(size).Max(p => Distance(map.Apply(p), p));
    }

    private static double MeanCorrection(StereoRectification r, Size size) => Corners(size).Average(p => Math.Abs(r.Right.Apply(p).Y - p.Y));

    private static Point2d[] Corners(Size size) =>
        [new(0, 0), new(size.Width - 1, 0), new(size.Width - 1, size.Height - 1), new(0, size.Height - 1)];

    private static double Distance(Point2d p, Point2d q) => double.Hypot(p.X - q.X, p.Y - q.Y);

    private static Mat Points(IReadOnlyList<PointMatch> matches, Func<PointMatch, Point2d> point)
    {
        double[] values = [.. matches.Select(point).SelectMany(p => new[] { p.X, p.Y })];
        using Mat view = Mat.FromPixelData(matches.Count, 1, MatType.CV_64FC2, values);
        return view.Clone();
    }

    private static Homography Read(Mat m) => new Homography(
        m.At<double>(0, 0), m.At<double>(0, 1), m.At<double>(0, 2),
        m.At<double>(1, 0), m.At<double>(1, 1), m.At<double>(1, 2),
        m.At<double>(2, 0), m.At<double>(2, 1), m.At<double>(2, 2)).Normalized();
}
