using Hybrid.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Hybrid.Stitching.Cameras;

/// <summary>How the world of turning cameras is placed under a surface: its axis (0, 1, 0) where the views spread around it, and which side of the picture is up.</summary>
/// <remarks>
/// Of cameras held level the x axes lie in a plane (Brown and Lowe, Automatic Panoramic Image Stitching using Invariant
/// Features, IJCV 2007, section 5), whose normal is the axis. In a vertical sweep, or a horizontal one by a camera held across,
/// it is their y axes that do. Cameras that are rolled alike turn about one axis, which each of them sees in the same
/// direction. Where views hardly spread, as in a burst, the images' own up decides.
/// </remarks>
/// <param name="Turn">The rotation of the world after which the axis is (0, 1, 0); relative rotations of cameras are left as they are.</param>
/// <param name="QuarterTurns">By how many quarter turns clockwise the picture of the surface has to be turned for most images to stand upright in it.</param>
/// <param name="IsDetermined">Whether the views spread enough to say where the axis is; where they do not, the images' own up has decided.</param>
internal readonly record struct WorldOrientation(Homography Turn, int QuarterTurns, bool IsDetermined)
{
    /// <summary>
    /// Weight of the images' own up beside the spread of their axes: as much as a spread of 1.8 degrees. Errors of estimated
    /// cameras stay below that; the spread of a sweep exceeds it by far.
    /// </summary>
    private const double OwnUp = 1e-3;

    /// <summary>Mean square sine of one degree: axes nearer to a plane than that say nothing about which plane is better.</summary>
    private const double Exact = 3e-4;

    /// <summary>A single axis is believed where the views spread so far around it, radians, …</summary>
    private const double LeastSweep = 25 * Math.PI / 180;

    /// <summary>… stay so near to it (mean square sine of 2.5 degrees), …</summary>
    private const double MostWobble = 2e-3;

    /// <summary>… and it differs by more than 10 degrees (cosine) from the normal of the plane of their x or y axes.</summary>
    private const double SameAxis = 0.985;

    /// <summary>The orientation as the world stands.</summary>
    public static WorldOrientation AsIs => new(Homography.Identity, 0, true);

    /// <summary>The orientation for cameras.</summary>
    /// <param name="rotations">Camera to world, x right, y down, z forward; at least one.</param>
    public static WorldOrientation Find(IReadOnlyList<Homography> rotations)
    {
        int[] turns = Cameras.QuarterTurns.Between(rotations);
        Homography[] level = [.. rotations.Select((r, i) => Cameras.QuarterTurns.Undo(r, turns[i]))];
        Plane upright = Plane.Of(level, across: false), across = Plane.Of(level, across: true);
        Plane plane = across.Uncertainty < upright.Uncertainty ? across : upright;
        bool determined = plane.Spread > OwnUp;
        bool isAcross = determined && plane == across;
        Vector<double> axis = isAcross ? across.Normal : upright.Normal;
        if (determined && SingleAxis(level, plane, axis) is { } single)
            (axis, isAcross) = single;
        return new WorldOrientation(Towards(axis), Upright(turns, isAcross), determined);
    }

    /// <summary>The axis that all cameras see in the same direction, where they turn about it alone and the plane of their own axes says otherwise.</summary>
    private static (Vector<double> Axis, bool Across)? SingleAxis(Homography[] level, Plane plane, Vector<double> normal)
    {
        Matrix<double> mean = Matrix<double>.Build.Dense(3, 3);
        foreach (Homography r in level)
            mean += Matrix<double>.Build.DenseOfArray(new[,] { { r.M11, r.M12, r.M13 }, { r.M21, r.M22, r.M23 }, { r.M31, r.M32, r.M33 } }) / level.Length;
        var svd = mean.Svd();
        // |mean of R c| is the first singular value: 1 where the axis c is one direction of the world for all cameras.
        double wobble = 1 - svd.S[0] * svd.S[0];
        Vector<double> seen = svd.VT.Row(0), axis = svd.U.Column(0);
        bool isSweep = 1 - svd.S[1] * svd.S[1] > Math.Pow(Math.Sin(LeastSweep), 2) / 12;
        if (!isSweep || wobble > MostWobble || wobble > 0.5 * plane.Residual || Math.Abs(seen[2]) > Math.Max(Math.Abs(seen[0]), Math.Abs(seen[1])) || Math.Abs(axis.DotProduct(normal)) > SameAxis)
            return null;
        bool isAcross = Math.Abs(seen[0]) > Math.Abs(seen[1]);
        return (seen[isAcross ? 0 : 1] < 0 ? -axis : axis, isAcross);
    }

    /// <summary>Quarter turns of the picture after which most images stand upright; of as many the fewest.</summary>
    private static int Upright(int[] turns, bool isAcross) =>
        turns.Select(t => (8 - t - (isAcross ? 1 : 0)) % 4).GroupBy(t => t).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;

    /// <summary>The smallest rotation that takes a unit vector to (0, 1, 0).</summary>
    private static Homography Towards(Vector<double> down)
    {
        // The axis is down × (0, 1, 0), whose length is the angle's sine.
        double sine = Math.Sqrt(down[0] * down[0] + down[2] * down[2]);
        if (sine < 1e-12)
            return down[1] > 0 ? Homography.Identity : Rotation.FromVector(0, 0, Math.PI);
        double scale = Math.Atan2(sine, down[1]) / sine;
        return Rotation.FromVector(-down[2] * scale, 0, down[0] * scale);
    }

    /// <summary>The plane nearest to the x axes of cameras (their y axes where they are held across), and how well it is determined.</summary>
    /// <param name="Normal">Pointing where most of the other axes do.</param>
    /// <param name="Spread">Mean square of the axes' second principal component.</param>
    /// <param name="Residual">Mean square distance of the axes from the plane.</param>
    private sealed record Plane(Vector<double> Normal, double Spread, double Residual)
    {
        /// <summary>How far from the plane the axes are for how far they spread in it.</summary>
        public double Uncertainty => (Residual + Exact) / (Spread + OwnUp);

        public static Plane Of(Homography[] level, bool across)
        {
            Matrix<double> within = Matrix<double>.Build.Dense(3, 3), beside = Matrix<double>.Build.Dense(3, 3);
            Vector<double> down = Vector<double>.Build.Dense(3);
            foreach (Homography r in level)
            {
                Vector<double> x = Vector<double>.Build.Dense([r.M11, r.M21, r.M31]), y = Vector<double>.Build.Dense([r.M12, r.M22, r.M32]);
                (x, y) = across ? (y, x) : (x, y);
                within += x.OuterProduct(x) / level.Length;
                beside += y.OuterProduct(y) / level.Length;
                down += y;
            }
            // The normal d of least mean (d·x)² − w (d·y)²: an eigenvector of the least eigenvalue.
            Vector<double> normal = (within - OwnUp * beside).Evd(Symmetricity.Symmetric).EigenVectors.Column(0);
            Vector<double> values = within.Evd(Symmetricity.Symmetric).EigenValues.Real();
            return new Plane(normal.DotProduct(down) < 0 ? -normal : normal, values[1], Math.Max(0, values[0]));
        }
    }
}
