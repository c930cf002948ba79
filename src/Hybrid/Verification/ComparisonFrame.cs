using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>
/// The overlap that a homography claims, in one frame: the part of A that it covers, reduced; B warped into it; and B as it
/// lies at the same place, for telling what did not move. All 8-bit, one channel, of one size. Where the overlap is small the
/// frame reaches beyond A, so that a rival one period away is seen in B.
/// </summary>
internal sealed class ComparisonFrame : IDisposable
{
    private const double SmallOverlap = 0.4;
    private const int Reach = 12 * DescriptorGrid.Step;

    private readonly Lazy<GradientField> _gradientsA, _gradientsB;

    private ComparisonFrame(Mat a, Rect insideA, Mat warpedB, Mat seen, Mat? stillB, Homography toA, Homography toB)
    {
        (A, InsideA, B, Seen, StillB, ToA, ToB) = (a, insideA, warpedB, seen, stillB, toA, toB);
        (_gradientsA, _gradientsB) = (new Lazy<GradientField>(() => new GradientField(a)), new Lazy<GradientField>(() => new GradientField(warpedB)));
    }

    /// <summary>A's part of the overlap.</summary>
    public Mat A { get; }

    /// <summary>The part of the frame that A covers.</summary>
    public Rect InsideA { get; }

    /// <summary>B warped into it.</summary>
    public Mat B { get; }

    /// <summary>Gradients of <see cref="A"/>.</summary>
    public GradientField GradientsA => _gradientsA.Value;

    /// <summary>Gradients of <see cref="B"/>.</summary>
    public GradientField GradientsB => _gradientsB.Value;

    /// <summary>Non-zero where B covers the frame.</summary>
    public Mat Seen { get; }

    /// <summary>B at A's own coordinates; null where the images differ in size, so that nothing can have stayed at its place.</summary>
    public Mat? StillB { get; }

    /// <summary>From pixels of the frame to pixels of A: a resize and a shift.</summary>
    public Homography ToA { get; }

    /// <summary>From pixels of the frame to pixels of B.</summary>
    public Homography ToB { get; }

    /// <summary>Size of the frame.</summary>
    public Size Size => A.Size();

    /// <summary>Pixels of A a pixel of the frame.</summary>
    public double PixelInA => ToA.M11;

    /// <summary>Makes the frame; null where the overlap is too small or too distorted to compare in.</summary>
    /// <param name="grayA">Image A.</param>
    /// <param name="grayB">Image B.</param>
    /// <param name="h">A to B, valid.</param>
    /// <param name="longSide">Long side of the frame in pixels; A is never enlarged.</param>
    public static ComparisonFrame? Make(Mat grayA, Mat grayB, in Homography h, int longSide)
    {
        Point2d[] overlap = h.OverlapPolygon(grayA.Size(), grayB.Size());
        if (overlap.Length < 3)
            return null;
        Rect box = Box(overlap, grayA.Size());
        const int least = 48;
        if (box.Width < least || box.Height < least)
            return null;
        using Mat part = grayA[box];
        ScaledImage reduced = ScaledImage.Reduce(part, longSide);
        Mat a = reduced.Image;
        int margin = h.OverlapFraction(grayA.Size(), grayB.Size()) < SmallOverlap ? Reach : 0;
        Homography toA = Homography.Translation(box.X, box.Y) * reduced.ToOriginal * Homography.Translation(-margin, -margin);
        Homography toB = h * toA;

        // B is first reduced to about the resolution at which the frame sees it, so that the warp does not alias.
        var centre = new Point2d(margin + (a.Width - 1) / 2.0, margin + (a.Height - 1) / 2.0);
        double local = toB.LocalAt(centre).Scale;
        double factor = double.IsFinite(local) && local > 0 ? Math.Clamp(1 / local, Math.Min(1, 16.0 / Math.Min(grayB.Width, grayB.Height)), 1) : 1;
        using ScaledImage b = ScaledImage.Resize(grayB, ScaledImage.SizeOf(grayB.Size(), factor));
        Homography toReducedB = b.FromOriginal * toB;

        // Where B is the coarser view, A is brought to its sharpness: detail that B cannot have is not evidence against it.
        double coarser = 1 / toReducedB.LocalAt(centre).Scale;
        if (coarser is > HomographyWarp.LeastReduction and < 50)
            Cv2.GaussianBlur(a, a, new Size(0, 0), HomographyWarp.MatchingBlur(coarser));
        var inside = new Rect(margin, margin, a.Width, a.Height);
        Widen(a, margin);
        Mat warped = toReducedB.PullBack(b.Image, a.Size(), out Mat seen, InterpolationFlags.Linear, BorderTypes.Replicate);
        Mat? still = Still(grayA, grayB, box, inside.Size);
        if (still is not null)
            Widen(still, margin);
        return new ComparisonFrame(a, inside, warped, seen, still, toA, toB);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
        Seen.Dispose();
        StillB?.Dispose();
    }

    private static void Widen(Mat image, int margin)
    {
        if (margin > 0)
            Cv2.CopyMakeBorder(image, image, margin, margin, margin, margin, BorderTypes.Replicate);
    }

    private static Mat? Still(Mat grayA, Mat grayB, Rect box, Size size)
    {
        if (grayA.Size() != grayB.Size())
            return null;
        using Mat same = grayB[box];
        var still = new Mat();
        Cv2.Resize(same, still, size, 0, 0, InterpolationFlags.Area);
        return still;
    }

    private static Rect Box(Point2d[] polygon, Size within)
    {
        int left = Math.Clamp((int)Math.Floor(polygon.Min(p => p.X)), 0, within.Width), top = Math.Clamp((int)Math.Floor(polygon.Min(p => p.Y)), 0, within.Height);
        int right = Math.Clamp((int)Math.Ceiling(polygon.Max(p => p.X)) + 1, 0, within.Width), bottom = Math.Clamp((int)Math.Ceiling(polygon.Max(p => p.Y)) + 1, 0, within.Height);
        return new Rect(left, top, Math.Max(0, right - left), Math.Max(0, bottom - top));
    }
}
