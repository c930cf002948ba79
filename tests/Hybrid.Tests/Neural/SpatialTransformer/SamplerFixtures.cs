using System.Text.Json;
using Hybrid.Neural;
using Hybrid.Tests.Support;

namespace Hybrid.Tests.Neural;

/// <summary>What PyTorch computed (<c>python3 -m hybrid_training sampler</c> writes it).</summary>
internal static class SamplerFixtures
{
    public static string Folder { get; } = Path.Combine(Models.Folder, "..", "tests", "Hybrid.Tests", "Neural", "SpatialTransformer", "Fixtures");

    public static JsonElement Root { get; } = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "sampler.json"))).RootElement;

    public static JsonElement Sampling => Root.GetProperty("sampling");

    public static JsonElement Grids => Root.GetProperty("grids");

    public static float[] Image { get; } = Numbers(Sampling.GetProperty("image").GetProperty("values"));

    public static float[] Grid { get; } = Numbers(Sampling.GetProperty("grid").GetProperty("values"));

    public static float[] OutputGradient { get; } = Numbers(Sampling.GetProperty("output_gradient"));

    public static SampleShape Shape { get; } = new(2, 2, 5, 7, 4, 5);

    public static float[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetSingle())];

    /// <summary>Every way to sample, with the name of its fixture.</summary>
    public static IEnumerable<(string Name, SamplerOptions Options)> Cases()
    {
        foreach (SampleInterpolation interpolation in Enum.GetValues<SampleInterpolation>())
        {
            foreach (SamplePadding padding in Enum.GetValues<SamplePadding>())
            {
                foreach (CornerConvention corners in Enum.GetValues<CornerConvention>())
                {
                    string name = $"{interpolation}_{padding}_{(corners == CornerConvention.PixelEdges ? "edges" : "centres")}".ToLowerInvariant();
                    yield return (name, new SamplerOptions { Interpolation = interpolation, Padding = padding, Corners = corners, Threads = 2 });
                }
            }
        }
    }

    public static void Close(float[] expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"{what}[{i}]: {actual[i]} instead of {expected[i]}");
    }
}
