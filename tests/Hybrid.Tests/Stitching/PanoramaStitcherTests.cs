using Hybrid.Geometry;
using Hybrid.Stitching;
using Hybrid.Stitching.Cameras;
using Hybrid.Stitching.Report;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching;

public sealed class PanoramaStitcherTests : IDisposable
{
    private static readonly StitchOptions Classic = new() { Method = StitchMethod.Classic };

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Views_of_a_turning_camera_lie_where_it_looked()
    {
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(_world.Row(4, 18));
        Panorama panorama = Assert.Single(result.Panoramas);
        Assert.Equal([0, 1, 2, 3], panorama.Members);
        Assert.All(result.Images, i => Assert.Equal(ImageOutcome.Used, i.Outcome));
        Homography truth = Between(0, 1, 4, 18);
        for (int x = 180; x < 310; x += 30)
        {
            var p = new Point2d(x, 120);
            Point2d expected = truth.Apply(p), found = panorama.FromPanorama(1, panorama.ToPanorama(0, p));
            Assert.Equal(expected.X, found.X, 0.7);
            Assert.Equal(expected.Y, found.Y, 0.7);
        }
    }

    [Fact]
    public void The_order_of_images_and_the_number_of_threads_change_nothing()
    {
        SourceImage[] images = _world.Row(3, 20);
        using StitchResult first = new PanoramaStitcher(Classic with { Threads = 1 }).Stitch(images), second = new PanoramaStitcher(Classic with { Threads = 3 }).Stitch([images[2], images[0], images[1]]);
        Mat a = first.Panoramas[0].Image, b = second.Panoramas[0].Image;
        Assert.Equal(a.Size(), b.Size());
        Assert.Equal(0, Cv2.Norm(a, b, NormTypes.INF));
    }

    [Fact]
    public void Bent_panoramas_do_not_depend_on_order_or_threads_either()
    {
        SourceImage[] images = _world.Row(5, 16);
        var options = new StitchOptions { Method = StitchMethod.Hybrid, Flow = RefineFlow.Dis };
        using StitchResult first = new PanoramaStitcher(options with { Threads = 1 }).Stitch(images), second = new PanoramaStitcher(options with { Threads = 4 }).Stitch([images[4], images[2], images[0], images[3], images[1]]);
        Assert.Equal(0, Cv2.Norm(first.Panoramas[0].Image, second.Panoramas[0].Image, NormTypes.INF));
    }

    [Fact]
    public void Images_on_their_side_are_placed()
    {
        using Mat upright = _world.See(-8), turned = _world.See(8), onSide = new();
        Cv2.Rotate(turned, onSide, RotateFlags.Rotate90Clockwise);
        using StitchResult result = new PanoramaStitcher(Classic).Stitch([new("1", upright), new("2", onSide)]);
        Assert.Equal(2, Assert.Single(result.Panoramas).Members.Count);
    }

    [Fact]
    public void The_review_finds_no_ghost_in_what_was_painted_once()
    {
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(_world.Row(3, 18));
        IReadOnlyList<OverlapReview> reviews = PanoramaReview.Overlaps(result, 0);
        Assert.Equal([(0, 1), (0, 2), (1, 2)], reviews.Select(r => (r.A, r.B)));
        Assert.All(reviews.Where(r => r.B == r.A + 1), r => Assert.InRange(r.PixelsAfter, 0, 0.5));
        Assert.All(reviews, r =>
        {
            Assert.InRange(r.After, 0, 0.1);
            Assert.InRange(r.Ghost, 0, 0.1);
        });
    }

