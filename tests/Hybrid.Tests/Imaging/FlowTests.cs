using System.Numerics;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Imaging;

public class FlowTests
{
    private static readonly Homography s_ab = new(1.02, 0.05, 3, -0.04, 0.98, -2, 2e-4, -1e-4, 1);
    private static readonly Homography s_bc = new(0.97, -0.03, -2, 0.02, 1.03, 1, -1e-4, 1e-4, 1);

    [Fact]
    public void Composing_two_homographies_flows_is_the_flow_of_their_product()
    {
        FlowField composed = FlowOperations.Compose(s_ab.ToFlow(90, 70), s_bc.ToFlow(90, 70));
        FlowField expected = (s_bc * s_ab).ToFlow(90, 70);
        Assert.True(LargestError(composed, expected, out int compared) < 5e-3);
        Assert.True(compared > 5000);
    }

    [Fact]
    public void Composing_with_no_motion_changes_nothing() => Pictures.ForAllSeeds(seed =>
    {
        FlowField flow = Pictures.RandomFlow(seed, unknown: 0);
        FlowField still = new(flow.Width, flow.Height);
        return FlowOperations.Compose(still, flow).Data.AsSpan().SequenceEqual(flow.Data);
    });

    [Fact]
    public void Resizing_commutes_with_the_flow_of_a_homography()
    {
        FlowField resized = FlowOperations.Resize(s_ab.ToFlow(120, 80), 60, 160);
        FlowField expected = s_ab.Conjugate(0.5, 2, 0.5, 2).ToFlow(60, 160);
        // Bilinear interpolation of a field that is nearly linear; outermost pixels lie beyond the old centres.
        Assert.True(LargestError(resized, expected, out _, margin: 2) < 2e-3);
    }

    [Fact]
    public void Resizing_to_the_same_size_changes_nothing() => Pictures.ForAllSeeds(seed =>
    {
        FlowField flow = Pictures.RandomFlow(seed);
        FlowField same = FlowOperations.Resize(flow, flow.Width, flow.Height);
        return LargestError(same, flow, out _) < 1e-4 && Unknown(same) == Unknown(flow);
    });

    [Fact]
    public void Inverting_the_flow_of_a_homography_gives_that_of_its_inverse()
    {
        FlowField inverse = FlowOperations.Invert(s_ab.ToFlow(90, 70), 90, 70);
        Assert.True(LargestError(inverse, s_ab.Inverse()!.Value.ToFlow(90, 70), out int compared) < 5e-3);
        Assert.True(compared > 5000);
    }

    [Fact]
    public void What_an_object_uncovers_stays_unknown_in_the_inverse()
    {
        var flow = new FlowField(40, 20);
        for (int y = 5; y < 15; y++)
        {
            for (int x = 10; x < 20; x++)
                flow[x, y] = new Vector2(8, 0);
        }
        FlowField inverse = FlowOperations.Invert(flow, 40, 20);
        Assert.Equal(new Vector2(-8, 0), inverse[24, 10]);
        Assert.Equal(Vector2.Zero, inverse[35, 10]);
        Assert.False(inverse.IsKnown(13, 10));
    }

    [Fact]
    public void Forward_and_backward_flow_of_a_homography_are_consistent()
    {
        FlowField forward = s_ab.ToFlow(90, 70), backward = s_ab.Inverse()!.Value.ToFlow(90, 70);
        ScalarMap error = FlowConsistency.Error(forward, backward);
        Assert.True(error.Data.Where(e => !float.IsNaN(e)).Max() < 5e-3);
        using Mat occlusion = FlowConsistency.Occlusion(forward, backward);
        for (int y = 0; y < 70; y++)
        {
            for (int x = 0; x < 90; x++)
            {
                Point2d b = s_ab.Apply(new Point2d(x, y));
                bool outside = b.X < 0 || b.Y < 0 || b.X > 89 || b.Y > 69;
                if (Math.Min(Math.Min(Math.Abs(b.X), Math.Abs(b.Y)), Math.Min(Math.Abs(b.X - 89), Math.Abs(b.Y - 69))) > 1e-3)
                    Assert.Equal(outside ? 255 : 0, occlusion.At<byte>(y, x));
            }
        }
    }

