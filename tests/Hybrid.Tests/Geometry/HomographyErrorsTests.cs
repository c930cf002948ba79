using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class HomographyErrorsTests
{
    [Fact]
    public void A_map_has_no_error_against_itself() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        PointMatch m = r.Matches(h, 1)[0];
        return HomographyErrors.Corner(h, h, A) == 0
            && HomographyErrors.Transfer(h, m) < 1e-9
            && HomographyErrors.SymmetricTransfer(h, m) < 1e-6
            && HomographyErrors.Sampson(h, m) < 1e-9
            && !(HomographyErrors.Overlap(h, h, A, B) > 0);
    });

    [Fact]
    public void A_shift_of_the_result_is_the_error_everywhere()
    {
        Homography estimated = Homography.Translation(0, 2) * Graf13;
        PointMatch[] points = new RandomGeometry(1).Matches(Graf13, 7);
        Assert.Equal(2, HomographyErrors.Corner(estimated, Graf13, Graf), 9);
        Assert.Equal(2, HomographyErrors.Overlap(estimated, Graf13, Graf, Graf), 9);
        Assert.Equal(2, HomographyErrors.AtPoints(estimated, points), 9);
    }

    [Fact]
    public void Symmetric_transfer_is_the_same_seen_from_the_other_image() => ForAllSeeds(r =>
    {
        Homography h = r.Projective(), inverse = h.Inverse()!.Value;
        PointMatch m = r.Matches(h, 1, 2, 2)[0];
        double forward = HomographyErrors.SymmetricTransfer(h, m);
        double backward = HomographyErrors.SymmetricTransfer(inverse, new PointMatch(m.B, m.A, 1));
        return Math.Abs(forward - backward) < 1e-6 * (1 + forward);
    });

    [Fact]
    public void Sampson_is_near_the_distance_to_the_closest_exact_match() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        PointMatch m = r.Matches(h, 1, 0.3, 0.3)[0];
        double reprojection = double.PositiveInfinity;
        Point2d best = m.A;
        for (double step = 1; step > 1e-4; step *= 0.7)
        {
            for (int i = 0; i < 12; i++)
            {
                double angle = i * Math.PI / 6;
                Point2d a = new(best.X + step * Math.Cos(angle), best.Y + step * Math.Sin(angle)), b = h.Apply(a);
                double d = Math.Sqrt(Math.Pow(a.DistanceTo(m.A), 2) + Math.Pow(b.DistanceTo(m.B), 2));
                if (d < reprojection)
                    (reprojection, best) = (d, a);
            }
        }
        return Math.Abs(HomographyErrors.Sampson(h, m) - reprojection) < 0.02 + 0.02 * reprojection;
    });

    [Fact]
    public void The_overlap_error_counts_only_grid_points_that_land_in_B()
    {
        // Only x = 0 and 16 of this row land in B, 30 pixels wide.
        var a = new Size(64, 1);
        Homography truth = Homography.Translation(10, 0), estimated = Homography.Resize(2, 1);
        double first = Math.Abs(0.5 - 10), second = Math.Abs(32.5 - 26);
        Assert.Equal((first + second) / 2, HomographyErrors.Overlap(estimated, truth, a, new Size(30, 1)), 9);
        Assert.True(double.IsNaN(HomographyErrors.Overlap(estimated, Homography.Translation(900, 0), a, a)));
    }

    [Fact]
    public void A_point_at_infinity_has_an_infinite_error()
    {
        var h = new Homography(1, 0, 0, 0, 1, 0, -0.01, 0, 1);
        var m = new PointMatch(new Point2d(100, 0), new Point2d(5, 5), 1);
        Assert.Equal(double.PositiveInfinity, HomographyErrors.Transfer(h, m));
        Assert.Equal(double.PositiveInfinity, HomographyErrors.Sampson(h, m));
        Assert.Equal(double.PositiveInfinity, HomographyErrors.SymmetricTransfer(new Homography(1, 1, 0, 1, 1, 0, 0, 0, 1), m));
    }
}
