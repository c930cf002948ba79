using Hybrid.Geometry;
using Hybrid.Stitching;
using Hybrid.Stitching.Layout;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching;

/// <summary>Every model of poses and layouts is reached, and says why.</summary>
public sealed class FallbackTests : IDisposable
{
    private static readonly StitchOptions Classic = new() { Method = StitchMethod.Classic };

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Cameras_turn_where_that_explains_the_matches()
    {
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(_world.Row(4, 18));
        Assert.Contains(result.Provenance, s => s is { Step: "cameras", Outcome: StepOutcome.Accepted } && s.Evidence.StartsWith("rotating: median error", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Provenance, s => s is { Step: "cameras", Outcome: StepOutcome.Rejected });
    }

    [Fact]
    public void Many_images_are_adjusted_together()
    {
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(_world.Row(14, 12));
        Assert.Contains(result.Provenance, s => s is { Step: "cameras", Outcome: StepOutcome.Accepted } && s.Evidence.StartsWith("rotating: median error", StringComparison.Ordinal));
        Assert.Equal(14, Assert.Single(result.Panoramas).Members.Count);
    }

    [Fact]
    public void A_flat_scene_from_many_places_is_laid_on_a_plane()
    {
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(Flat(6, 4));
        Assert.Contains(result.Provenance, s => s is { Step: "cameras", Outcome: StepOutcome.Rejected } && s.Evidence.StartsWith("rotating", StringComparison.Ordinal));
        Assert.Contains(result.Provenance, s => s is { Step: "cameras", Outcome: StepOutcome.Rejected } && s.Evidence.StartsWith("no turning camera explains the matches", StringComparison.Ordinal));
        Assert.Contains(result.Provenance, s => s.Step == "layout" && s.Evidence.Contains("by planar", StringComparison.Ordinal));
        Assert.Equal(6, Assert.Single(result.Panoramas).Members.Count);
    }

    [Fact]
    public void A_link_that_contradicts_all_others_is_set_aside()
    {
        SourceImage[] images = _world.Row(5, 14);
        KnownPair[] known;
        using (StitchResult result = new PanoramaStitcher(Classic).Stitch(images))
            known = [.. result.Pairs.Where(p => p.IsLinked).Select(p => new KnownPair(images[p.A].Name, images[p.B].Name, PairLink.Auto, true, p.Confidence, p.Homography, p.Inliers))];
        // As repeated texture links views that do not overlap: exact, but wrong.
        Homography shift = Homography.Translation(-20, 5);
        PointMatch[] matches = [.. Enumerable.Range(0, 30).Select(k => new Point2d(60 + k % 6 * 30, 60 + k / 6 * 25)).Select(p => new PointMatch(p, shift.Apply(p), 1))];
        var wrong = new KnownPair(images[0].Name, images[4].Name, PairLink.Auto, true, 0.8, shift, matches);
        using StitchResult stitched = new PanoramaStitcher(Classic).Stitch(images, new StitchInstructions { Pairs = [.. known, wrong] });
        Assert.Contains(stitched.Provenance, s => s is { Step: "cameras", Outcome: StepOutcome.Rejected } && s.Evidence.Contains("images 1 and 5 contradicts the others", StringComparison.Ordinal));
        Panorama panorama = Assert.Single(stitched.Panoramas);
        Assert.Equal(5, panorama.Members.Count);
        Assert.True(panorama.ToPanorama(4, new Point2d(160, 120)).X - panorama.ToPanorama(0, new Point2d(160, 120)).X > 200);
    }

    [Fact]
    public void A_plane_that_cannot_show_the_view_becomes_a_cylinder()
    {
        using StitchResult result = new PanoramaStitcher(Classic with { Surface = SurfaceKind.Plane }).Stitch(_world.Row(8, 18));
        Assert.Contains(result.Provenance, s => s is { Step: "layout", Outcome: StepOutcome.Rejected } && s.Evidence.StartsWith("Plane by", StringComparison.Ordinal));
        Assert.Contains(result.Provenance, s => s is { Step: "projection", Outcome: StepOutcome.Skipped } && s.Evidence.EndsWith("Cylindrical instead", StringComparison.Ordinal));
        Panorama panorama = Assert.Single(result.Panoramas);
        Assert.Equal((SurfaceKind.Cylindrical, 8), (panorama.Surface, panorama.Members.Count));
    }

    [Fact]
    public void What_would_be_stretched_is_left_out_with_its_reason()
    {
        using StitchResult result = new PanoramaStitcher(Classic with { Surface = SurfaceKind.Panini, MaxStretch = 1.2 }).Stitch(_world.Row(8, 20));
        ImageDecision[] left = [.. result.Images.Where(i => i.Outcome != ImageOutcome.Used)];
        Assert.NotEmpty(left);
        Assert.All(left, i =>
        {
            Assert.Equal(ImageOutcome.Stretched, i.Outcome);
            Assert.Contains("at most 1.2 allowed", i.Reason, StringComparison.Ordinal);
            Assert.NotEmpty(i.Advice);
        });
        Assert.Equal(8 - left.Length, Assert.Single(result.Panoramas).Members.Count);
    }

    [Fact]
    public void What_only_a_view_left_out_connects_becomes_two_panoramas()
    {
        double[] yaws = [-46, -32, 32, 46];
        SourceImage[] near = [.. yaws.Select((yaw, i) => new SourceImage($"{i}.png", _world.See(yaw, i % 2)))];
        using Mat wide = _world.See(0, focal: 140);
        using StitchResult result = new PanoramaStitcher(Classic with { Surface = SurfaceKind.Cylindrical, MaxStretch = 1.6 }).Stitch([.. near, new SourceImage("wide.png", wide)]);
        Assert.Equal(ImageOutcome.Stretched, result.Images[4].Outcome);
        Assert.Equal([[0, 1], [2, 3]], result.Panoramas.Select(p => p.Members.Order().ToArray()).OrderBy(m => m[0]));
        Assert.All(result.Images.Take(4), i => Assert.Equal(ImageOutcome.Used, i.Outcome));
    }

    [Fact]
    public void A_scan_that_one_perspective_would_stretch_is_laid_out_affinely()
    {
        using StitchResult result = new PanoramaStitcher(Classic with { MaxStretch = 1.05 }).Stitch(Flat(5, 4, turn: 4));
        Assert.Contains(result.Provenance, s => s is { Step: "layout", Outcome: StepOutcome.Rejected } && s.Evidence.StartsWith("Plane by planar", StringComparison.Ordinal));
        Assert.Contains(result.Provenance, s => s.Step == "layout" && s.Outcome == StepOutcome.Accepted && s.Evidence.StartsWith("Affine", StringComparison.Ordinal) && s.Evidence.Contains("by affine", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wide_view_leaves_the_plane_for_a_cylinder()
    {
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(_world.Row(6, 20));
        Assert.Contains(result.Provenance, s => s is { Step: "projection", Outcome: StepOutcome.Accepted } && s.Evidence.StartsWith("Cylindrical: field of view", StringComparison.Ordinal));
    }

    /// <summary>A wall, photographed by a camera that moves along it and turns.</summary>
    private static SourceImage[] Flat(int count, int seed, double turn = 14)
    {
        using Mat wall = Support.Scenes.Textured(1000, 500, seed);
        var images = new SourceImage[count];
        for (int i = 0; i < count; i++)
        {
            double yaw = (i % 2 * 2 - 1) * turn;
            Homography camera = new CameraIntrinsics(300, 300, 159.5, 119.5).ToPixels * World.Turn(yaw, 0.2 * turn * (i % 3 - 1)).Inverse()!.Value;
            Homography place = new Homography(1, 0, -(170 + 110 * i), 0, 1, -250, 0, 0, 300);
            using var gray = new Mat();
            using Mat map = Mat.FromPixelData(3, 3, MatType.CV_64FC1, (camera * place).ToRowMajor());
            Cv2.WarpPerspective(wall, gray, map, new Size(320, 240), InterpolationFlags.Linear, BorderTypes.Reflect101);
            var image = new Mat();
            Cv2.CvtColor(gray, image, ColorConversionCodes.GRAY2BGR);
            images[i] = new SourceImage($"{i}.png", image);
        }
        return images;
    }
}
