using OpenCvSharp;

namespace Hybrid.Geometry;

public readonly partial record struct Homography
{
    /// <summary>
    /// Distance to another map: between the images in B of A's corner pixels (0, 0), (w−1, 0), (w−1, h−1), (0, h−1).
    /// Infinite where a corner goes to infinity.
    /// </summary>
    /// <param name="other">The map to compare with.</param>
    /// <param name="a">Size of A.</param>
    public FrameDistance DistanceTo(in Homography other, Size a)
    {
        double sum = 0, max = 0;
        ReadOnlySpan<Point2d> corners =
            [new(0, 0), new(a.Width - 1, 0), new(a.Width - 1, a.Height - 1), new(0, a.Height - 1)];
        foreach (Point2d corner in corners)
        {
            double d = HomographyErrors.Distance(Apply(corner), other.Apply(corner));
            sum += d;
            max = Math.Max(max, d);
        }
        return new(sum / 4, max);
    }
}
