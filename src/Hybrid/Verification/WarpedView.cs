using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>A reduced, B warped into its frame under a homography, and where the two can be compared. 8-bit, one channel.</summary>
internal sealed class WarpedView : IDisposable
{
    private WarpedView(Mat a, Mat warpedB, Mat seen, Mat region)
    {
        (A, WarpedB, Seen, Region) = (a, warpedB, seen, region);
    }

    public Mat A { get; }

    public Mat WarpedB { get; }

    /// <summary>Non-zero where B covers the frame.</summary>
    public Mat Seen { get; }

    /// <summary>Non-zero where it does and the polygon does.</summary>
    public Mat Region { get; }

    public Size Size => A.Size();

    /// <param name="grayA">Image A.</param>
    /// <param name="grayB">Image B.</param>
    /// <param name="h">A to B.</param>
    /// <param name="polygon">Convex polygon of A to compare in.</param>
    /// <param name="longSide">Long side of the frame; A is never enlarged.</param>
    public static WarpedView Make(Mat grayA, Mat grayB, in Homography h, IReadOnlyList<Point2d> polygon, int longSide)
    {
        double s = ScaledImage.FactorFor(grayA.Size(), longSide);
        ScaledImage reducedA = ScaledImage.Reduce(grayA, longSide);
        Mat a = reducedA.Image;
        Size size = a.Size();
        double sx = reducedA.ScaleX, sy = reducedA.ScaleY;

        // B is first reduced to about the resolution at which A sees it, so that the warp does not alias.
        double local = LocalScale(h, polygon);
        double sb = double.IsFinite(local) && local > 0 ? Math.Clamp(s / local, Math.Min(1, 16.0 / Math.Min(grayB.Width, grayB.Height)), 1) : s;
        using ScaledImage b = ScaledImage.Resize(grayB, ScaledImage.SizeOf(grayB.Size(), sb));
        Homography reduced = h.Conjugate(sx, sy, b.ScaleX, b.ScaleY);

        // Where B is the coarser view, A is brought to its sharpness: detail that B cannot have is not evidence against it.
        double coarser = 1 / reduced.LocalAt(new Point2d((size.Width - 1) / 2.0, (size.Height - 1) / 2.0)).Scale;
        if (coarser is > HomographyWarp.LeastReduction and < 50)
            Cv2.GaussianBlur(a, a, new Size(0, 0), HomographyWarp.MatchingBlur(coarser));

        Mat warped = reduced.PullBack(b.Image, size, out Mat seen, InterpolationFlags.Linear, BorderTypes.Constant);
        var region = new Mat(size.Height, size.Width, MatType.CV_8UC1, Scalar.All(0));
        Point[] corners = [.. polygon.Select(p => new Point((int)Math.Round((p.X + 0.5) * sx - 0.5), (int)Math.Round((p.Y + 0.5) * sy - 0.5)))];
        Cv2.FillConvexPoly(region, corners, Scalar.All(255));
        Cv2.BitwiseAnd(region, seen, region);
        return new WarpedView(a, warped, seen, region);
    }

    public void Dispose()
    {
        A.Dispose();
        WarpedB.Dispose();
        Seen.Dispose();
        Region.Dispose();
    }

    private static double LocalScale(in Homography h, IReadOnlyList<Point2d> polygon)
    {
        double x = 0, y = 0;
        foreach (Point2d p in polygon)
            (x, y) = (x + p.X / polygon.Count, y + p.Y / polygon.Count);
        return h.LocalAt(new Point2d(x, y)).Scale;
    }
}
