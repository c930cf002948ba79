using Hybrid.Alignment;
using Hybrid.Stereo;
using OpenCvSharp;

namespace Hybrid.Tests.Stereo;

public class StereoFindingTests
{
    [Fact]
    public void Exchanged_images_are_found_out()
    {
        using ImagePair pair = StereoScene.Pair();
        using var exchanged = new ImagePair("exchanged", pair.B.Clone(), pair.A.Clone());
        AssertFails(exchanged, StereoFindingKind.Swapped);
    }

    [Fact]
    public void Exchanged_images_are_matched_where_the_range_is_given()
    {
        using ImagePair pair = StereoScene.Pair();
        using var exchanged = new ImagePair("exchanged", pair.B.Clone(), pair.A.Clone());
        Assert.True(Match(exchanged, "classic:min-disparity=-30;max-disparity=0").IsOk);
    }

    [Fact]
    public void A_vertical_pair_is_found_out()
    {
        using ImagePair pair = StereoScene.Pair(wall: 9, box: 24);
        var turned = new Mat[2];
        for (int i = 0; i < 2; i++)
        {
            turned[i] = new Mat();
            Cv2.Transpose(i == 0 ? pair.A : pair.B, turned[i]);
        }
        using var vertical = new ImagePair("vertical", turned[0], turned[1]);
        AssertFails(vertical, StereoFindingKind.VerticalPair);
    }

    [Fact]
    public void One_image_given_twice_is_found_out()
    {
        using ImagePair pair = StereoScene.Pair();
        using var same = new ImagePair("same", pair.A.Clone(), pair.A.Clone());
        AssertFails(same, StereoFindingKind.Identical);
    }

    [Fact]
    public void Blank_images_are_found_out()
    {
        using var blank = new ImagePair("blank", new Mat(120, 160, MatType.CV_8UC1, Scalar.All(90)), new Mat(120, 160, MatType.CV_8UC1, Scalar.All(93)));
        AssertFails(blank, StereoFindingKind.NoTexture);
    }

    [Fact]
    public void Unrelated_images_give_no_confident_map()
    {
        using ImagePair pair = StereoScene.Pair();
        using var noise = new Mat(StereoScene.Height, StereoScene.Width, MatType.CV_8UC1);
        var random = new Random(3);
        for (int y = 0, rows = noise.Height; y < rows; y++)
        {
            for (int x = 0, columns = noise.Width; x < columns; x++)
                noise.Set(y, x, (byte)random.Next(256));
        }
        using var unrelated = new ImagePair("unrelated", pair.A.Clone(), noise.Clone());
        AssertFails(unrelated, StereoFindingKind.Unrelated);
    }

    [Fact]
    public void A_range_that_is_too_small_is_said_and_lowers_the_confidence()
    {
        using ImagePair pair = StereoScene.Pair(wall: 6, box: 30);
        StereoResult whole = Match(pair, "classic"), cut = Match(pair, "classic:min-disparity=0;max-disparity=15");
        Assert.Contains(cut.Findings, f => f.Kind == StereoFindingKind.BeyondRange);
        Assert.True(cut.MeanConfidence < whole.MeanConfidence - 0.05, $"{cut.MeanConfidence} and {whole.MeanConfidence}");
    }

    private static void AssertFails(ImagePair pair, StereoFindingKind kind)
    {
        StereoResult result = Match(pair, "classic");
        Assert.False(result.IsOk);
        Assert.Null(result.Disparity);
        Assert.Equal(kind, result.Findings[0].Kind);
        Assert.DoesNotContain('\n', result.Findings[0].Text);
    }

    private static StereoResult Match(ImagePair pair, string spec) =>
        StereoCatalogue.Create(MethodSpec.Parse(spec), new AlignerSettings()).Match(pair);
}
