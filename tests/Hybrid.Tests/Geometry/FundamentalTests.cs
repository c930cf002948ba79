using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class FundamentalTests
{
    [Fact]
    public void Eight_points_of_a_scene_with_depth_find_its_geometry() => ForAllSeeds(r =>
    {
        PointMatch[] scene = Scene(r, 40);
        FundamentalMatrix f = FundamentalEstimator.EightPoint(scene.AsSpan(0, 20))!.Value;
        return scene.All(m => f.SampsonDistance(m) < 1e-5 && f.SymmetricDistance(m) < 1e-5)
            && Math.Abs(Homography.FromRowMajor(f.ToRowMajor()).Determinant) < 1e-12;
    });

    [Fact]
    public void One_of_the_seven_point_solutions_is_the_scene_and_all_fit_the_sample() => ForAllSeeds(r =>
    {
        PointMatch[] scene = Scene(r, 40);
        IReadOnlyList<FundamentalMatrix> solutions = FundamentalEstimator.SevenPoint(scene.AsSpan(0, 7));
        return solutions.Count is 1 or 2 or 3
            && solutions.All(f => scene.Take(7).All(m => f.SampsonDistance(m) < 1e-4))
            && solutions.Any(f => scene.All(m => f.SampsonDistance(m) < 1e-2));
    });

    [Fact]
    public void Noise_in_the_matches_shows_as_the_sampson_distance()
    {
        var r = new RandomGeometry(2);
        PointMatch[] scene = Scene(r, 2000, 0.5);
        FundamentalMatrix f = FundamentalEstimator.EightPoint(scene)!.Value;
        double rms = Math.Sqrt(scene.Average(m => Math.Pow(f.SampsonDistance(m), 2)));
        Assert.Equal(0.5, rms, 0.1);
    }

    [Fact]
    public void Swapping_the_images_transposes_the_geometry() => ForAllSeeds(r =>
    {
        PointMatch[] scene = Scene(r, 12, 1);
        FundamentalMatrix f = FundamentalEstimator.EightPoint(scene)!.Value;
        PointMatch m = scene[0], swapped = new(m.B, m.A, 1);
        return Math.Abs(f.SampsonDistance(m) - f.Transposed().SampsonDistance(swapped)) < 1e-9
            && Math.Abs(f.SymmetricDistance(m) - f.Transposed().SymmetricDistance(swapped)) < 1e-9
            && Math.Abs(f.LineInA(m.B).DistanceTo(m.A) - f.Transposed().LineInB(m.B).DistanceTo(m.A)) < 1e-9;
    });

    [Fact]
    public void The_homography_of_a_plane_in_the_scene_is_compatible()
    {
        // A sideways step sees a fronto-parallel plane shift along the rows, as its epipolar lines run.
        var sideways = new FundamentalMatrix(0, 0, 0, 0, 0, -1, 0, 1, 0);
        Assert.Equal(0, sideways.Incompatibility(Homography.Translation(-17, 0)), 12);
        Assert.True(sideways.Incompatibility(Homography.Translation(0, 40)) > 0.1);
    }

    [Fact]
    public void Exact_matches_of_one_plane_leave_the_geometry_open()
    {
        PointMatch[] plane = new RandomGeometry(1).Matches(Graf12, 30);
        Assert.Null(FundamentalEstimator.EightPoint(plane));
        Assert.Null(FundamentalEstimator.EightPoint(plane.AsSpan(0, 7)));
        Assert.Empty(FundamentalEstimator.SevenPoint(plane.AsSpan(0, 7)));
        Assert.Throws<ArgumentException>(() => FundamentalEstimator.SevenPoint(plane));
    }

    private static PointMatch[] Scene(RandomGeometry r, int count, double noise = 0)
    {
        double turn = r.Uniform(-0.3, 0.3), tx = r.Uniform(0.3, 1), ty = r.Uniform(-0.3, 0.3), tz = r.Uniform(-0.3, 0.3);
        var matches = new PointMatch[count];
        for (int i = 0; i < count; i++)
        {
            double x = r.Uniform(-2, 2), y = r.Uniform(-1.5, 1.5), z = r.Uniform(4, 9);
            double bx = Math.Cos(turn) * x + Math.Sin(turn) * z - tx, by = y - ty, bz = -Math.Sin(turn) * x + Math.Cos(turn) * z - tz;
            matches[i] = new(
                new(600 * x / z + 320 + noise * r.Gaussian(), 600 * y / z + 240 + noise * r.Gaussian()),
                new(600 * bx / bz + 320 + noise * r.Gaussian(), 600 * by / bz + 240 + noise * r.Gaussian()), 1);
        }
        return matches;
    }
}
