using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Rendering;

/// <summary>The motion of a plane.</summary>
internal sealed class HomographyMotion(Homography forward) : IMotion
{
    private readonly Homography _backward = forward.Inverse()
        ?? throw new ArgumentException("A surface moves by an invertible homography.", nameof(forward));

    /// <inheritdoc />
    public Point2d Forward(Point2d a) => forward.Apply(a);

    /// <inheritdoc />
    public Point2d Backward(Point2d b) => _backward.Apply(b);
}
