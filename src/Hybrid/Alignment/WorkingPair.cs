using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>A pair reduced to a bounded size, and the way back to its own pixels.</summary>
internal sealed class WorkingPair : IDisposable
{
    private readonly ScaledImage? _a, _b;

    private WorkingPair(ImagePair pair, ScaledImage? a, ScaledImage? b) => (Pair, _a, _b) = (pair, a, b);

    /// <summary>The images to work on.</summary>
    public ImagePair Pair { get; }

    /// <summary>Reduces both images to a long side, each by its own factor; 0 means as they are.</summary>
    public static WorkingPair Reduce(ImagePair pair, int longSide)
    {
        if (longSide <= 0 || (Math.Max(pair.A.Width, pair.A.Height) <= longSide && Math.Max(pair.B.Width, pair.B.Height) <= longSide))
            return new WorkingPair(pair, null, null);
        ScaledImage a = ScaledImage.Reduce(pair.GrayA, longSide), b = ScaledImage.Reduce(pair.GrayB, longSide);
        return new WorkingPair(ImagePair.OfViews(pair.Name, a.Image, b.Image, Reduced(pair.ValidA, a), Reduced(pair.ValidB, b)), a, b);
    }

    public Homography ToOriginal(Homography h) =>
        _a is null || _b is null ? h.Conjugate(1, 1, 1, 1) : h.Conjugate(_a.Enlargement.X, _a.Enlargement.Y, _b.Enlargement.X, _b.Enlargement.Y);

    public Homography ToReduced(Homography h) =>
        _a is null || _b is null ? h.Conjugate(1, 1, 1, 1) : h.Conjugate(1 / _a.Enlargement.X, 1 / _a.Enlargement.Y, 1 / _b.Enlargement.X, 1 / _b.Enlargement.Y);

    public PointMatch ToOriginal(PointMatch m) =>
        _a is null || _b is null ? m : m with { A = _a.ToOriginal.Apply(m.A), B = _b.ToOriginal.Apply(m.B) };

    public void Dispose()
    {
        if (_a is not null)
            Pair.Dispose();
    }
    // Area means, so that 255 says that all that a pixel covers holds data.
    private static Mat? Reduced(Mat? valid, ScaledImage view) =>
        valid is null ? null : ScaledImage.Resize(valid, view.Image.Size()).Image;
}
