using System.Numerics;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Imaging;

public class ColorTests
{
    [Fact]
    public void Flow_is_white_at_rest_saturated_at_full_length_and_black_where_unknown()
    {
        var flow = new FlowField(4, 1, [0, 0, 1, 0, -1, 0, float.NaN, float.NaN]);
        using Mat image = FlowColors.Render(flow, 1);
        Assert.Equal(new Vec3b(255, 255, 255), image.At<Vec3b>(0, 0));
        // To the right is red, to the left cyan, as in the benchmark's own picture.
        Vec3b right = image.At<Vec3b>(0, 1), left = image.At<Vec3b>(0, 2);
        Assert.True(right.Item2 > 250 && right.Item0 < 10, $"{right}");
        Assert.True(left.Item2 < 10 && left.Item0 > 150, $"{left}");
        Assert.Equal(new Vec3b(0, 0, 0), image.At<Vec3b>(0, 3));
    }

    [Fact]
    public void Neighbouring_directions_have_neighbouring_colours()
    {
        var flow = new FlowField(720, 1);
        for (int x = 0; x < 720; x++)
            flow[x, 0] = new Vector2(MathF.Cos(x * MathF.PI / 360), MathF.Sin(x * MathF.PI / 360));
        using Mat image = FlowColors.Render(flow, 1.001f);
        for (int x = 0; x < 720; x++)
        {
            Vec3b a = image.At<Vec3b>(0, x), b = image.At<Vec3b>(0, (x + 1) % 720);
            Assert.True(Math.Abs(a.Item0 - b.Item0) + Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 50, $"{x}: {a} {b}");
        }
    }

    [Fact]
    public void A_map_is_clamped_and_unknown_is_black()
    {
        var map = new ScalarMap(4, 1, [-5, 0.5f, 9, float.NaN]);
        using Mat gray = MapColors.ToGray8(map, 0, 1);
        Assert.Equal([0, 128, 255, 0], MatRows.Row<byte>(gray, 0).ToArray());
        using Mat color = MapColors.Render(map, 0, 1);
        Assert.Equal(new Vec3b(0, 0, 0), color.At<Vec3b>(0, 3));
        Assert.NotEqual(new Vec3b(0, 0, 0), color.At<Vec3b>(0, 0));
        using Mat legend = MapColors.RenderWithLegend(new ScalarMap(50, 60), 0, 3);
        Assert.Equal(new Size(122, 60), legend.Size());
    }

    [Fact]
    public void Identical_images_overlay_to_grey_and_others_to_red_and_cyan()
    {
        using Mat image = Pictures.Ramp(20, 10, MatType.CV_8UC1);
        using Mat same = Overlay.RedCyan(image, image);
        Vec3b p = same.At<Vec3b>(4, 7);
        Assert.True(p.Item0 == p.Item1 && p.Item1 == p.Item2);
        using var black = new Mat(10, 20, MatType.CV_8UC1, Scalar.All(0));
        using Mat red = Overlay.RedCyan(image, black);
        Assert.True(red.At<Vec3b>(4, 7) is { Item0: 0, Item1: 0, Item2: > 0 });
    }

    [Fact]
    public void Blend_and_checkerboard_show_only_A_where_B_is_unknown()
    {
        using Mat a = Pictures.Ramp(64, 64, MatType.CV_8UC3);
        using var b = new Mat(64, 64, MatType.CV_16UC1, Scalar.All(65535));
        using var none = new Mat(64, 64, MatType.CV_8UC1, Scalar.All(0));
        using var all = new Mat(64, 64, MatType.CV_8UC1, Scalar.All(255));
        using Mat blendNone = Overlay.Blend(a, b, none);
        using Mat boardNone = Overlay.Checkerboard(a, b, none);
        Assert.Equal(0, Pictures.LargestDifference(a, blendNone));
        Assert.Equal(0, Pictures.LargestDifference(a, boardNone));
        using Mat board = Overlay.Checkerboard(a, b, all);
        Assert.Equal(a.At<Vec3b>(3, 3), board.At<Vec3b>(3, 3));
        Assert.Equal(new Vec3b(255, 255, 255), board.At<Vec3b>(3, 40));
    }

    [Fact]
    public void Matches_are_drawn_across_two_images_of_different_kinds()
    {
        using Mat a = Pictures.Ramp(40, 30, MatType.CV_8UC1);
        using Mat b = Pictures.Ramp(50, 20, MatType.CV_16UC3);
        using Mat drawn = MatchDrawing.Draw(a, b, [(new Point2d(3, 4), new Point2d(10, 10)), (new Point2d(30, 20), new Point2d(40, 12))]);
        Assert.Equal(new Size(90, 30), drawn.Size());
        using Mat without = MatchDrawing.Draw(a, b, []);
        Assert.True(Pictures.LargestDifference(drawn, without) > 50);
    }
}
