using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Stereo;
using Hybrid.Tests.Geometry;
using OpenCvSharp;

namespace Hybrid.Tests.Stereo;

public class StereoRectifierTests
{
    [Theory]
    [InlineData(1.5)]
    [InlineData(-3)]
    public void Rows_that_lie_apart_are_brought_together(double lower)
    {
        using ImagePair pair = StereoScene.Pair(lower: lower);
        StereoResult result = Match(pair, "classic");
        Assert.Equal("rows", result.Rectified?.Kind);
        Assert.InRange(result.Rectified!.After.MedianAbsolute, 0, 0.25);
        Assert.InRange(Math.Abs(result.Rectification!.Median - lower), 0, 0.2);
        Assert.InRange(StereoScene.Bad(result.Disparity!, StereoScene.Truth(), 1), 0, 0.07);
    }

    [Fact]
    public void A_rectified_pair_is_left_alone()
    {
        using ImagePair pair = StereoScene.Pair();
        Assert.Null(Match(pair, "classic").Rectified);
    }

    [Fact]
    public void Rectification_can_be_switched_off()
    {
        using ImagePair pair = StereoScene.Pair(lower: 2);
        StereoResult result = Match(pair, "classic:rectify=off");
        Assert.Null(result.Rectified);
        Assert.Contains(result.Findings, f => f.Kind == StereoFindingKind.NotRectified);
    }

    [Fact]
    public void Disparity_mapped_back_leads_to_the_same_point_of_the_right_image_as_given()
    {
        RandomGeometry.ForAllSeeds(random =>
        {
            double a = random.Uniform(-1, 1), b = random.Uniform(-1, 1), c = random.Uniform(-1, 1);
            var left = new Homography(1, 0.01 * a, 2 * b, 0.01 * c, 1, 1.5 * a, 0, 0, 1);
            var right = new Homography(1, 0.01 * c, 3 * a, 0.01 * b, 1, 2 * c, 1e-5 * a, 0, 1);
            var rectification = new StereoRectification("test", left, right, RectificationMeasure.Of([]));
            var flat = new ScalarMap(64, 48, [.. Enumerable.Repeat(5f, 64 * 48)]);
            ScalarMap given = rectification.DisparityAsGiven(flat);
            Point2d p = left.Apply(new Point2d(30, 20));
            double expected = 30 - right.Inverse()!.Value.Apply(new Point2d(p.X - 5, p.Y)).X;
            return Math.Abs(given[30, 20] - expected) < 1e-3;
        });
    }

    [Fact]
    public void The_measure_is_the_median_offset_and_its_spread()
    {
        PointMatch[] matches = [.. Enumerable.Range(0, 101).Select(i => new PointMatch(new Point2d(i, 10), new Point2d(i - 4, 12 + (i - 50) * 0.01), 1))];
        RectificationMeasure measure = RectificationMeasure.Of(matches);
        Assert.Equal(2, measure.Median, 6);
        Assert.Equal(1.4826 * 0.25, measure.Spread, 6);
        Assert.Equal(101, measure.Matches);
    }

    private static StereoResult Match(ImagePair pair, string spec) =>
        StereoCatalogue.Create(MethodSpec.Parse(spec), new AlignerSettings()).Match(pair);
}
