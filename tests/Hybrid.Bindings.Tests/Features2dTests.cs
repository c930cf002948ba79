using OpenCvSharp;
using OpenCvSharp.Features2D;
using OpenCvSharp.Flann;

namespace Hybrid.Bindings.Tests;

public sealed class Features2dTests
{
    public static TheoryData<string> Detectors => ["sift", "orb", "akaze", "kaze", "brisk"];

    [Theory]
    [MemberData(nameof(Detectors))]
    public void Detected_features_match_across_a_shift(string name)
    {
        using var big = Samples.Texture(200, 220);
        using var a = big[new Rect(0, 0, 200, 200)].Clone();
        using var b = big[new Rect(12, 0, 200, 200)].Clone();
        using var f = Create(name);
        using var da = new Mat();
        using var db = new Mat();
        f.DetectAndCompute(a, null, out var ka, da);
        f.DetectAndCompute(b, null, out var kb, db);
        Assert.True(ka.Length > 30);
        Assert.Equal((ka.Length, f.DescriptorSize), (da.Rows, da.Cols));
        using var matcher = new BFMatcher((NormTypes)f.DefaultNorm, crossCheck: true);
        var shifts = matcher.Match(da, db).Select(m => ka[m.QueryIdx].Pt - kb[m.TrainIdx].Pt).ToArray();
        Assert.True(shifts.Count(s => s.DistanceTo(new Point2f(12, 0)) < 1.5) > shifts.Length / 2);
    }

    [Fact]
    public void Corner_detectors_find_corners()
    {
        using var a = Samples.Texture(100, 100);
        using var fast = FastFeatureDetector.Create(10);
        using var agast = AgastFeatureDetector.Create(10);
        using var good = GFTTDetector.Create(50);
        using var mser = MSER.Create();
        Assert.NotEmpty(fast.Detect(a));
        Assert.NotEmpty(agast.Detect(a));
        Assert.Equal(50, good.Detect(a).Length);
        mser.DetectRegions(a, out var regions, out var boxes);
        Assert.Equal(regions.Length, boxes.Length);
        Assert.NotEmpty(Cv2.FAST(a, 10));
        using var mask = new Mat(100, 100, MatType.CV_8UC1, new Scalar(0));
        Assert.Empty(fast.Detect(a, mask));
    }

    [Fact]
    public void Descriptors_are_computed_at_given_points()
    {
        using var a = Samples.Texture(100, 100);
        using var sift = SIFT.Create();
        KeyPoint[] keys = [new(50, 50, 8, 0), new(30, 40, 8, 0)];
        using var d = new Mat();
        sift.Compute(a, ref keys, d);
        Assert.Equal((2, 128, 2), (d.Rows, d.Cols, keys.Length));
    }

    [Fact]
    public void Flann_agrees_with_brute_force()
    {
        using var a = Samples.Texture(150, 150);
        using var sift = SIFT.Create(200);
        using var d = new Mat();
        sift.DetectAndCompute(a, null, out var keys, d);
        using var brute = new BFMatcher();
        using var flann = new FlannBasedMatcher(new KDTreeIndexParams(4), new SearchParams(64));
        var x = brute.KnnMatch(d, d, 2);
        var y = flann.KnnMatch(d, d, 2);
        Assert.Equal(keys.Length, x.Length);
        Assert.All(x, m => Assert.Equal(m[0].QueryIdx, m[0].TrainIdx));
        Assert.True(y.Count(m => m[0].QueryIdx == m[0].TrainIdx) > 0.95 * y.Length);
        Assert.All(brute.RadiusMatch(d, d, 1e-3f), m => Assert.NotEmpty(m));
        using var orb = ORB.Create(300);
        using var binary = new Mat();
        orb.DetectAndCompute(a, null, out _, binary);
        using var lsh = new FlannBasedMatcher(new LshIndexParams(12, 20, 2));
        Assert.NotEmpty(lsh.Match(binary, binary));
        Assert.Equal(300, orb.MaxFeatures);
    }

    [Fact]
    public void Filters_keep_what_they_should()
    {
        KeyPoint[] keys = [new(5, 5, 1) { Response = 3 }, new(50, 50, 9) { Response = 1 }, new(50, 50, 9) { Response = 1 }];
        Assert.Equal(2, KeyPointsFilter.RemoveDuplicated(keys).Length);
        Assert.Equal(2, KeyPointsFilter.RunByImageBorder(keys, new Size(100, 100), 10).Length);
        Assert.Equal(3, KeyPointsFilter.RetainBest(keys, 1)[0].Response);
    }

    [Fact]
    public void Matches_are_drawn_side_by_side()
    {
        using var a = new Mat(20, 30, MatType.CV_8UC1, new Scalar(0));
        using var o = new Mat();
        Cv2.DrawMatches(a, [new KeyPoint(5, 5, 3)], a, [new KeyPoint(6, 6, 3)], [new DMatch(0, 0, 0)], o);
        Assert.Equal(new Size(60, 20), o.Size());
        using var k = new Mat();
        Cv2.DrawKeypoints(a, [new KeyPoint(5, 5, 3)], k);
        Assert.Equal(MatType.CV_8UC3, k.Type());
    }

    private static Feature2D Create(string name) => name switch
    {
        "sift" => SIFT.Create(),
        "orb" => ORB.Create(),
        "akaze" => AKAZE.Create(),
        "kaze" => KAZE.Create(),
        _ => BRISK.Create(),
    };
}
