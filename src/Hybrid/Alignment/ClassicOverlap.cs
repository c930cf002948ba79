using Hybrid.Geometry;
using Hybrid.Overlap;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// The overlap of the frames under a verified homography: exact for planes and rotating cameras, blind to occlusion, and none
/// where no homography is verified.
/// </summary>
/// <param name="aligner">Finds the homography.</param>
public sealed class ClassicOverlap(IAligner aligner) : IOverlapFinder
{
    /// <inheritdoc />
    public string Name => OverlapCatalogue.Classic;

    /// <inheritdoc />
    public OverlapResult Find(ImagePair pair, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        AlignmentResult alignment = aligner.Align(pair, cancellationToken);
        Homography? found = alignment.IsOk ? alignment.Homography : null;
        Size a = pair.A.Size(), b = pair.B.Size();
        return new OverlapResult(Frame(found, a, b), Frame(found?.Inverse(), b, a), alignment.IsOk ? alignment.Confidence : Math.Min(alignment.Confidence, 0.49))
        {
            Status = ResultStatus.Ok,
            Reason = alignment.Reason,
            MethodRequested = Name,
            MethodUsed = Name,
            Provenance = alignment.Provenance,
            Milliseconds = alignment.Milliseconds,
        };
    }

    /// <summary>The pixels of one frame that a homography sends into another.</summary>
    /// <param name="homography">From the first frame to the second; null for none.</param>
    /// <param name="from">Size of the first frame.</param>
    /// <param name="to">Size of the second frame.</param>
    /// <returns>CV_8UC1 of size <paramref name="from"/>, 255 inside; owned by the caller.</returns>
    public static Mat Frame(Homography? homography, Size from, Size to)
    {
        var mask = new Mat(from.Height, from.Width, MatType.CV_8UC1, Scalar.All(0));
        if (homography is not { } h)
            return mask;
        Point2d[] polygon = h.OverlapPolygon(from, to);
        for (int y = 0; polygon.Length > 0 && y < from.Height; y++)
        {
            (double left, double right) = Span(polygon, y);
            int first = Math.Max(0, (int)Math.Ceiling(left)), last = Math.Min(from.Width - 1, (int)Math.Floor(right));
            if (first > last)
                continue;
            using Mat run = mask[new Rect(first, y, last - first + 1, 1)];
            run.SetTo(Scalar.All(255));
        }
        return mask;
    }

    /// <summary>Where a row crosses a convex polygon; left above right where it does not.</summary>
    private static (double Left, double Right) Span(Point2d[] polygon, double y)
    {
        double left = double.PositiveInfinity, right = double.NegativeInfinity;
        for (int i = 0; i < polygon.Length; i++)
        {
            Point2d p = polygon[i], q = polygon[(i + 1) % polygon.Length];
            if (Math.Min(p.Y, q.Y) > y || Math.Max(p.Y, q.Y) < y)
                continue;
            double t = p.Y == q.Y ? 0 : (y - p.Y) / (q.Y - p.Y);
            double x = p.X + t * (q.X - p.X);
            left = Math.Min(left, p.Y == q.Y ? Math.Min(p.X, q.X) : x);
            right = Math.Max(right, p.Y == q.Y ? Math.Max(p.X, q.X) : x);
        }
        return (left, right);
    }
}
