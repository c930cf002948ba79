using Hybrid.Geometry;
using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>Rotations of space as 3x3 matrices.</summary>
internal static class Rotation
{
    /// <summary>The rotation by |v| radians about v (Rodrigues).</summary>
    public static Homography FromVector(double x, double y, double z)
    {
        double angle = Math.Sqrt(x * x + y * y + z * z);
        if (angle < 1e-12)
            return new Homography(1, -z, y, z, 1, -x, -y, x, 1);
        (double sin, double cos) = Math.SinCos(angle);
        (x, y, z) = (x / angle, y / angle, z / angle);
        double t = 1 - cos;
        return new Homography(
            t * x * x + cos, t * x * y - sin * z, t * x * z + sin * y,
            t * x * y + sin * z, t * y * y + cos, t * y * z - sin * x,
            t * x * z - sin * y, t * y * z + sin * x, t * z * z + cos);
    }

    /// <summary>The rotation that takes the directions <paramref name="from"/> closest to <paramref name="to"/> in least squares.</summary>
    /// <remarks>Kabsch, A solution for the best rotation to relate two sets of vectors, 1976.</remarks>
    public static Homography Between(IReadOnlyList<Point3d> from, IReadOnlyList<Point3d> to)
    {
        Matrix<double> sum = Matrix<double>.Build.Dense(3, 3);
        for (int i = 0; i < from.Count; i++)
        {
            Vector<double> a = Unit(from[i]), b = Unit(to[i]);
            sum += b.OuterProduct(a);
        }
        return Nearest(sum);
    }

    /// <summary>The rotation nearest to a matrix.</summary>
    public static Homography Nearest(Matrix<double> m)
    {
        var svd = m.Svd();
        double sign = (svd.U * svd.VT).Determinant() < 0 ? -1 : 1;
        Matrix<double> d = Matrix<double>.Build.DenseOfDiagonalArray([1, 1, sign]);
        Matrix<double> r = svd.U * d * svd.VT;
        return new Homography(r[0, 0], r[0, 1], r[0, 2], r[1, 0], r[1, 1], r[1, 2], r[2, 0], r[2, 1], r[2, 2]);
    }

    /// <summary>The image of a direction.</summary>
    public static Point3d Apply(in Homography m, Point3d p) => new(
        m.M11 * p.X + m.M12 * p.Y + m.M13 * p.Z,
        m.M21 * p.X + m.M22 * p.Y + m.M23 * p.Z,
        m.M31 * p.X + m.M32 * p.Y + m.M33 * p.Z);

    private static Vector<double> Unit(Point3d p) => Vector<double>.Build.DenseOfArray([p.X, p.Y, p.Z]).Normalize(2);
}
