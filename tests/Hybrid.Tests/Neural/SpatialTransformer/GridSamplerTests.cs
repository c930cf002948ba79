using System.Text.Json;
using Hybrid.Neural;

namespace Hybrid.Tests.Neural;

/// <summary>The sampler against PyTorch, ONNX Runtime, finite differences and itself.</summary>
public class GridSamplerTests
{
    private static readonly int[] Threads = [1, 2, 7];

    [Fact]
    public void Every_way_to_sample_repeats_what_pytorch_computed_forward_and_backward()
    {
        foreach ((string name, SamplerOptions options) in SamplerFixtures.Cases())
        {
            JsonElement expected = SamplerFixtures.Sampling.GetProperty("cases").GetProperty(name);
            SampleShape shape = SamplerFixtures.Shape;
            float[] output = new float[shape.OutputLength], image = new float[shape.InputLength], grid = new float[shape.GridLength];
            GridSampler.Forward(SamplerFixtures.Image, shape, SamplerFixtures.Grid, output, options);
            SamplerFixtures.Close(SamplerFixtures.Numbers(expected.GetProperty("output")), output, 1e-5, name);
            GridSampler.Backward(SamplerFixtures.Image, shape, SamplerFixtures.Grid, SamplerFixtures.OutputGradient, image, grid, options);
            SamplerFixtures.Close(SamplerFixtures.Numbers(expected.GetProperty("image_gradient")), image, 1e-5, name + " by the image");
            SamplerFixtures.Close(SamplerFixtures.Numbers(expected.GetProperty("grid_gradient")), grid, 5e-5, name + " by the grid");
        }
    }

    [Fact]
    public void Every_way_to_sample_repeats_what_onnx_runtime_computes()
    {
        (string Name, SamplerOptions Options)[] cases = [.. SamplerFixtures.Cases()];
        byte[] model = File.ReadAllBytes(Path.Combine(SamplerFixtures.Folder, "grid-sample-all.onnx"));
        using var graph = new OnnxGraph("grid-sample-all", model, 1, ["image", "grid"], [.. cases.Select(c => c.Name)]);
        var shape = new SampleShape(1, 3, 23, 31, 19, 27);
        var random = new Random(3);
        float[] image = [.. Enumerable.Range(0, shape.InputLength).Select(_ => random.NextSingle())];
        float[] grid = [.. Enumerable.Range(0, shape.GridLength).Select(_ => 3 * random.NextSingle() - 1.5f)];
        using var bag = new TensorBag();
        bag.Put("image", image, 1, 3, 23, 31);
        bag.Put("grid", grid, 1, 19, 27, 2);
        graph.Run(bag, [("image", "image"), ("grid", "grid")], [.. cases.Select(c => (c.Name, c.Name))]);
        foreach ((string name, SamplerOptions options) in cases)
        {
            var output = new float[shape.OutputLength];
            GridSampler.Forward(image, shape, grid, output, options);
            SamplerFixtures.Close(output, bag[name].GetTensorDataAsSpan<float>(), 1e-5, name);
        }
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        var shape = new SampleShape(1, 3, 12, 14, 9, 11);
        var random = new Random(7);
        float[] image = Smooth(shape, random);
        float[] weight = [.. Enumerable.Range(0, shape.OutputLength).Select(_ => random.NextSingle() - 0.5f)];
        foreach ((string name, SamplerOptions options) in SamplerFixtures.Cases())
        {
            // In the middle between pixels, where bilinear sampling has a derivative, inside and outside the image.
            float[] grid = [.. Enumerable.Range(0, shape.GridLength).Select(i => Middle(random.Next(-3, 15), i % 2 == 0 ? shape.Width : shape.Height, options))];
            float[] byImage = new float[shape.InputLength], byGrid = new float[shape.GridLength];
            GridSampler.Backward(image, shape, grid, weight, byImage, byGrid, options);
            for (int i = 0; i < shape.InputLength; i += 17)
                Agree(byImage[i], Slope(image, i, 0.05f, () => Loss(image, shape, grid, weight, options)), $"{name} by image {i}");
            if (options.Interpolation == SampleInterpolation.Nearest)
                continue;
            for (int i = 0; i < shape.GridLength; i += 13)
                Agree(byGrid[i], Slope(grid, i, 2e-3f, () => Loss(image, shape, grid, weight, options)), $"{name} by place {i}");
        }
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        var shape = new SampleShape(2, 5, 33, 41, 37, 29);
        var random = new Random(1);
        float[] image = Smooth(shape, random), weight = [.. Enumerable.Range(0, shape.OutputLength).Select(_ => random.NextSingle())];
        float[] grid = [.. Enumerable.Range(0, shape.GridLength).Select(_ => 2.4f * random.NextSingle() - 1.2f)];
        foreach ((string name, SamplerOptions options) in SamplerFixtures.Cases())
        {
            float[][] results = [.. Threads.SelectMany(threads =>
            {
                SamplerOptions own = options with { Threads = threads };
                float[] output = new float[shape.OutputLength], byImage = new float[shape.InputLength], byGrid = new float[shape.GridLength];
                GridSampler.Forward(image, shape, grid, output, own);
                GridSampler.Backward(image, shape, grid, weight, byImage, byGrid, own);
                return new[] { output, byImage, byGrid };
            })];
            for (int i = 3; i < results.Length; i++)
                Assert.True(results[i % 3].AsSpan().SequenceEqual(results[i]), name);
        }
    }

