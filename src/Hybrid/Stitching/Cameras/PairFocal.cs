using Hybrid.Geometry;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>The focal length of a camera that turned about its centre, from the homography between two of its images.</summary>
/// <remarks>
/// Szeliski and Shum, Creating Full View Panoramic Image Mosaics and Environment Maps, SIGGRAPH 1997, section 4: with pixels
/// counted from the images' middles H = K' R K⁻¹, so that the first two rows of K'⁻¹ H K are orthogonal and of one length,
/// which gives f twice, and so are its first two columns, which gives f' twice.
/// </remarks>
internal static class PairFocal
{
    /// <summary>Geometric mean of both images' focal lengths, each in longer sides of its image; null where the homography has no such camera.</summary>
    /// <param name="h">From pixels of the first image to those of the second.</param>
    /// <param name="first">Size of the first image.</param>
    /// <param name="second">Size of the second.</param>
    public static double? Estimate(in Homography h, Size first, Size second)
    {
        Homography m = (Homography.Translation(-(second.Width - 1) / 2.0, -(second.Height - 1) / 2.0) * h * Homography.Translation((first.Width - 1) / 2.0, (first.Height - 1) / 2.0)).Normalized();
        double? from = Better(
            m.M23 * m.M23 - m.M13 * m.M13, m.M11 * m.M11 + m.M12 * m.M12 - m.M21 * m.M21 - m.M22 * m.M22,
            -m.M13 * m.M23, m.M11 * m.M21 + m.M12 * m.M22);
        double? to = Better(
            m.M11 * m.M11 + m.M21 * m.M21 - m.M12 * m.M12 - m.M22 * m.M22, m.M32 * m.M32 - m.M31 * m.M31,
            -(m.M11 * m.M12 + m.M21 * m.M22), m.M31 * m.M32);
        if (from is null || to is null)
            return null;
        double relative = Math.Sqrt(from.Value / Math.Max(first.Width, first.Height) * to.Value / Math.Max(second.Width, second.Height));
        return double.IsFinite(relative) ? relative : null;
    }

    /// <summary>The square root of the quotient with the larger denominator of those above 0.</summary>
    private static double? Better(double a, double underA, double b, double underB)
    {
        bool first = Math.Abs(underA) >= Math.Abs(underB);
        foreach ((double over, double under) in first ? new[] { (a, underA), (b, underB) } : [(b, underB), (a, underA)])
        {
            if (over / under is > 0 and < double.PositiveInfinity and double square)
                return Math.Sqrt(square);
        }
        return null;
    }
}