    [Fact]
    public void Every_stage_has_its_picture()
    {
        using StitchResult result = new PanoramaStitcher(new StitchOptions { Method = StitchMethod.Hybrid, Flow = RefineFlow.Dis }).Stitch(_world.Row(2, 18));
        using Mat graph = PanoramaPictures.Graph(result), layout = PanoramaPictures.Layout(result.Panoramas[0]), exposure = PanoramaPictures.Exposure(result.Panoramas[0]), seams = PanoramaPictures.Seams(result.Panoramas[0]);
        using Mat? features = PanoramaPictures.Features(result, 0);
        Assert.All(new[] { graph, layout, exposure, seams, features! }, m => Assert.Equal(MatType.CV_8UC3, m.Type()));
        Assert.Equal(2 * seams.Height, exposure.Height);
    }

    [Fact]
    public void A_side_that_the_format_cannot_hold_is_refused_before_drawing()
    {
        InputException refusal = Assert.Throws<InputException>(() => new PanoramaStitcher(Classic with { MaxSide = 300 }).Stitch(_world.Row(3, 20)));
        Assert.Contains("format holds no side above 300", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicates_and_strangers_are_left_out_with_their_reasons()
    {
        using var elsewhere = new World(77);
        SourceImage[] row = _world.Row(3, 20);
        using Mat stranger = elsewhere.See(0), copy = _world.See(-20, -1, -1);
        using StitchResult result = new PanoramaStitcher(Classic).Stitch([.. row, new SourceImage("z-copy.png", copy), new SourceImage("z-stranger.png", stranger)]);
        Assert.Equal(ImageOutcome.Duplicate, result.Images.Single(i => i.Name == "z-copy.png").Outcome);
        Assert.Equal(ImageOutcome.NoOverlap, result.Images.Single(i => i.Name == "z-stranger.png").Outcome);
        Assert.Equal(3, result.Panoramas[0].Members.Count);
    }

    [Fact]
    public void Two_scenes_in_one_folder_become_two_panoramas()
    {
        using var elsewhere = new World(77);
        SourceImage[] other = [new("x1", elsewhere.See(0)), new("x2", elsewhere.See(15))];
        using StitchResult result = new PanoramaStitcher(Classic).Stitch([.. _world.Row(3, 20), .. other]);
        Assert.Equal([3, 2], result.Panoramas.Select(p => p.Members.Count));
    }

    [Fact]
    public void Sizes_exposures_and_depths_may_differ()
    {
        using Mat large = _world.See(-10, width: 640, height: 480, focal: 600, gain: 0.8), small = _world.See(10), deep = new();
        small.ConvertTo(deep, MatType.CV_16U, 257);
        using StitchResult result = new PanoramaStitcher(Classic).Stitch([new("1", large), new("2", deep)]);
        Assert.Equal(2, result.Panoramas[0].Members.Count);
        Assert.Equal(MatType.CV_16UC3, result.Panoramas[0].Image.Type());
    }

    [Fact]
    public void A_pure_zoom_is_stitched()
    {
        using Mat wide = _world.See(0), near = _world.See(0, focal: 480);
        using StitchResult result = new PanoramaStitcher(Classic).Stitch([new("1", wide), new("2", near)]);
        Panorama panorama = Assert.Single(result.Panoramas);
        Point2d center = panorama.FromPanorama(1, panorama.ToPanorama(0, new Point2d(159.5, 119.5)));
        Assert.Equal(159.5, center.X, 1.0);
        Assert.Equal(119.5, center.Y, 1.0);
    }

    [Fact]
    public void A_loop_closes()
    {
        SourceImage[] images = [.. Enumerable.Range(0, 14).Select(i => new SourceImage($"{i}", _world.See(i * 360.0 / 14)))];
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(images);
        Panorama panorama = Assert.Single(result.Panoramas);
        Assert.Equal(14, panorama.Members.Count);
        Assert.Equal(360, panorama.FieldOfView, 3.0);
        using Mat middle = panorama.Mask.Row(panorama.Mask.Rows / 2);
        Assert.Equal(panorama.Mask.Cols, Cv2.CountNonZero(middle));
    }

    [Fact]
    public void Images_without_overlap_make_no_panorama()
    {
        using Mat a = _world.See(0), b = _world.See(120);
        using StitchResult result = new PanoramaStitcher(Classic).Stitch([new("1", a), new("2", b)]);
        Assert.Empty(result.Panoramas);
        Assert.All(result.Images, i => Assert.NotEmpty(i.Advice));
    }

    [Fact]
    public void People_who_move_do_not_keep_images_apart()
    {
        using Mat a = _world.See(-8), b = _world.See(8);
        for (int i = 0; i < 12; i++)
        {
            Cv2.Rectangle(a, new Rect(40 + 22 * i, 150 + i % 3 * 8, 9, 40), new Scalar(20 * i, 90, 240 - 20 * i), -1);
            Cv2.Rectangle(b, new Rect(17 + 23 * i, 155 - i % 4 * 8, 9, 40), new Scalar(20 * i, 90, 240 - 20 * i), -1);
        }
        using StitchResult result = new PanoramaStitcher(Classic).Stitch([new("1", a), new("2", b)]);
        Assert.Equal(2, Assert.Single(result.Panoramas).Members.Count);
    }

    [Fact]
    public void A_canvas_above_the_limit_is_refused_before_it_is_allocated()
    {
        InputException refusal = Assert.Throws<InputException>(() => new PanoramaStitcher(Classic with { MaxPixels = 50_000 }).Stitch(_world.Row(3, 20)));
        Assert.Contains("limit", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_image_is_refused()
    {
        using Mat a = _world.See(0);
        Assert.Throws<InputException>(() => new PanoramaStitcher(Classic).Stitch([new("1", a)]));
    }

    [Fact]
    public void Instructions_leave_images_out_and_forbid_pairs()
    {
        SourceImage[] images = _world.Row(3, 20);
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(images, new StitchInstructions { Excluded = ["1.png"] });
        Assert.Equal(ImageOutcome.Excluded, result.Images[1].Outcome);
        KnownPair[] known = [.. new[] { (0, 1), (1, 2) }.Select(p => new KnownPair($"{p.Item1}.png", $"{p.Item2}.png", p.Item1 == 0 ? PairLink.Forbid : PairLink.Force, true, 1, null, []))];
        using StitchResult forced = new PanoramaStitcher(Classic).Stitch(images, new StitchInstructions { Pairs = known });
        Assert.Equal([1, 2], Assert.Single(forced.Panoramas).Members);
    }

    [Fact]
    public void Bent_overlaps_agree_more_than_the_cameras_alone()
    {
        using Mat left = _world.See(-10), right = _world.See(10), bent = new(), none = new();
        using var map = new Mat(right.Size(), MatType.CV_32FC2);
        for (int y = 0, rows = right.Rows; y < rows; y++)
        {
            for (int x = 0, columns = right.Cols; x < columns; x++)
                map.Set(y, x, new Vec2f(x + 4 * MathF.Sin(y / 25f), y + 3 * MathF.Cos(x / 30f)));
        }
        Cv2.Remap(right, bent, map, none, InterpolationFlags.Linear, BorderTypes.Reflect101);
        using StitchResult result = new PanoramaStitcher(new StitchOptions { Method = StitchMethod.Hybrid, Flow = RefineFlow.Dis }).Stitch([new("1", left), new("2", bent)]);
        OverlapDecision decision = Assert.Single(result.Overlaps);
        Assert.Equal(StepOutcome.Accepted, decision.Outcome);
        Assert.True(decision.After < 0.6 * decision.Before, $"{decision.Before} to {decision.After}");
    }

    private static Homography Between(int a, int b, int count, double step)
    {
        Pose Camera(int i) => new(PoseKind.Rotating, 300, 159.5, 119.5, World.Turn((i - (count - 1) / 2.0) * step, i % 2 * 2 - 1, i % 3 - 1));
        return Camera(b).ToPixels!.Value * Camera(a).ToWorld;
    }
}
