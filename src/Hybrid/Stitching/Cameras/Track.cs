using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>The matches of a linked pair in pixels of the reduced views, thinned to a bounded number.</summary>
/// <param name="A">Position of the first view among a panorama's members.</param>
/// <param name="B">Position of the second.</param>
/// <param name="PointsA">Pixels of A.</param>
/// <param name="PointsB">Pixels of B.</param>
internal sealed record Track(int A, int B, Point2d[] PointsA, Point2d[] PointsB);
