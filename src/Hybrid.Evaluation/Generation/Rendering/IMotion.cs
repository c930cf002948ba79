using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Rendering;

/// <summary>Where the points of a surface, seen in image A, are seen in image B; one to one.</summary>
internal interface IMotion
{
    /// <summary>From A to B, in pixels.</summary>
    Point2d Forward(Point2d a);

    /// <summary>From B to A, in pixels.</summary>
    Point2d Backward(Point2d b);
}