    [Fact]
    public void Sampling_a_linear_field_is_exact_inside_and_unknown_outside() => Pictures.ForAllSeeds(seed =>
    {
        var random = new Random(seed);
        var flow = new FlowField(9, 7);
        for (int y = 0; y < 7; y++)
        {
            for (int x = 0; x < 9; x++)
                flow[x, y] = new Vector2(2 * x - y, 0.5f * y + 1);
        }
        float px = (float)random.NextDouble() * 8, py = (float)random.NextDouble() * 6;
        Vector2 d = flow.Sample(px, py) - new Vector2(2 * px - py, 0.5f * py + 1);
        return d.Length() < 1e-4 && float.IsNaN(flow.Sample(-0.01f, py).X) && float.IsNaN(flow.Sample(px, 6.01f).X) && !float.IsNaN(flow.Sample(8, 6).X);
    });

    [Fact]
    public void An_unknown_neighbour_counts_only_where_it_has_weight()
    {
        var map = new ScalarMap(2, 2, [1, float.NaN, 3, 4]);
        Assert.Equal(1, map.Sample(0, 0));
        Assert.Equal(2, map.Sample(0, 0.5f));
        Assert.True(float.IsNaN(map.Sample(0.5f, 0)));
        Assert.Equal(3.5f, map.Sample(0.5f, 1));
    }

    [Fact]
    public void Points_beyond_the_horizon_have_no_flow()
    {
        var tilted = new Homography(1, 0, 0, 0, 1, 0, 0.0125, 0, -1);
        FlowField flow = tilted.ToFlow(101, 3);
        Assert.True(flow.IsKnown(10, 1));
        Assert.False(flow.IsKnown(80, 1));
        Assert.False(flow.IsKnown(90, 1));
    }

    [Fact]
    public void Warping_by_a_whole_number_of_pixels_copies_them()
    {
        using Mat image = Pictures.Ramp(30, 20, MatType.CV_8UC3);
        using Mat warped = Homography.Translation(4, -3).WarpToA(image, image.Size(), out Mat mask);
        using (mask)
        {
            for (int y = 0; y < 20; y++)
            {
                for (int x = 0; x < 30; x++)
                {
                    bool inside = x + 4 < 30 && y - 3 >= 0;
                    Assert.Equal(inside ? 255 : 0, mask.At<byte>(y, x));
                    Assert.Equal(inside ? image.At<Vec3b>(y - 3, x + 4) : default, warped.At<Vec3b>(y, x));
                }
            }
        }
    }

    [Fact]
    public void Warping_agrees_with_bilinear_sampling()
    {
        using Mat image = Pictures.Ramp(40, 30, MatType.CV_32FC1);
        FlowField flow = s_ab.ToFlow(40, 30);
        flow[5, 5] = new Vector2(float.NaN);
        using Mat warped = Warp.Backward(image, flow, out Mat mask);
        using (mask)
        {
            Assert.Equal(0, mask.At<byte>(5, 5));
            var map = new ScalarMap(40, 30);
            for (int y = 0; y < 30; y++)
                MatRows.Row<float>(image, y).CopyTo(map.Row(y));
            for (int y = 0; y < 30; y++)
            {
                for (int x = 0; x < 40; x++)
                {
                    if (mask.At<byte>(y, x) != 0)
                        Assert.Equal(map.Sample(x + flow[x, y].X, y + flow[x, y].Y), warped.At<float>(y, x), 2e-3f);
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(40_000, 10)]
    [InlineData(30_000, 30_000)]
    [InlineData(long.MaxValue / 2, 4)]
    public void A_warp_that_cannot_be_held_is_refused(long width, long height) =>
        Assert.Throws<InputException>(() => Warp.CheckSize(width, height));

    private static int Unknown(FlowField flow) => flow.Data.Count(float.IsNaN);

    private static double LargestError(FlowField a, FlowField b, out int compared, int margin = 0)
    {
        double largest = 0;
        compared = 0;
        for (int y = margin; y < a.Height - margin; y++)
        {
            for (int x = margin; x < a.Width - margin; x++)
            {
                if (!a.IsKnown(x, y) || !b.IsKnown(x, y))
                    continue;
                largest = Math.Max(largest, (a[x, y] - b[x, y]).Length());
                compared++;
            }
        }
        return largest;
    }
}
