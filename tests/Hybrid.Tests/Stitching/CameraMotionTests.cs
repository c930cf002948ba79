using Hybrid.Geometry;
using Hybrid.Stitching;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching;

/// <summary>However a camera moves or is held, a panorama is as large as what its views see. Views have 320x240 pixels of a focal length of 300: 56x44 degrees.</summary>
public sealed class CameraMotionTests : IDisposable
{
    private static readonly StitchOptions Classic = new() { Method = StitchMethod.Classic };

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    // 4 steps of 18 degrees and one view's own 44 or 56 (65 across a view rolled by 20): on a cylinder 300 px a radian.
    [Theory]
    [InlineData("a horizontal sweep", 18, 0, 0, 671, 244)]
    [InlineData("a vertical sweep", 0, 18, 0, 324, 605)]
    [InlineData("a horizontal sweep, the camera rolled", 18, 0, 20, 717, 315)]
    [InlineData("a horizontal sweep, the camera on its side", 18, 0, 90, 324, 605)]
    [InlineData("a vertical sweep, the camera on its side", 0, 18, 90, 671, 244)]
    public void A_sweep_is_as_large_as_what_it_shows(string motion, double yaw, double pitch, double roll, int width, int height)
    {
        Panorama panorama = Stitched(Enumerable.Range(-2, 5).Select(i => _world.See(i * yaw, i * pitch, roll)));
        Assert.Equal(5, panorama.Members.Count);
        Assert.True(IsNear(panorama.Image.Size(), new Size(width, height), 0.03), $"{motion}: {panorama.Image.Size()}, {panorama.Surface}");
    }

    [Fact]
    public void A_burst_is_as_large_as_one_of_its_images()
    {
        Panorama panorama = Stitched([_world.See(0), _world.See(0.2, 0.1), _world.See(0.4, -0.1)]);
        Assert.Equal(SurfaceKind.Plane, panorama.Surface);
        Assert.True(IsNear(panorama.Image.Size(), new Size(323, 242), 0.02), $"{panorama.Image.Size()}");
    }

    [Fact]
    public void A_short_vertical_sweep_stays_on_a_plane()
    {
        // Half of 30 degrees beyond half a view's 44 on either side: 2 · 300 · tan 36.8°.
        Panorama panorama = Stitched([_world.See(0, -15), _world.See(0, 0), _world.See(0, 15)]);
        Assert.Equal(SurfaceKind.Plane, panorama.Surface);
        Assert.InRange(panorama.Image.Height, 0.97 * 449, 1.03 * 449);
        Assert.InRange(panorama.Image.Width, 320, 385);
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(2, 2, 2, 2, 2)]
    [InlineData(3, 3, 3, 3, 3)]
    [InlineData(0, 1, 0, 3, 0)]
    [InlineData(3, 2, 1, 0, 3)]
    public void Turned_copies_give_the_same_panorama_but_for_a_turn(params int[] turns)
    {
        Size straight = Stitched(Enumerable.Range(-2, 5).Select(i => _world.See(i * 20, i % 2, i % 3))).Image.Size();
        Panorama panorama = Stitched(Enumerable.Range(-2, 5).Select(i => Turned(_world.See(i * 20, i % 2, i % 3), turns[i + 2])));
        Size size = panorama.Image.Size();
        Assert.Equal(5, panorama.Members.Count);
        Assert.True(IsNear(size, straight, 0.02) || IsNear(new Size(size.Height, size.Width), straight, 0.02), $"{size} for {straight}");
    }

    [Fact]
    public void Most_images_stand_upright_in_the_picture()
    {
        int[] turns = [1, 0, 1, 1];
        Panorama panorama = Stitched(turns.Select((t, i) => Turned(_world.See(20 * i), t)));
        foreach (int i in new[] { 0, 2, 3 })
        {
            Point2d a = panorama.ToPanorama(i, new Point2d(120, 100)), b = panorama.ToPanorama(i, new Point2d(120, 200));
            Assert.True(b.Y - a.Y > 60 && Math.Abs(b.X - a.X) < 30, $"{a} {b}");
        }
        Point2d across = panorama.FromPanorama(1, panorama.ToPanorama(1, new Point2d(200, 90)));
        Assert.InRange(across.X, 199.5, 200.5);
        Assert.InRange(across.Y, 89.5, 90.5);
    }

    [Fact]
    public void What_looks_along_the_axis_is_not_smeared_around_it()
    {
        // Not straightened, the axis is that of the world, and straight up lies its pole.
        Panorama panorama = Stitched([_world.See(0, 78), _world.See(0, 90), _world.See(0, 102), _world.See(0, 114)], Classic with { Straighten = false });
        Assert.Equal(4, panorama.Members.Count);
        Assert.True(panorama.Image.Width < 700 && panorama.Image.Height < 700, $"{panorama.Image.Size()}, {panorama.Surface}");
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(-0.7, 0.7)]
    public void A_line_flown_over_flat_ground_may_lead_anywhere(double east, double south)
    {
        using Mat ground = Support.Scenes.Textured(1100, 1100, 5);
        Panorama panorama = Stitched(Enumerable.Range(-2, 5).Select(i =>
        {
            // Nadir views of a camera 300 px above the ground, a little unsteady.
            Homography camera = new CameraIntrinsics(300, 300, 159.5, 119.5).ToPixels * World.Turn(i % 2, 0.7 * (i % 3), i % 2 * 1.5).Inverse()!.Value;
            Homography place = new(1, 0, -(550 + 90 * i * east), 0, 1, -(550 + 90 * i * south), 0, 0, 300);
            using Mat map = Mat.FromPixelData(3, 3, MatType.CV_64FC1, (camera * place).ToRowMajor());
            var view = new Mat();
            Cv2.WarpPerspective(ground, view, map, new Size(320, 240));
            return view;
        }));
        Assert.Equal(5, panorama.Members.Count);
        Assert.True(IsNear(panorama.Image.Size(), new Size((int)(320 + 360 * Math.Abs(east)), (int)(240 + 360 * Math.Abs(south))), 0.09), $"{panorama.Image.Size()} by {panorama.Solver}");
    }

    private Panorama Stitched(IEnumerable<Mat> images, StitchOptions? options = null)
    {
        StitchResult result = new PanoramaStitcher(options ?? Classic).Stitch([.. images.Select((m, i) => new SourceImage($"{i}.png", m))]);
        return Assert.Single(result.Panoramas);
    }

    private static Mat Turned(Mat image, int turns)
    {
        for (int i = 0; i < turns; i++)
            Cv2.Rotate(image, image, RotateFlags.Rotate90Clockwise);
        return image;
    }

    private static bool IsNear(Size size, Size expected, double tolerance) =>
        Math.Abs(size.Width - expected.Width) <= tolerance * expected.Width && Math.Abs(size.Height - expected.Height) <= tolerance * expected.Height;
}
