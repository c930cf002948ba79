using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class HomographyEstimatorTests
{
    [Fact]
    public void Dlt_is_exact_on_exact_matches() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        return HomographyEstimator.Dlt(r.Matches(h, r.Integer(10, 60)))!.Value.DistanceTo(h, A).Max < 1e-6;
    });

    [Fact]
    public void Dlt_passes_through_four_matches()
    {
        Point2d[] a = [new(0, 0), new(799, 0), new(799, 639), new(0, 639)];
        PointMatch[] matches = Array.ConvertAll(a, p => new PointMatch(p, Graf16.Apply(p), 1));
        Assert.True(HomographyEstimator.Dlt(matches)!.Value.DistanceTo(Graf16, Graf).Max < 1e-8);
    }

    [Fact]
    public void Affine_similarity_and_translation_are_exact_on_exact_matches() => ForAllSeeds(r =>
    {
        Homography affine = r.Affine();
        Homography similarity = Homography.Translation(r.Uniform(-99, 99), 5) * Homography.Resize(1.7, 1.7) * Rotation(r.Uniform(-3, 3));
        Homography translation = Homography.Translation(r.Uniform(-99, 99), r.Uniform(-99, 99));
        return HomographyEstimator.Affine(r.Matches(affine, 12))!.Value.DistanceTo(affine, A).Max < 1e-7
            && HomographyEstimator.Similarity(r.Matches(similarity, 5))!.Value.DistanceTo(similarity, A).Max < 1e-7
            && HomographyEstimator.Translation(r.Matches(translation, 1))!.Value.DistanceTo(translation, A).Max < 1e-7;
    });

    [Fact]
    public void The_order_of_matches_does_not_matter() => ForAllSeeds(r =>
    {
        PointMatch[] matches = r.Matches(r.Projective(), 40, 0.5, 0.5);
        PointMatch[] reversed = [.. matches.Reverse()];
        return HomographyEstimator.Dlt(matches)!.Value.DistanceTo(HomographyEstimator.Dlt(reversed)!.Value, A).Max < 1e-6
            && HomographyEstimator.Affine(matches)!.Value.DistanceTo(HomographyEstimator.Affine(reversed)!.Value, A).Max < 1e-6;
    });

    [Fact]
    public void A_weight_of_two_counts_as_a_match_given_twice() => ForAllSeeds(r =>
    {
        PointMatch[] matches = r.Matches(r.Projective(), 20, 1, 1);
        double[] weights = [.. matches.Select((_, i) => i % 3 == 0 ? 2.0 : 1.0)];
        PointMatch[] repeated = [.. matches, .. matches.Where((_, i) => i % 3 == 0)];
        return Same(HomographyEstimator.Dlt(matches, weights), HomographyEstimator.Dlt(repeated))
            && Same(HomographyEstimator.Affine(matches, weights), HomographyEstimator.Affine(repeated))
            && Same(HomographyEstimator.Similarity(matches, weights), HomographyEstimator.Similarity(repeated))
            && Same(HomographyEstimator.Translation(matches, weights), HomographyEstimator.Translation(repeated));
    });

    [Fact]
    public void Outliers_of_weight_zero_are_not_seen()
    {
        var r = new RandomGeometry(3);
        PointMatch[] matches = r.Matches(Graf13, 30);
        for (int i = 0; i < 10; i++)
            matches[i] = new(matches[i].A, r.PointInA(), 1);
        double[] weights = [.. matches.Select((_, i) => i < 10 ? 0.0 : 1.0)];
        Assert.True(HomographyEstimator.Dlt(matches, weights)!.Value.DistanceTo(Graf13, Graf).Max < 1e-6);
    }

    [Fact]
    public void Matches_that_do_not_determine_the_model_give_none()
    {
        PointMatch[] line = [.. Enumerable.Range(0, 20).Select(i => new PointMatch(new(10 * i, 5 * i), new(7 * i, 3 * i), 1))];
        PointMatch[] one = [new(new(1, 2), new(3, 4), 1)];
        PointMatch[] same = [.. Enumerable.Repeat(one[0], 9)];
        Assert.Null(HomographyEstimator.Dlt(line));
        Assert.Null(HomographyEstimator.Affine(line));
        Assert.NotNull(HomographyEstimator.Similarity(line));
        Assert.Null(HomographyEstimator.Dlt(same));
        Assert.Null(HomographyEstimator.Affine(same));
        Assert.Null(HomographyEstimator.Similarity(same));
        Assert.NotNull(HomographyEstimator.Translation(one));
        Assert.Null(HomographyEstimator.Translation([]));
        Assert.Null(HomographyEstimator.Dlt([]));
        PointMatch[] threeOnALine =
            [new(new(0, 0), new(0, 0), 1), new(new(50, 50), new(60, 0), 1), new(new(100, 100), new(60, 60), 1), new(new(0, 80), new(0, 60), 1)];
        Assert.Null(HomographyEstimator.Dlt(threeOnALine));
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        PointMatch[] matches = new RandomGeometry(1).Matches(Graf12, 5);
        Assert.Throws<ArgumentException>(() => HomographyEstimator.Dlt(matches, [1, 1]));
        Assert.Throws<ArgumentException>(() => HomographyEstimator.Affine(matches, [1, 1, 1, 1, double.NaN]));
    }

    private static bool Same(Homography? f, Homography? g) => f!.Value.DistanceTo(g!.Value, A).Max < 1e-6;
}
