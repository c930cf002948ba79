using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Rendering;

/// <summary>One surface of a scene: its texture, how A sees it, and how it moves to B.</summary>
/// <param name="Texture">The surface.</param>
/// <param name="TextureFromA">From A's pixels to texture pixels.</param>
/// <param name="Motion">From A's pixels to B's.</param>
internal sealed record SceneLayer(Texture Texture, Homography TextureFromA, IMotion Motion)
{
    /// <summary>The texture point seen at a pixel of A.</summary>
    internal Point2d FromA(Point2d a) => TextureFromA.Apply(a);

    /// <summary>The texture point seen at a pixel of B.</summary>
    internal Point2d FromB(Point2d b) => TextureFromA.Apply(Motion.Backward(b));
}
