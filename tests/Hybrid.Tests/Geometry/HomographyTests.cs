using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class HomographyTests
{
    [Fact]
    public void Composition_is_associative() => ForAllSeeds(r =>
    {
        Homography f = r.Projective(), g = r.Affine(), h = r.Affine();
        return SameMap((f * g) * h, f * (g * h), r);
    });

    [Fact]
    public void The_inverse_undoes_the_map_from_either_side() => ForAllSeeds(r =>
    {
        Homography h = r.Projective(), inverse = h.Inverse()!.Value;
        return SameMap(inverse * h, Homography.Identity, r) && SameMap(h * inverse, Homography.Identity, r);
    });

    [Fact]
    public void Resize_commutes_with_applying_the_homography() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        double ax = r.Uniform(0.2, 3), ay = r.Uniform(0.2, 3), bx = r.Uniform(0.2, 3), by = r.Uniform(0.2, 3);
        Point2d p = r.PointInA();
        Point2d resizedAfter = Homography.Resize(bx, by).Apply(h.Apply(p));
        Point2d resizedBefore = h.Conjugate(ax, ay, bx, by).Apply(Homography.Resize(ax, ay).Apply(p));
        return resizedAfter.DistanceTo(resizedBefore) < 1e-6;
    });

    [Fact]
    public void The_conjugate_of_a_composition_is_the_composition_of_the_conjugates() => ForAllSeeds(r =>
    {
        Homography f = r.Affine(), g = r.Projective();
        double a = r.Uniform(0.3, 2), b = r.Uniform(0.3, 2), c = r.Uniform(0.3, 2);
        return SameMap((f * g).Conjugate(a, a, c, c), f.Conjugate(b, b, c, c) * g.Conjugate(a, a, b, b), r);
    });

    [Fact]
    public void The_local_affine_map_is_the_derivative() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        Point2d p = r.PointInA();
        LocalAffine j = h.LocalAt(p);
        const double step = 1e-3;
        Point2d dx = (h.Apply(new(p.X + step, p.Y)) - h.Apply(new(p.X - step, p.Y))) * (0.5 / step);
        Point2d dy = (h.Apply(new(p.X, p.Y + step)) - h.Apply(new(p.X, p.Y - step))) * (0.5 / step);
        return Near(j.J11, dx.X) && Near(j.J21, dx.Y) && Near(j.J12, dy.X) && Near(j.J22, dy.Y);
    });

    [Fact]
    public void The_nearest_affine_map_touches_the_map_at_its_point() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        Point2d p = r.PointInA();
        Homography affine = h.NearestAffineAt(p);
        return affine.Apply(p).DistanceTo(h.Apply(p)) < 1e-8
            && affine.Apply(new(p.X + 0.01, p.Y - 0.01)).DistanceTo(h.Apply(new(p.X + 0.01, p.Y - 0.01))) < 1e-4;
    });

    [Fact]
    public void Scale_rotation_and_tilt_of_a_known_map_are_read_back()
    {
        Homography h = Rotation(0.7) * new Homography(6, 0, 0, 0, 1.5, 0, 0, 0, 1);
        LocalAffine local = h.LocalAt(new Point2d(12, 34));
        Assert.Equal(3, local.Scale, 12);
        Assert.Equal(4, local.Tilt, 12);
        Assert.Equal(0.7, local.Rotation, 12);
        Assert.Equal(6, local.MajorScale, 12);
        Assert.Equal(1.5, local.MinorScale, 12);
        Assert.Equal(9, local.AreaRatio, 12);
    }

    [Fact]
    public void The_distance_of_a_map_to_its_shifted_self_is_the_shift()
    {
        FrameDistance d = Graf13.DistanceTo(Homography.Translation(3, 4) * Graf13, Graf);
        Assert.Equal(5, d.Mean, 9);
        Assert.Equal(5, d.Max, 9);
    }

    private static bool Near(double x, double y) => Math.Abs(x - y) < 1e-5 * (1 + Math.Abs(y));

    private static bool SameMap(Homography f, Homography g, RandomGeometry r)
    {
        for (int i = 0; i < 10; i++)
        {
            Point2d p = r.PointInA(), q = f.Apply(p);
            if (!(q.DistanceTo(g.Apply(p)) < 1e-6 * (1 + Math.Abs(q.X) + Math.Abs(q.Y))))
                return false;
        }
        return true;
    }
}