    [Fact]
    public void An_output_larger_than_a_tile_is_that_of_its_places_one_by_one()
    {
        var shape = new SampleShape(1, 3, 21, 34, 19, 657);
        var random = new Random(11);
        float[] image = Smooth(shape, random), gradient = [.. Enumerable.Range(0, shape.OutputLength).Select(_ => random.NextSingle() - 0.5f)];
        float[] grid = [.. Enumerable.Range(0, shape.GridLength).Select(_ => 2.6f * random.NextSingle() - 1.3f)];
        foreach ((string name, SamplerOptions options) in SamplerFixtures.Cases())
        {
            float[] output = new float[shape.OutputLength], byImage = new float[shape.InputLength], byGrid = new float[shape.GridLength];
            GridSampler.Forward(image, shape, grid, output, options);
            GridSampler.Backward(image, shape, grid, gradient, byImage, byGrid, options);
            var single = new SampleShape(1, 3, 21, 34, 1, 1);
            float[] sum = new float[shape.InputLength], value = new float[3], part = new float[shape.InputLength], slope = new float[2];
            for (int i = 0; i < shape.OutputPlane; i++)
            {
                float[] place = [grid[2 * i], grid[2 * i + 1]], by = [gradient[i], gradient[shape.OutputPlane + i], gradient[2 * shape.OutputPlane + i]];
                GridSampler.Forward(image, single, place, value, options);
                GridSampler.Backward(image, single, place, by, part, slope, options);
                for (int c = 0; c < 3; c++)
                    Assert.Equal(value[c], output[c * shape.OutputPlane + i], 1e-5);
                Assert.Equal(slope[0], byGrid[2 * i], 1e-3);
                Assert.Equal(slope[1], byGrid[2 * i + 1], 1e-3);
                for (int k = 0; k < sum.Length; k++)
                    sum[k] += part[k];
            }
            SamplerFixtures.Close(sum, byImage, 1e-4, name);
        }
    }

    [Fact]
    public void An_image_of_one_pixel_and_places_that_are_not_numbers_are_read()
    {
        var shape = new SampleShape(1, 1, 1, 1, 1, 3);
        foreach ((string name, SamplerOptions options) in SamplerFixtures.Cases())
        {
            var output = new float[3];
            float[] byImage = new float[1], byGrid = new float[6], grid = [0, 0, float.NaN, 0, float.PositiveInfinity, float.NegativeInfinity];
            GridSampler.Forward([5], shape, grid, output, options);
            GridSampler.Backward([5], shape, grid, [1, 1, 1], byImage, byGrid, options);
            Assert.Equal(5, output[0], 1e-5);
            Assert.Equal(0, output[1]);
            Assert.All(output, v => Assert.True(float.IsFinite(v), name));
            Assert.All(byGrid, v => Assert.True(float.IsFinite(v), name));
        }
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var shape = new SampleShape(1, 1, 2, 2, 2, 2);
        Assert.Throws<ArgumentException>(() => GridSampler.Forward(new float[3], shape, new float[8], new float[4], new SamplerOptions()));
        Assert.Throws<ArgumentException>(() => GridSampler.Forward(new float[4], shape, new float[7], new float[4], new SamplerOptions()));
        Assert.Throws<ArgumentException>(() => GridSampler.Backward(new float[4], shape, new float[8], new float[4], new float[3], null, new SamplerOptions()));
    }

    private static float[] Smooth(SampleShape shape, Random random) =>
        [.. Enumerable.Range(0, shape.InputLength).Select(i => MathF.Sin(i % shape.Width * 0.7f) + MathF.Cos(i / shape.Width * 0.4f) + 0.3f * random.NextSingle())];

    private static float Middle(int pixel, int size, SamplerOptions options)
    {
        float at = pixel + 0.4f;
        return options.Corners == CornerConvention.PixelEdges ? (2 * at + 1) / size - 1 : 2 * at / (size - 1) - 1;
    }

    private static double Loss(float[] image, SampleShape shape, float[] grid, float[] weight, SamplerOptions options)
    {
        var output = new float[shape.OutputLength];
        GridSampler.Forward(image, shape, grid, output, options);
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
            sum += (double)output[i] * weight[i];
        return sum;
    }

    private static double Slope(float[] values, int index, float step, Func<double> loss)
    {
        float old = values[index];
        values[index] = old + step;
        double up = loss(), actual = values[index];
        values[index] = old - step;
        double down = loss();
        actual -= values[index];
        values[index] = old;
        return (up - down) / actual;
    }

    private static void Agree(double analytic, double numeric, string what) =>
        Assert.True(Math.Abs(analytic - numeric) <= 1e-3 * Math.Max(1, Math.Abs(numeric)), $"{what}: {analytic} against {numeric}");
}
