using Hybrid.Alignment;
using Hybrid.Imaging;
using Hybrid.Stereo;
using Hybrid.Tests.Verification;
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
    public void Two_pages_of_print_are_no_pair()
    {
        using var pages = new ImagePair("pages", LookalikeScenes.Page(1), LookalikeScenes.Page(2));
        AssertFails(pages, StereoFindingKind.Unrelated);
    }

    [Fact]
    public void Different_scenes_in_one_frame_are_no_pair()
    {
        using ImagePair framed = LookalikeScenes.Unrelated(LookalikeScenes.Frame, 7);
        AssertFails(framed, StereoFindingKind.Unrelated);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_fence_that_repeats_itself_is_not_believed(double noise)
    {
        using var fence = new ImagePair("fence", Fence(0, noise, 1), Fence(12, noise, 2));
        StereoResult result = Match(fence, "classic");
        Assert.True(!result.IsOk || result.MeanConfidence < 0.5, $"confidence {result.MeanConfidence}");
        Assert.Contains(result.Findings, f => f.Kind is StereoFindingKind.Repetitive or StereoFindingKind.Unrelated);
    }

    [Fact]
    public void A_range_within_one_period_of_a_fence_settles_it()
    {
        using var fence = new ImagePair("fence", Fence(0, 3, 1), Fence(12, 3, 2));
        StereoResult result = Match(fence, "classic:min-disparity=0;max-disparity=24");
        Assert.True(result.IsOk);
        Assert.DoesNotContain(result.Findings, f => f.Kind == StereoFindingKind.Repetitive);
        Assert.InRange(result.Disparity!.Data.Count(d => Math.Abs(d - 12) <= 1) / (double)result.Disparity.Data.Length, 0.85, 1);
    }

    // Pickets with pointed tops before a rail, 32 px apart.
    private static Mat Fence(int shift, double noise, int seed)
    {
        var image = new Mat(240, 320, MatType.CV_8UC1, Scalar.All(60));
        for (int x = -64 - shift; x < 384; x += 32)
        {
            Cv2.FillConvexPoly(image, new[] { new Point(x, 240), new Point(x, 60), new Point(x + 9, 40), new Point(x + 18, 60), new Point(x + 18, 240) }, Scalar.All(190), LineTypes.AntiAlias);
            Cv2.Circle(image, x + 9, 150, 4, Scalar.All(40), -1, LineTypes.AntiAlias);
        }
        Cv2.Rectangle(image, new Rect(0, 100, 320, 12), Scalar.All(140), -1);
        var random = new Random(seed);
        for (int y = 0, rows = image.Height; y < rows; y++)
        {
            Span<byte> row = MatRows.Row<byte>(image, y);
            for (int x = 0; x < row.Length; x++)
                row[x] = (byte)Math.Clamp(row[x] + noise * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2, 0, 255);
        }
        return image;
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
