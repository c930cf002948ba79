using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>
/// The epipolar geometry of two images of one rigid scene: x_Bᵀ F x_A = 0, in pixels. Defined up to scale.
/// </summary>
/// <remarks>Hartley and Zisserman, Multiple View Geometry, 2nd ed., chapter 9.</remarks>
public readonly record struct FundamentalMatrix(
    double F11, double F12, double F13,
    double F21, double F22, double F23,
    double F31, double F32, double F33)
{
    /// <summary>Reads nine numbers, row-major.</summary>
    /// <exception cref="ArgumentException">There are not nine.</exception>
    public static FundamentalMatrix FromRowMajor(ReadOnlySpan<double> f) =>
        f.Length == 9
            ? new(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8])
            : throw new ArgumentException($"A fundamental matrix has 9 numbers, not {f.Length}.", nameof(f));

    /// <summary>The nine numbers, row-major.</summary>
    public double[] ToRowMajor() => [F11, F12, F13, F21, F22, F23, F31, F32, F33];

    /// <summary>The geometry with the images swapped.</summary>
    public FundamentalMatrix Transposed() => new(F11, F21, F31, F12, F22, F32, F13, F23, F33);

    /// <summary>Scaled to unit Frobenius norm.</summary>
    public FundamentalMatrix Normalized()
    {
        double[] f = ToRowMajor();
        double norm = Math.Sqrt(f.Sum(x => x * x));
        return FromRowMajor(Array.ConvertAll(f, x => x / norm));
    }

    /// <summary>The line in B on which the partner of a point of A lies; not finite at the epipole.</summary>
    public EpipolarLine LineInB(Point2d a)
    {
        double x = F11 * a.X + F12 * a.Y + F13, y = F21 * a.X + F22 * a.Y + F23, z = F31 * a.X + F32 * a.Y + F33;
        double norm = double.Hypot(x, y);
        return new(x / norm, y / norm, z / norm);
    }

    /// <summary>The line in A on which the partner of a point of B lies; not finite at the epipole.</summary>
    public EpipolarLine LineInA(Point2d b) => Transposed().LineInB(b);

    /// <summary>Sampson's first-order distance of a match to the epipolar geometry, pixels (eq. 11.9, rooted).</summary>
    public double SampsonDistance(PointMatch m)
    {
        double bx = F11 * m.A.X + F12 * m.A.Y + F13, by = F21 * m.A.X + F22 * m.A.Y + F23, bz = F31 * m.A.X + F32 * m.A.Y + F33;
        double ax = F11 * m.B.X + F21 * m.B.Y + F31, ay = F12 * m.B.X + F22 * m.B.Y + F32;
        double algebraic = m.B.X * bx + m.B.Y * by + bz;
        double distance = Math.Abs(algebraic) / Math.Sqrt(bx * bx + by * by + ax * ax + ay * ay);
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }

    /// <summary>Root mean square of the distances of both points to their epipolar lines, pixels (eq. 11.10, halved and rooted).</summary>
    public double SymmetricDistance(PointMatch m)
    {
        double inB = LineInB(m.A).DistanceTo(m.B), inA = LineInA(m.B).DistanceTo(m.A);
        double distance = Math.Sqrt((inA * inA + inB * inB) / 2);
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }

    /// <summary>Whether a plane with this homography fits the geometry: HᵀF is skew-symmetric (eq. 13.2).</summary>
    /// <param name="h">The homography, A to B.</param>
    /// <returns>Norm of the symmetric part over norm of HᵀF: 0 where it fits, 1 where nothing does.</returns>
    public double Incompatibility(in Homography h)
    {
        double[] m = (new Homography(h.M11, h.M21, h.M31, h.M12, h.M22, h.M32, h.M13, h.M23, h.M33)
            * new Homography(F11, F12, F13, F21, F22, F23, F31, F32, F33)).ToRowMajor();
        double symmetric = 0, all = 0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                double s = (m[3 * i + j] + m[3 * j + i]) / 2;
                symmetric += s * s;
                all += m[3 * i + j] * m[3 * i + j];
            }
        }
        return Math.Sqrt(symmetric / all);
    }
}
