using System.Text.Json;
using Hybrid.Neural;

namespace Hybrid.Tests.Neural;

/// <summary>Grids against PyTorch, the identity, and the chain from the loss to the parameters.</summary>
public class GridGeneratorTests
{
    private static (string Name, IGridGenerator Generator)[] Generators(int height, int width) =>
    [
        ("affine_edges", new AffineGrid(height, width, CornerConvention.PixelEdges)),
        ("affine_centres", new AffineGrid(height, width, CornerConvention.PixelCentres)),
        ("projective_edges", new ProjectiveGrid(height, width, CornerConvention.PixelEdges)),
        ("tps_edges", new ThinPlateGrid(height, width, CornerConvention.PixelEdges)),
    ];

    [Fact]
    public void Grids_and_their_gradients_are_those_of_pytorch()
    {
        float[] gradient = SamplerFixtures.Numbers(SamplerFixtures.Grids.GetProperty("grid_gradient"));
        foreach ((string name, IGridGenerator generator) in Generators(3, 4))
        {
            JsonElement expected = SamplerFixtures.Grids.GetProperty(name);
            float[] parameters = SamplerFixtures.Numbers(expected.GetProperty("parameters"));
            SamplerFixtures.Close(SamplerFixtures.Numbers(expected.GetProperty("grid")), generator.Generate(parameters), 1e-5, name);
            SamplerFixtures.Close(SamplerFixtures.Numbers(expected.GetProperty("parameter_gradient")), generator.Backward(parameters, gradient), 2e-5, name);
        }
    }

    [Fact]
    public void Identity_parameters_leave_an_image_as_it_is()
    {
        var random = new Random(4);
        float[] image = [.. Enumerable.Range(0, 2 * 9 * 13).Select(_ => random.NextSingle())];
        foreach (CornerConvention corners in Enum.GetValues<CornerConvention>())
        {
            foreach (IGridGenerator generator in new IGridGenerator[] { new AffineGrid(9, 13, corners), new ProjectiveGrid(9, 13, corners), new ThinPlateGrid(9, 13, corners) })
            {
                var transformer = new SpatialTransformer(generator, new SamplerOptions { Corners = corners });
                SamplerFixtures.Close(image, transformer.Forward(image, 2, 9, 13, transformer.Identity), 1e-5, generator.GetType().Name);
            }
        }
    }

    [Fact]
    public void The_gradient_reaches_the_parameters_through_the_grid()
    {
        const int height = 16, width = 18;
        // Bilinear sampling repeats x, y and xy exactly, so that the loss has no kinks where places cross from pixel to pixel.
        float[] image = [.. Enumerable.Range(0, 2 * height * width).Select(i => Product(i % width / (float)width, i / width % height / (float)height, i / (width * height)))];
        var random = new Random(5);
        foreach ((string name, IGridGenerator generator) in Generators(7, 8))
        {
            CornerConvention corners = name.EndsWith("centres", StringComparison.Ordinal) ? CornerConvention.PixelCentres : CornerConvention.PixelEdges;
            var transformer = new SpatialTransformer(generator, new SamplerOptions { Corners = corners });
            float[] parameters = [.. transformer.Identity.Select((v, i) => (i < 8 ? 0.8f : 1) * v + 0.05f * (random.NextSingle() - 0.5f))];
            float[] weight = [.. Enumerable.Range(0, 2 * 7 * 8).Select(_ => random.NextSingle() - 0.5f)];
            (_, float[] gradient) = transformer.Backward(image, 2, height, width, parameters, weight);
            double largest = gradient.Max(g => Math.Abs(g));
            for (int k = 0; k < parameters.Length; k++)
            {
                double numeric = Slope(transformer, image, height, width, parameters, weight, k);
                Assert.True(Math.Abs(gradient[k] - numeric) <= 1e-3 * largest, $"{name} {k}: {gradient[k]} against {numeric}");
            }
        }
    }

    [Fact]
    public void Backward_mapping_fills_every_pixel_where_forward_mapping_leaves_holes()
    {
        const int side = 40;
        float[] ones = [.. Enumerable.Repeat(1f, side * side)];
        // Turned by 30° and enlarged by a third: the output asks for the inner part of the input.
        (float sin, float cos) = MathF.SinCos(MathF.PI / 6);
        float[] theta = [0.6f * cos, -0.6f * sin, 0, 0.6f * sin, 0.6f * cos, 0];
        var generator = new AffineGrid(side, side, CornerConvention.PixelEdges);
        float[] backward = new SpatialTransformer(generator, new SamplerOptions()).Forward(ones, 1, side, side, theta);
        Assert.All(backward, v => Assert.Equal(1, v, 1e-5));

        // The same map run the other way: each input pixel is written where it goes, rounded to a pixel.
        float[] inverse = [cos / 0.6f, sin / 0.6f, 0, -sin / 0.6f, cos / 0.6f, 0];
        var written = new bool[side * side];
        float[] targets = generator.Generate(inverse);
        for (int i = 0; i < side * side; i++)
        {
            int x = (int)MathF.Floor((targets[2 * i] + 1) * side / 2), y = (int)MathF.Floor((targets[2 * i + 1] + 1) * side / 2);
            if (x >= 0 && x < side && y >= 0 && y < side)
                written[y * side + x] = true;
        }
        Assert.True(written.Count(w => !w) > side * side / 2, "forward mapping leaves holes");
    }

    private static float Product(float x, float y, int channel) => channel == 0 ? x - 2 * y + 3 * x * y : y - x * y;

    private static double Slope(SpatialTransformer transformer, float[] image, int height, int width, float[] parameters, float[] weight, int k)
    {
        // Smaller steps drown in the rounding of places to single precision, larger ones in the curvature.
        const float step = 1e-2f;
        double Loss(float shift)
        {
            float[] moved = [.. parameters];
            moved[k] += shift;
            float[] output = transformer.Forward(image, 2, height, width, moved);
            return output.Zip(weight, (o, w) => (double)o * w).Sum();
        }
        return (Loss(step) - Loss(-step)) / (2 * step);
    }
}
