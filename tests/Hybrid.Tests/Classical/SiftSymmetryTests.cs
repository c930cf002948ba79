using Hybrid.Classical;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Classical;

public class SiftSymmetryTests
{
    [Fact]
    public void The_negative_of_a_negative_and_the_mirror_image_of_a_mirror_image_are_the_image()
    {
        using Mat image = Scenes.Textured(200, 160, 41);
        FeatureSet features = FeatureExtractor.Extract(image, new FeatureOptions());
        Assert.Equal(features.Floats, SiftSymmetry.Negative(SiftSymmetry.Negative(features)).Floats);
        Assert.Equal(features.Floats, SiftSymmetry.Mirrored(SiftSymmetry.Mirrored(features)).Floats);
    }

    [Fact]
    public void Permuted_descriptors_match_those_of_the_image_itself_turned_negative_or_mirrored()
    {
        using Mat image = Scenes.Textured(240, 180, 42), negative = new(), mirrored = new();
        Cv2.BitwiseNot(image, negative);
        Cv2.Flip(image, mirrored, FlipMode.Y);
        FeatureSet features = FeatureExtractor.Extract(image, new FeatureOptions());
        Assert.True(ShareAt(SiftSymmetry.Negative(features), FeatureExtractor.Extract(negative, new FeatureOptions()), p => p) > 0.8);
        Assert.True(ShareAt(SiftSymmetry.Mirrored(features), FeatureExtractor.Extract(mirrored, new FeatureOptions()), p => new Point2d(image.Width - 1 - p.X, p.Y)) > 0.8);
    }

    [Fact]
    public void Descriptors_of_another_kind_are_refused()
    {
        using Mat image = Scenes.Textured(200, 160, 43);
        FeatureSet orb = FeatureExtractor.Extract(image, new FeatureOptions { Kind = FeatureKind.Orb });
        Assert.Throws<ArgumentException>(() => SiftSymmetry.Negative(orb));
    }

    /// <summary>Share of the mutual matches that lie where they should.</summary>
    private static double ShareAt(FeatureSet a, FeatureSet b, Func<Point2d, Point2d> place)
    {
        TentativeMatches matches = TentativeMatcher.Match(a, b, new MatchOptions(), 1);
        Assert.True(matches.Strong.Count > a.Count / 3, $"{matches.Strong.Count} matches of {a.Count} keypoints");
        return matches.Strong.Count(m => place(m.A).DistanceTo(m.B) < 2) / (double)matches.Strong.Count;
    }
}
