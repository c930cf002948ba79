using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class MarginalizedRefitTests
{
    [Fact]
    public void It_improves_on_a_minimal_sample_among_outliers()
    {
        double before = 0, after = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var r = new RandomGeometry(seed);
            PointMatch[] matches = r.Matches(Graf13, 300, 0.5, 0.5);
            for (int i = 0; i < 120; i++)
                matches[i] = new(matches[i].A, new Point2d(r.Uniform(0, 800), r.Uniform(0, 640)), 1);
            Homography start = HomographyEstimator.Dlt(matches.AsSpan(150, 8))!.Value;
            before += HomographyErrors.Corner(start, Graf13, A);
            after += HomographyErrors.Corner(MarginalizedRefit.Refit(start, matches).Homography, Graf13, A);
        }
        Assert.True(after < before / 5, $"before {before / 40}, after {after / 40}");
        Assert.True(after / 40 < 0.4, $"after {after / 40}");
    }

    [Fact]
    public void Without_matches_the_start_comes_back() =>
        Assert.Equal(Graf12, MarginalizedRefit.Refit(Graf12, []).Homography);
}
