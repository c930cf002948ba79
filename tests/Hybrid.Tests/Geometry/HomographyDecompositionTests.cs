using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class HomographyDecompositionTests
{
    private static readonly CameraIntrinsics _cameraA = new(600, 610, 320, 240), _cameraB = new(700, 690, 400, 300);

    [Fact]
    public void The_true_motion_is_among_the_candidates() => ForAllSeeds(r =>
    {
        PlaneMotion truth = RandomMotion(r);
        IReadOnlyList<PlaneMotion> found = HomographyDecomposition.Decompose(Of(truth), _cameraA, _cameraB);
        return found.Count == 4 && found.Any(m => Near(m, truth));
    });

    [Fact]
    public void Every_candidate_explains_the_homography_with_a_proper_rotation_and_a_unit_normal() => ForAllSeeds(r =>
    {
        Homography h = Of(RandomMotion(r));
        return HomographyDecomposition.Decompose(h, _cameraA, _cameraB).All(m =>
            Of(m).DistanceTo(h, A).Max < 1e-5
            && Math.Abs(Homography.FromRowMajor(m.Rotation).Determinant - 1) < 1e-8
            && Math.Abs(Dot(m.Normal, m.Normal) - 1) < 1e-8);
    });

    [Fact]
    public void At_most_two_candidates_see_the_plane_and_the_true_one_does() => ForAllSeeds(r =>
    {
        PlaneMotion truth = RandomMotion(r);
        Point2d[] visible = [new(320, 240), new(300, 260)];
        if (!visible.All(p => truth.Sees(_cameraA, p)))
            return true;
        IReadOnlyList<PlaneMotion> found = HomographyDecomposition.Decompose(Of(truth), _cameraA, _cameraB, visible);
        return found.Count is 1 or 2 && found.Any(m => Near(m, truth));
    });

    [Fact]
    public void The_sign_and_scale_of_the_matrix_do_not_matter()
    {
        PlaneMotion truth = RandomMotion(new RandomGeometry(4));
        Homography h = Homography.FromRowMajor(Array.ConvertAll(Of(truth).ToRowMajor(), x => -3 * x));
        Assert.Contains(HomographyDecomposition.Decompose(h, _cameraA, _cameraB), m => Near(m, truth));
    }

    [Fact]
    public void A_camera_that_only_turned_gives_its_rotation_and_no_normal()
    {
        Homography turn = Rotation(0.4);
        PlaneMotion only = Assert.Single(HomographyDecomposition.Decompose(_cameraB.ToPixels * turn * _cameraA.ToRays, _cameraA, _cameraB));
        Assert.Equal(0.4, only.Angle, 9);
        Assert.Equal(new Point3d(0, 0, 0), only.Translation);
        Assert.True(double.IsNaN(only.Normal.Z));
    }

    [Fact]
    public void A_singular_map_has_no_motion() =>
        Assert.Empty(HomographyDecomposition.Decompose(new Homography(1, 1, 0, 1, 1, 0, 0, 0, 1), _cameraA, _cameraB));

    private static PlaneMotion RandomMotion(RandomGeometry r)
    {
        double nx = r.Uniform(-0.5, 0.5), ny = r.Uniform(-0.5, 0.5), length = Math.Sqrt(nx * nx + ny * ny + 1);
        double a = r.Uniform(-0.4, 0.4), b = r.Uniform(-0.4, 0.4), c = r.Uniform(-0.4, 0.4);
        Homography aboutY = new(Math.Cos(a), 0, Math.Sin(a), 0, 1, 0, -Math.Sin(a), 0, Math.Cos(a));
        Homography aboutX = new(1, 0, 0, 0, Math.Cos(b), -Math.Sin(b), 0, Math.Sin(b), Math.Cos(b));
        var t = new Point3d(r.Uniform(0.05, 0.4), r.Uniform(-0.4, 0.4), r.Uniform(-0.2, 0.2));
        return new PlaneMotion((aboutY * aboutX * Rotation(c)).ToRowMajor(), t, new Point3d(nx / length, ny / length, 1 / length));
    }

    private static Homography Of(PlaneMotion m)
    {
        double[] r = m.Rotation;
        Point3d t = m.Translation, n = m.Normal;
        var calibrated = new Homography(
            r[0] + t.X * n.X, r[1] + t.X * n.Y, r[2] + t.X * n.Z,
            r[3] + t.Y * n.X, r[4] + t.Y * n.Y, r[5] + t.Y * n.Z,
            r[6] + t.Z * n.X, r[7] + t.Z * n.Y, r[8] + t.Z * n.Z);
        return (_cameraB.ToPixels * calibrated * _cameraA.ToRays).Normalized();
    }

    private static bool Near(PlaneMotion m, PlaneMotion truth) =>
        m.Rotation.Zip(truth.Rotation).All(p => Math.Abs(p.First - p.Second) < 1e-5)
        && Distance(m.Translation, truth.Translation) < 1e-5
        && Distance(m.Normal, truth.Normal) < 1e-4;

    private static double Dot(Point3d a, Point3d b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

    private static double Distance(Point3d a, Point3d b) =>
        Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2) + Math.Pow(a.Z - b.Z, 2));
}
