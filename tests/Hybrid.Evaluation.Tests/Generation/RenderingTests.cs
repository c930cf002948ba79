using Hybrid.Evaluation.Generation;
using Hybrid.Evaluation.Generation.Rendering;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Generation;

public class RenderingTests
{
    [Fact]
    public void A_camera_straight_above_sees_the_plane_at_its_scale()
    {
        Homography h = new CameraView(0.5, 0.5, 2).TextureFromView(101, 51, 1001, 801);
        Assert.Equal(500, h.Apply(new Point2d(50, 25)).X, 1e-9);
        Assert.Equal(400, h.Apply(new Point2d(50, 25)).Y, 1e-9);
        Assert.Equal(520, h.Apply(new Point2d(60, 25)).X, 1e-9);
        Assert.Equal(390, h.Apply(new Point2d(50, 20)).Y, 1e-9);
    }

    [Fact]
    public void A_tilt_foreshortens_across_its_axis_only()
    {
        Homography h = new CameraView(TexelsPerPixel: 1, TiltDegrees: 60, AxisDegrees: 90).TextureFromView(200, 200, 1001, 1001);
        var center = new Point2d(99.5, 99.5);
        double along = h.Apply(new Point2d(99.5, 100)).Y - h.Apply(new Point2d(99.5, 99)).Y;
        double across = h.Apply(new Point2d(100, 99.5)).X - h.Apply(new Point2d(99, 99.5)).X;
        Assert.Equal(500, h.Apply(center).X, 1e-6);
        Assert.Equal(1, along, 1e-3);
        Assert.Equal(2, across, 1e-3);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(77UL)]
    public void A_wavy_motion_is_undone_by_its_inverse(ulong seed)
    {
        var motion = new WavyMotion(new Homography(1.02, 0.03, 5, -0.02, 0.99, -3, 1e-5, 2e-5, 1), new SeededRandom(seed), 4, 96);
        for (int i = 0; i < 50; i++)
        {
            var a = new Point2d(6.3 * i, 240 - 4.1 * i);
            Point2d back = motion.Backward(motion.Forward(a));
            Assert.Equal(a.X, back.X, 1e-7);
            Assert.Equal(a.Y, back.Y, 1e-7);
        }
    }

    [Fact]
    public void Rendering_without_magnification_copies_the_texture()
    {
        using Mat picture = Checks(64, 48);
        Texture texture = Texture.Endless(picture);
        float[] view = LayerRenderer.Render([texture], _ => p => p, 64, 48, 1);
        for (int y = 0; y < 48; y++)
        {
            for (int x = 0; x < 64; x++)
                Assert.Equal(picture.At<Vec3b>(y, x).Item1, view[3 * (y * 64 + x) + 1]);
        }
    }

    [Fact]
    public void Reduction_averages_instead_of_picking()
    {
        using Mat picture = Checks(256, 256);
        Texture texture = Texture.Endless(picture);
        float[] view = LayerRenderer.Render([texture], _ => p => new Point2d(8 * p.X + 3.5, 8 * p.Y + 3.5), 32, 32, 2);
        Assert.All(view, v => Assert.InRange(v, 100f, 155f));
    }

    [Fact]
    public void A_thing_hides_the_background_and_its_flow_is_the_one_seen()
    {
        using var red = new Mat(20, 20, MatType.CV_8UC3, new Scalar(0, 0, 255));
        using var opaque = new Mat(20, 20, MatType.CV_8UC1, Scalar.All(255));
        using var gray = new Mat(64, 64, MatType.CV_8UC3, Scalar.All(90));
        var scene = new Scene(
        [
            new SceneLayer(Texture.Cutout(red, opaque), Homography.Translation(-20, -20), new HomographyMotion(Homography.Translation(6, 0))),
            new SceneLayer(Texture.Endless(gray), Homography.Identity, new HomographyMotion(Homography.Identity)),
        ]);
        Imaging.FlowField flow = scene.Truth(64, 64, out bool[] occluded);
        Assert.Equal(6, flow[30, 30].X);
        Assert.Equal(0, flow[10, 30].X);
        Assert.True(occluded[30 * 64 + 43]);
        Assert.False(occluded[30 * 64 + 30]);
        Assert.False(occluded[30 * 64 + 50]);
        float[] a = scene.RenderA(64, 64, 2), b = scene.RenderB(64, 64, 2);
        Assert.Equal([0, 0, 255], a.AsSpan(3 * (30 * 64 + 25), 3).ToArray());
        Assert.Equal([90, 90, 90], b.AsSpan(3 * (30 * 64 + 22), 3).ToArray());
        Assert.Equal([0, 0, 255], b.AsSpan(3 * (30 * 64 + 43), 3).ToArray());
    }

    [Fact]
    public void Random_streams_fork_independently_and_repeat()
    {
        SeededRandom first = new(9), second = new(9);
        Assert.Equal(first.NextBits(), second.NextBits());
        _ = first.NextBits();
        Assert.Equal(first.Fork(3).NextBits(), second.Fork(3).NextBits());
        Assert.NotEqual(first.Fork(3).NextBits(), first.Fork(4).NextBits());
        double[] normal = [.. Enumerable.Range(0, 20_000).Select(_ => second.Normal())];
        Assert.InRange(normal.Average(), -0.03, 0.03);
        Assert.InRange(normal.Select(v => v * v).Average(), 0.96, 1.04);
    }

    private static Mat Checks(int width, int height)
    {
        var picture = new Mat(height, width, MatType.CV_8UC3);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                picture.Set(y, x, (x + y) % 2 == 0 ? new Vec3b(0, 0, 0) : new Vec3b(255, 255, 255));
        }
        return picture;
    }
}
