using System.Diagnostics.CodeAnalysis;
using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>
/// A plane projective map from image A to image B, x_B ~ H x_A, in pixels with centres at integer
/// coordinates. Equality is of the nine numbers; <see cref="Normalized"/> first to compare maps.
/// </summary>
/// <remarks>Hartley and Zisserman, Multiple View Geometry, 2nd ed., section 2.3.</remarks>
public readonly partial record struct Homography(
    double M11, double M12, double M13,
    double M21, double M22, double M23,
    double M31, double M32, double M33)
{
    /// <summary>The map that leaves every point where it is.</summary>
    public static Homography Identity { get; } = new(1, 0, 0, 0, 1, 0, 0, 0, 1);

    /// <summary>det H.</summary>
    public double Determinant =>
        M11 * (M22 * M33 - M23 * M32) - M12 * (M21 * M33 - M23 * M31) + M13 * (M21 * M32 - M22 * M31);

    /// <summary>Reads nine numbers, row-major.</summary>
    /// <exception cref="ArgumentException">There are not nine.</exception>
    public static Homography FromRowMajor(ReadOnlySpan<double> m) =>
        m.Length == 9
            ? new(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8])
            : throw new ArgumentException($"A homography has 9 numbers, not {m.Length}.", nameof(m));

    /// <summary>x_B = x_A + (tx, ty).</summary>
    public static Homography Translation(double tx, double ty) => new(1, 0, tx, 0, 1, ty, 0, 0, 1);

    /// <summary>The map of pixel centres under an image resize: x → (x + 0.5)·s − 0.5 in each axis.</summary>
    /// <param name="sx">New width over old width.</param>
    /// <param name="sy">New height over old height.</param>
    public static Homography Resize(double sx, double sy) =>
        new(sx, 0, 0.5 * sx - 0.5, 0, sy, 0.5 * sy - 0.5, 0, 0, 1);

    /// <summary>first · second: applies <paramref name="second"/>, then <paramref name="first"/>.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Compose is the named alternative.")]
    public static Homography operator *(in Homography first, in Homography second) => new(
        first.M11 * second.M11 + first.M12 * second.M21 + first.M13 * second.M31,
        first.M11 * second.M12 + first.M12 * second.M22 + first.M13 * second.M32,
        first.M11 * second.M13 + first.M12 * second.M23 + first.M13 * second.M33,
        first.M21 * second.M11 + first.M22 * second.M21 + first.M23 * second.M31,
        first.M21 * second.M12 + first.M22 * second.M22 + first.M23 * second.M32,
        first.M21 * second.M13 + first.M22 * second.M23 + first.M23 * second.M33,
        first.M31 * second.M11 + first.M32 * second.M21 + first.M33 * second.M31,
        first.M31 * second.M12 + first.M32 * second.M22 + first.M33 * second.M32,
        first.M31 * second.M13 + first.M32 * second.M23 + first.M33 * second.M33);

    /// <summary>The map that applies this one first and <paramref name="next"/> after it: next · this.</summary>
    public Homography Then(in Homography next) => next * this;

    /// <summary>The inverse map, B to A, normalised; null where the matrix is singular to working precision.</summary>
    public Homography? Inverse()
    {
        double c11 = M22 * M33 - M23 * M32, c12 = M13 * M32 - M12 * M33, c13 = M12 * M23 - M13 * M22;
        double c21 = M23 * M31 - M21 * M33, c22 = M11 * M33 - M13 * M31, c23 = M13 * M21 - M11 * M23;
        double c31 = M21 * M32 - M22 * M31, c32 = M12 * M31 - M11 * M32, c33 = M11 * M22 - M12 * M21;
        double det = M11 * c11 + M12 * c21 + M13 * c31;
        double scale = Math.Abs(M11 * c11) + Math.Abs(M12 * c21) + Math.Abs(M13 * c31);
        if (!double.IsFinite(det) || !double.IsFinite(scale) || Math.Abs(det) <= 1e-14 * scale || det == 0)
            return null;
        return new Homography(c11 / det, c12 / det, c13 / det, c21 / det, c22 / det, c23 / det, c31 / det, c32 / det, c33 / det).Normalized();
    }

    /// <summary>Scaled so that M33 = 1, or to unit Frobenius norm where |M33| is negligible against it.</summary>
    public Homography Normalized()
    {
        double norm = Math.Sqrt(
            M11 * M11 + M12 * M12 + M13 * M13 + M21 * M21 + M22 * M22 + M23 * M23 + M31 * M31 + M32 * M32 + M33 * M33);
        double s = Math.Abs(M33) > 1e-12 * norm ? M33 : norm;
        return new(M11 / s, M12 / s, M13 / s, M21 / s, M22 / s, M23 / s, M31 / s, M32 / s, M33 / s);
    }

    /// <summary>Maps a point of A to B. The result is not finite on the line that goes to infinity.</summary>
    public Point2d Apply(Point2d p)
    {
        double w = M31 * p.X + M32 * p.Y + M33;
        return new Point2d((M11 * p.X + M12 * p.Y + M13) / w, (M21 * p.X + M22 * p.Y + M23) / w);
    }

    /// <summary>
    /// The same map between resized images: S_B · H · S_A⁻¹, where S maps pixel centres (see <see cref="Resize"/>).
    /// </summary>
    /// <param name="scaleAx">New over old width of A.</param>
    /// <param name="scaleAy">New over old height of A.</param>
    /// <param name="scaleBx">New over old width of B.</param>
    /// <param name="scaleBy">New over old height of B.</param>
    public Homography Conjugate(double scaleAx, double scaleAy, double scaleBx, double scaleBy)
    {
        var undoA = new Homography(1 / scaleAx, 0, 0.5 / scaleAx - 0.5, 0, 1 / scaleAy, 0.5 / scaleAy - 0.5, 0, 0, 1);
        return (Resize(scaleBx, scaleBy) * this * undoA).Normalized();
    }

    /// <summary>The nine numbers, row-major.</summary>
    public double[] ToRowMajor() => [M11, M12, M13, M21, M22, M23, M31, M32, M33];
}
