using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>A pair reduced to a bounded size, and the way back to its own pixels.</summary>
internal sealed class WorkingPair : IDisposable
{
    private readonly bool _owned;
    private readonly double _ax, _ay, _bx, _by;

    private WorkingPair(ImagePair pair, bool owned, double ax, double ay, double bx, double by)
    {
        Pair = pair;
        _owned = owned;
        (_ax, _ay, _bx, _by) = (ax, ay, bx, by);
    }

    /// <summary>The images to work on.</summary>
    public ImagePair Pair { get; }

    /// <summary>Reduces both images to a long side, each by its own factor; 0 means as they are.</summary>
    public static WorkingPair Reduce(ImagePair pair, int longSide)
    {
        Mat a = pair.GrayA, b = pair.GrayB;
        if (longSide <= 0 || (Math.Max(a.Width, a.Height) <= longSide && Math.Max(b.Width, b.Height) <= longSide))
            return new WorkingPair(pair, false, 1, 1, 1, 1);
        Mat smallA = Resize(a, longSide), smallB = Resize(b, longSide);
        return new WorkingPair(
            new ImagePair(pair.Name, smallA, smallB), true,
            (double)a.Width / smallA.Width, (double)a.Height / smallA.Height,
            (double)b.Width / smallB.Width, (double)b.Height / smallB.Height);
    }

    public Homography ToOriginal(Homography h) => h.Conjugate(_ax, _ay, _bx, _by);

    public Homography ToReduced(Homography h) => h.Conjugate(1 / _ax, 1 / _ay, 1 / _bx, 1 / _by);

    public PointMatch ToOriginal(PointMatch m) => m with
    {
        A = Homography.Resize(_ax, _ay).Apply(m.A),
        B = Homography.Resize(_bx, _by).Apply(m.B),
    };

    public void Dispose()
    {
        if (_owned)
            Pair.Dispose();
    }

    private static Mat Resize(Mat image, int longSide)
    {
        double s = Math.Min(1, (double)longSide / Math.Max(image.Width, image.Height));
        var resized = new Mat();
        var size = new Size(Math.Max(1, (int)Math.Round(image.Width * s)), Math.Max(1, (int)Math.Round(image.Height * s)));
        Cv2.Resize(image, resized, size, 0, 0, InterpolationFlags.Area);
        return resized;
    }
}
