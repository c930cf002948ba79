using System.Text.Json;
using Hybrid.Stitching;
using Hybrid.Stitching.Composition;
using Hybrid.Stitching.Composition.Exposure;
using Hybrid.Tests.Stitching.Fixtures;
using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching.Exposure;

public class GainTests
{
    [Fact]
    public void Gains_are_where_the_objectives_slope_is_zero()
    {
        CellOverlap[] overlaps = [new(0, 1, 500, 120, 80), new(1, 2, 300, 90, 100), new(0, 2, 50, 130, 95)];
        long[] areas = [2000, 1800, 2200];
        double[] gains = GainEstimator.Solve(overlaps, areas);
        for (int i = 0; i < 3; i++)
        {
            const double h = 1e-4;
            double Moved(double by) => Objective(overlaps, areas, [.. gains.Select((g, k) => k == i ? g + by : g)]);
            Assert.Equal(0, (Moved(h) - Moved(-h)) / (2 * h) / areas[i], 1e-3);
        }
    }

    [Fact]
    public void Eight_bits_are_multiplied_as_numbers_are()
    {
        using var ramp = new Mat(1, 256, MatType.CV_8UC3);
        for (int i = 0; i < 256; i++)
            ramp.Set(0, i, new Vec3b((byte)i, (byte)i, (byte)i));
        new Gain(0.5, 1, 1.31).Apply(ramp, new Rect(0, 0, 256, 1), new Rect(0, 0, 256, 1));
        for (int i = 0; i < 256; i++)
        {
            Vec3b pixel = ramp.At<Vec3b>(0, i);
            Assert.InRange(pixel.Item0 - 0.5 * i, -0.5, 0.5);
            Assert.Equal(i, pixel.Item1);
            Assert.InRange(pixel.Item2 - Math.Min(255, 1.31 * i), -0.5, 0.5);
        }
    }

    [Fact]
    public void Many_cells_are_solved_as_few_are()
    {
        var random = new Random(3);
        long[] areas = [.. Enumerable.Range(0, 700).Select(_ => (long)random.Next(200, 1000))];
        CellOverlap[] overlaps = [.. Enumerable.Range(0, 699).Select(i => new CellOverlap(i, i + 1, random.Next(50, 400), random.Next(60, 200), random.Next(60, 200)))];
        double[] gains = GainEstimator.Solve(overlaps, areas);
        (Matrix<double> normal, Vector<double> right) = GainEstimator.Normal(overlaps, areas);
        Vector<double> left = normal * Vector<double>.Build.Dense(gains);
        Assert.True((left - right).L2Norm() < 1e-6 * right.L2Norm());
    }

    [Theory]
    [InlineData(ExposureKind.Gain, "gain")]
    [InlineData(ExposureKind.Channels, "channels")]
    [InlineData(ExposureKind.Blocks, "blocks")]
    public void Gains_are_those_of_OpenCVs_compensators(ExposureKind kind, string name)
    {
        JsonElement fixture = DetailFixtures.Gains;
        int width = fixture.GetProperty("width").GetInt32(), height = fixture.GetProperty("height").GetInt32();
        double[][] corners = [.. fixture.GetProperty("corners").EnumerateArray().Select(DetailFixtures.Numbers)], shades = [.. fixture.GetProperty("shades").EnumerateArray().Select(DetailFixtures.Numbers)];
        double[][] expected = [.. fixture.GetProperty("gains").GetProperty(name).EnumerateArray().Select(DetailFixtures.Numbers)];
        SmallLayer[] layers = [.. corners.Zip(shades, (c, s) => Pattern(new Rect((int)c[0], (int)c[1], width, height), s))];
        layers[1].Mask[new Rect(0, 0, 30, 20)].SetTo(Scalar.All(0));
        Gain[] gains = ExposureStage.Estimate(kind, layers);
        for (int i = 0; i < layers.Length; i++)
        {
            if (gains[i].Map is { } map)
            {
                Assert.Equal(expected[i].Length, (int)map.Total());
                for (int k = 0; k < expected[i].Length; k++)
                    Assert.Equal(expected[i][k], map.At<float>(k / map.Cols, k % map.Cols), 1e-4);
            }
            else
            {
                double[] own = [gains[i].Blue, gains[i].Green, gains[i].Red];
                for (int c = 0; c < 3; c++)
                    Assert.Equal(expected[i][kind == ExposureKind.Channels ? c : 0], own[c], 1e-5);
            }
            gains[i].Dispose();
            layers[i].Dispose();
        }
    }

    private static double Objective(CellOverlap[] overlaps, long[] areas, double[] gains)
    {
        double sum = areas.Select((a, i) => a * (1 - gains[i]) * (1 - gains[i]) / 0.01).Sum();
        foreach (CellOverlap o in overlaps)
        {
            double difference = gains[o.A] * o.MeanA - gains[o.B] * o.MeanB;
            // Both orders of the pair.
            sum += o.Count * (2 * difference * difference / 100 + ((1 - gains[o.A]) * (1 - gains[o.A]) + (1 - gains[o.B]) * (1 - gains[o.B])) / 0.01);
        }
        return sum / 2;
    }

    /// <summary>The picture of make.py.</summary>
    private static SmallLayer Pattern(Rect bounds, double[] shade)
    {
        var image = new Mat(bounds.Size, MatType.CV_8UC3);
        for (int v = 0; v < bounds.Height; v++)
        {
            for (int u = 0; u < bounds.Width; u++)
            {
                int x = bounds.X + u, y = bounds.Y + v;
                image.Set(v, u, new Vec3b(
                    (byte)(((3 * x * x + 5 * y + x * y) % 97 + 60) * (int)shade[0] / 100),
                    (byte)(((x * y + 7 * x) % 89 + 70) * (int)shade[1] / 100),
                    (byte)(((5 * x + 3 * y * y) % 101 + 50) * (int)shade[2] / 100)));
            }
        }
        return new SmallLayer(bounds, image, new Mat(bounds.Size, MatType.CV_8UC1, Scalar.All(255)), new Mat(bounds.Size, MatType.CV_8UC1, Scalar.All(255)));
    }
}
