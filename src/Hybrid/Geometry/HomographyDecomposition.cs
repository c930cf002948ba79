using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>Camera motions behind the homography of a plane.</summary>
public static class HomographyDecomposition
{
    /// <summary>
    /// The motions that explain a homography: up to four, of which at most two see the plane in front (Ma, Soatto,
    /// Košecká and Sastry, An Invitation to 3-D Vision, section 5.3.3; equivalent to Faugeras and Lustman 1988). One,
    /// without a normal, where the camera only turned. None where the map is singular.
    /// </summary>
    /// <param name="h">The map from A to B, pixels.</param>
    /// <param name="cameraA">Camera A.</param>
    /// <param name="cameraB">Camera B.</param>
    /// <param name="visible">Pixels of A that show the plane: motions that do not see them are left out. May be empty.</param>
    public static IReadOnlyList<PlaneMotion> Decompose(
        in Homography h, CameraIntrinsics cameraA, CameraIntrinsics cameraB, ReadOnlySpan<Point2d> visible = default)
    {
        Homography calibrated = cameraB.ToRays * h * cameraA.ToPixels;
        if (!calibrated.IsFinite || calibrated.Inverse() is null)
            return [];
        Matrix<double> m = Matrix<double>.Build.DenseOfRowMajor(3, 3, calibrated.ToRowMajor());
        // The middle singular value of R + t nᵀ is 1, and its determinant positive for a plane seen from one side.
        m = m.Divide(Math.Sign(calibrated.Determinant) * m.Svd(false).S[1]);
        var svd = m.Svd();
        double s1 = svd.S[0] * svd.S[0], s3 = svd.S[2] * svd.S[2];
        if (s1 - s3 < 1e-9)
            return [new PlaneMotion(RowMajor(svd.U * svd.VT), new Point3d(0, 0, 0), new Point3d(double.NaN, double.NaN, double.NaN))];

        Vector<double> v1 = svd.VT.Row(0), v2 = svd.VT.Row(1), v3 = svd.VT.Row(2);
        double long1 = Math.Sqrt(Math.Max(0, 1 - s3)), long3 = Math.Sqrt(Math.Max(0, s1 - 1)), norm = Math.Sqrt(s1 - s3);
        var motions = new List<PlaneMotion>(4);
        foreach (int side in (ReadOnlySpan<int>)[1, -1])
        {
            // v2 and u span a plane whose vectors H leaves as long as they are: those orthogonal to n.
            Vector<double> u = (v1 * long1 + v3 * (side * long3)) / norm;
            Vector<double> normal = Cross(v2, u);
            Matrix<double> from = Matrix<double>.Build.DenseOfColumnVectors(v2, u, normal);
            Matrix<double> to = Matrix<double>.Build.DenseOfColumnVectors(m * v2, m * u, Cross(m * v2, m * u));
            Matrix<double> rotation = to * from.Transpose();
            Vector<double> translation = (m - rotation) * normal;
            foreach (int sign in (ReadOnlySpan<int>)[1, -1])
                Add(motions, new PlaneMotion(RowMajor(rotation), Point(translation * sign), Point(normal * sign)), cameraA, visible);
        }
        return motions;
    }

    private static void Add(List<PlaneMotion> motions, PlaneMotion motion, CameraIntrinsics cameraA, ReadOnlySpan<Point2d> visible)
    {
        foreach (Point2d pixel in visible)
        {
            if (!motion.Sees(cameraA, pixel))
                return;
        }
        motions.Add(motion);
    }

    private static Vector<double> Cross(Vector<double> a, Vector<double> b) => Vector<double>.Build.DenseOfArray(
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]);

    private static Point3d Point(Vector<double> v) => new(v[0], v[1], v[2]);

    private static double[] RowMajor(Matrix<double> m) => m.ToRowMajorArray();
}
