using Hybrid.Classical;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Classical;

public class FeatureExtractorTests
{
    [Theory]
    [InlineData(FeatureKind.Sift, 0.03)]
    [InlineData(FeatureKind.Akaze, 0.03)]
    [InlineData(FeatureKind.Kaze, 0.03)]
    [InlineData(FeatureKind.Orb, 0.35)]
    public void Keypoints_turn_with_the_image(FeatureKind kind, double tolerance)
    {
        using Mat image = Scenes.Textured(480, 360, 1);
        using var turned = new Mat();
        Cv2.Rotate(image, turned, RotateFlags.Rotate180);
        var options = new FeatureOptions { Kind = kind, MaxKeypoints = 1000 };
        TentativeMatches matches = TentativeMatcher.Match(
            FeatureExtractor.Extract(image, options), FeatureExtractor.Extract(turned, options), new MatchOptions());
        var off = matches.Strong
            .Select(m => (X: m.A.X + m.B.X - (image.Width - 1), Y: m.A.Y + m.B.Y - (image.Height - 1)))
            .Where(e => Math.Abs(e.X) < 4 && Math.Abs(e.Y) < 4)
            .ToList();
        Assert.True(off.Count > 50, $"{off.Count} matches");
        Assert.InRange(Median(off.Select(e => e.X)), -tolerance, tolerance);
        Assert.InRange(Median(off.Select(e => e.Y)), -tolerance, tolerance);
    }

    [Fact]
    public void Root_sift_descriptors_have_unit_length()
    {
        using Mat image = Scenes.Textured(320, 240, 2);
        FeatureSet set = FeatureExtractor.Extract(image, new FeatureOptions());
        Assert.True(set.Count > 100);
        for (int i = 0; i < set.Count; i++)
        {
            float norm = 0;
            foreach (float v in set.Floats.AsSpan(i * 128, 128))
                norm += v * v;
            Assert.Equal(1, norm, 1e-4f);
        }
    }

    [Theory]
    [InlineData(FeatureKind.Sift)]
    [InlineData(FeatureKind.Orb)]
    [InlineData(FeatureKind.Akaze)]
    [InlineData(FeatureKind.Brisk)]
    [InlineData(FeatureKind.Kaze)]
    public void A_blank_image_has_no_keypoints_and_the_limit_is_kept(FeatureKind kind)
    {
        using var blank = new Mat(200, 200, MatType.CV_8UC1, Scalar.All(128));
        Assert.Equal(0, FeatureExtractor.Extract(blank, new FeatureOptions { Kind = kind }).Count);
        using Mat image = Scenes.Textured(320, 240, 3);
        Assert.InRange(FeatureExtractor.Extract(image, new FeatureOptions { Kind = kind, MaxKeypoints = 64 }).Count, 20, 64);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
