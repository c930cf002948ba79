using Hybrid.Geometry;
using Hybrid.Stitching;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching;

/// <summary>Every rung of the ladder of poses and layouts is reached, and says why.</summary>
public sealed class FallbackTests : IDisposable
{
    private static readonly StitchOptions Classic = new() { Method = StitchMethod.Classic };

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Cameras_are_OpenCVs_where_they_explain_the_matches()
    {
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(_world.Row(4, 18));
        Assert.Contains(result.Stages, s => s is { Stage: "cameras", Outcome: StepOutcome.Accepted } && s.Text.StartsWith("opencv-ray: median error", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Stages, s => s.Text.StartsWith("own-rotating", StringComparison.Ordinal));
    }

    [Fact]
    public void Many_images_go_to_our_own_adjustment()
    {
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(_world.Row(14, 12));
        Assert.Contains(result.Stages, s => s is { Stage: "cameras", Outcome: StepOutcome.Skipped } && s.Text.Contains("takes too long for 14 images", StringComparison.Ordinal));
        Assert.Contains(result.Stages, s => s is { Stage: "cameras", Outcome: StepOutcome.Accepted } && s.Text.StartsWith("own-rotating: median error", StringComparison.Ordinal));
        Assert.Equal(14, Assert.Single(result.Panoramas).Members.Count);
    }

    [Fact]
    public void A_flat_scene_from_many_places_is_laid_on_a_plane()
    {
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(Flat(6, 4));
        Assert.Contains(result.Stages, s => s is { Stage: "cameras", Outcome: StepOutcome.Rejected } && s.Text.StartsWith("opencv-ray", StringComparison.Ordinal));
        Assert.Contains(result.Stages, s => s is { Stage: "cameras", Outcome: StepOutcome.Accepted } && s.Text.StartsWith("own-rotating", StringComparison.Ordinal));
        Assert.Contains(result.Stages, s => s is { Stage: "cameras", Outcome: StepOutcome.Rejected } && s.Text.StartsWith("no turning camera explains the matches", StringComparison.Ordinal));
        Assert.Contains(result.Stages, s => s.Stage == "layout" && s.Text.Contains("by own-planar", StringComparison.Ordinal));
        Assert.Equal(6, Assert.Single(result.Panoramas).Members.Count);
    }

    [Fact]
    public void A_plane_that_cannot_show_the_view_becomes_a_cylinder()
    {
        using StitchResult result = new PanoramaStitcher(Classic with { Surface = SurfaceKind.Plane }).Stitch(_world.Row(8, 18));
        Assert.Contains(result.Stages, s => s is { Stage: "layout", Outcome: StepOutcome.Rejected } && s.Text.StartsWith("Plane by", StringComparison.Ordinal));
        Assert.Contains(result.Stages, s => s is { Stage: "projection", Outcome: StepOutcome.Skipped } && s.Text.EndsWith("Cylindrical instead", StringComparison.Ordinal));
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
        Assert.Contains(result.Stages, s => s is { Stage: "layout", Outcome: StepOutcome.Rejected } && s.Text.StartsWith("Plane by own-planar", StringComparison.Ordinal));
        Assert.Contains(result.Stages, s => s.Stage == "layout" && s.Outcome == StepOutcome.Accepted && s.Text.StartsWith("Affine", StringComparison.Ordinal) && s.Text.Contains("by own-affine", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wide_view_leaves_the_plane_for_a_cylinder()
    {
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(_world.Row(6, 20));
        Assert.Contains(result.Stages, s => s is { Stage: "projection", Outcome: StepOutcome.Accepted } && s.Text.StartsWith("Cylindrical: field of view", StringComparison.Ordinal));
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
