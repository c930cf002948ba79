using System.Numerics;
using Hybrid.Imaging;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Tests.Neural;

public class StackedCascadeTests
{
    [Theory]
    [InlineData(640, 480, 3)]
    [InlineData(800, 640, 3)]
    [InlineData(4000, 3000, 4)]
    public void Stages_grow_geometrically_from_about_200_pixels(int width, int height, int stages)
    {
        IReadOnlyList<Size> sizes = StackedCascade.Sizes(new Size(width, height), stages);
        Assert.Equal(stages - 1, sizes.Count);
        Assert.InRange(sizes[0].Width, 190, 210);
        double ratio = (double)sizes[0].Width / sizes[0].Height;
        Assert.Equal((double)width / height, ratio, 1);
    }

    [Fact]
    public void Small_images_need_one_stage_only() => Assert.Empty(StackedCascade.Sizes(new Size(180, 120), 3));

    [Fact]
    public void Each_stage_starts_from_the_one_before_in_its_own_pixels()
    {
        var network = new Recorder();
        using var a = new Mat(480, 640, MatType.CV_8UC1, Scalar.All(10));
        CascadeFlow flow = StackedCascade.Estimate(network, a, a, 3, new CascadeOptions());
        Assert.Equal(3, network.Calls.Count);
        Assert.Null(network.Calls[0].Start);
        // The recorder adds one pixel of its own frame to whatever it is given.
        double first = 1, second = first * network.Calls[1].Width / network.Calls[0].Width;
        Assert.Equal(second, network.Calls[1].Start!.Value.X, 2);
        Assert.Equal((second + 1) * 640 / network.Calls[1].Width, network.Calls[2].Start!.Value.X, 2);
        Assert.Equal((second + 1) * 640 / network.Calls[1].Width + 1, flow.Forward[320, 240].X, 2);
        Assert.Equal(3, flow.Iterations);
    }

    [Fact]
    public void The_start_of_the_way_back_undoes_the_way_there()
    {
        var there = new FlowField(160, 120);
        for (int y = 0; y < 120; y++)
        {
            for (int x = 0; x < 160; x++)
                there[x, y] = new Vector2(9 + 0.05f * x, -4 + 0.03f * y);
        }
        FlowField back = InverseStart.Of(there);
        double worst = 0;
        for (int y = 16; y < 100; y += 7)
        {
            for (int x = 24; x < 140; x += 7)
                worst = Math.Max(worst, FlowConsistency.ErrorAt(back, there, x, y));
        }
        Assert.True(worst < 0.6, $"{worst:F2} px");
        Assert.False(float.IsNaN(back[0, 119].X));
    }

    private sealed class Recorder : IFlowNetwork
    {
        public List<(int Width, Vector2? Start)> Calls { get; } = [];

        public string Description => "recorder";

        public CascadeFlow Estimate(Mat grayA, Mat grayB, FlowField? initial, CascadeOptions options, CancellationToken cancellationToken = default)
        {
            Calls.Add((grayA.Width, initial?[grayA.Width / 2, grayA.Height / 2]));
            var flow = new FlowField(grayA.Width, grayA.Height);
            for (int y = 0; y < flow.Height; y++)
            {
                for (int x = 0; x < flow.Width; x++)
                    flow[x, y] = (initial?[x, y] ?? Vector2.Zero) + Vector2.UnitX;
            }
            return new CascadeFlow(flow, new ScalarMap(flow.Width, flow.Height), null, null, 1);
        }
    }
}
