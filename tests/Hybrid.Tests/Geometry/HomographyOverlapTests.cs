using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class HomographyOverlapTests
{
    [Fact]
    public void The_overlap_agrees_with_counting_samples() => ForAllSeeds(r =>
    {
        Homography h = Homography.Translation(r.Uniform(-300, 300), r.Uniform(-300, 300)) * r.Projective();
        return Math.Abs(h.OverlapFraction(A, B) - Sampled(h, A, B)) < 0.01;
    });

    [Fact]
    public void The_overlap_agrees_with_counting_samples_where_the_horizon_crosses_the_image() => ForAllSeeds(r =>
    {
        double angle = r.Uniform(0, 2 * Math.PI), strength = r.Uniform(1, 3) / 400;
        var steep = new Homography(1, 0, 0, 0, 1, 0, strength * Math.Cos(angle), strength * Math.Sin(angle), 1);
        Homography h = Homography.Translation(400, 300) * steep * Homography.Translation(-319.5, -239.5);
        return Math.Abs(h.OverlapFraction(A, B) - Sampled(h, A, B)) < 0.01;
    });

    [Fact]
    public void The_sign_of_the_matrix_does_not_matter() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        Homography negated = h * new Homography(-1, 0, 0, 0, -1, 0, 0, 0, -1);
        return Math.Abs(h.OverlapFraction(A, B) - negated.OverlapFraction(A, B)) < 1e-12;
    });

    [Fact]
    public void Overlap_areas_agree_seen_from_either_image_under_a_similarity()
    {
        Homography h = Homography.Translation(200, -150) * new Homography(2, 0, 0, 0, 2, 0, 0, 0, 1) * Rotation(0.3);
        double seenFromA = h.OverlapFraction(A, B) * A.Width * A.Height * 4;
        double seenFromB = h.Inverse()!.Value.OverlapFraction(B, A) * B.Width * B.Height;
        Assert.Equal(seenFromA, seenFromB, 6);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(320, 0, 0.5)]
    [InlineData(-320, 240, 0.25)]
    [InlineData(640, 0, 0)]
    [InlineData(5000, 0, 0)]
    public void A_shift_within_a_frame_leaves_the_expected_fraction(double x, double y, double expected) =>
        Assert.Equal(expected, Homography.Translation(x, y).OverlapFraction(A, A), 12);

    [Fact]
    public void A_map_that_is_not_finite_overlaps_nothing() =>
        Assert.Equal(0, new Homography(double.NaN, 0, 0, 0, 1, 0, 0, 0, 1).OverlapFraction(A, B));

    [Fact]
    public void Graffiti_1_to_6_overlaps_as_counted() =>
        Assert.Equal(Sampled(Graf16, Graf, Graf), Graf16.OverlapFraction(Graf, Graf), 0.005);

    private static double Sampled(Homography h, Size a, Size b)
    {
        const int across = 200;
        double front = Math.Sign(h.Depth(new Point2d((a.Width - 1) / 2.0, (a.Height - 1) / 2.0)));
        int inside = 0;
        for (int y = 0; y < across; y++)
        {
            for (int x = 0; x < across; x++)
            {
                var p = new Point2d((x + 0.5) * a.Width / across - 0.5, (y + 0.5) * a.Height / across - 0.5);
                Point2d q = h.Apply(p);
                if (front * h.Depth(p) > 0 && q.X >= -0.5 && q.Y >= -0.5 && q.X <= b.Width - 0.5 && q.Y <= b.Height - 0.5)
                    inside++;
            }
        }
        return inside / (double)(across * across);
    }
}
