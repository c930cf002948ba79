using Hybrid.Geometry;
using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>
/// Finds which way is up. People seldom twist a camera against the horizon, so that the x axes of all cameras lie in the
/// horizontal plane; where they hardly spread, as in a burst or a vertical sweep, that plane is not determined, and the
/// images' own up decides.
/// </summary>
/// <remarks>Brown and Lowe, Automatic Panoramic Image Stitching using Invariant Features, IJCV 2007, section 5.</remarks>
internal static class WaveCorrection
{
    /// <summary>
    /// Weight of the images' own up beside the spread of the x axes: as much as a spread of 1.8 degrees. Errors of estimated
    /// cameras stay below that; the spread of a sweep exceeds it by far.
    /// </summary>
    private const double OwnUp = 1e-3;

    /// <summary>The rotation of the world after which down is (0, 1, 0); the relative rotations of cameras are left as they are.</summary>
    /// <param name="rotations">Camera to world, x right, y down, z forward; at least one.</param>
    public static Homography Level(IReadOnlyList<Homography> rotations)
    {
        // Down is the direction d of least Σ (d·x)² − w Σ (d·y)²: an eigenvector of the least eigenvalue.
        Matrix<double> moment = Matrix<double>.Build.Dense(3, 3);
        Vector<double> own = Vector<double>.Build.Dense(3);
        foreach (Homography r in rotations)
        {
            Vector<double> x = Vector<double>.Build.Dense([r.M11, r.M21, r.M31]), y = Vector<double>.Build.Dense([r.M12, r.M22, r.M32]);
            moment += x.OuterProduct(x) - OwnUp * y.OuterProduct(y);
            own += y;
        }
        Vector<double> down = moment.Evd(Symmetricity.Symmetric).EigenVectors.Column(0);
        if (down.DotProduct(own) < 0)
            down = -down;
        return Towards(new Point3d(down[0], down[1], down[2]));
    }

    /// <summary>Whether the x axes spread enough to say what is level; where they do not, the images' own up has decided.</summary>
    /// <param name="rotations">Camera to world; at least one.</param>
    public static bool IsDetermined(IReadOnlyList<Homography> rotations)
    {
        Matrix<double> moment = Matrix<double>.Build.Dense(3, 3);
        foreach (Homography r in rotations)
        {
            Vector<double> x = Vector<double>.Build.Dense([r.M11, r.M21, r.M31]);
            moment += x.OuterProduct(x);
        }
        return moment.Evd(Symmetricity.Symmetric).EigenValues[1].Real > OwnUp * rotations.Count;
    }

    /// <summary>The smallest rotation that takes a unit vector to (0, 1, 0).</summary>
    private static Homography Towards(Point3d down)
    {
        // The axis is down × (0, 1, 0), whose length is the angle's sine.
        double sine = Math.Sqrt(down.X * down.X + down.Z * down.Z);
        if (sine < 1e-12)
            return down.Y > 0 ? Homography.Identity : Rotation.FromVector(0, 0, Math.PI);
        double scale = Math.Atan2(sine, down.Y) / sine;
        return Rotation.FromVector(-down.Z * scale, 0, down.X * scale);
    }
}
