using System.Text.Json;
using Hybrid.Classical;
using Hybrid.Imaging;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Classical.InverseSearch;

/// <summary>What OpenCV finds on crops of two embedded pairs; written by Fixtures/write.py.</summary>
internal static class InverseSearchFixtures
{
    private static readonly string Folder = Path.Combine(Models.Folder, "..", "tests", "Hybrid.Tests", "Classical", "InverseSearch", "Fixtures");

    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "cases.json"))).RootElement.EnumerateArray()];

    public static (Mat A, Mat B) Pair(string name) => (Read($"{name}_1.png"), Read($"{name}_2.png"));

    /// <summary>A case's images, options as OpenCV 4.6 has them, the flow that it starts from, and OpenCV's flow.</summary>
    public static (Mat A, Mat B, InverseSearchOptions Options, FlowField? Initial, FlowField Flow) Case(string name)
    {
        JsonElement settings = Cases.Single(c => c.GetProperty("name").GetString() == name);
        (Mat a, Mat b) = Pair(settings.GetProperty("pair").GetString()!);
        InverseSearchOptions options = InverseSearchOptions.Of((InverseSearchPreset)settings.GetProperty("preset").GetInt32());
        options = options with
        {
            // OpenCV 4.6 has no other.
            VariationalEpsilon = 0.001f,
            FinestScale = Number("finest") ?? options.FinestScale,
            GradientDescentIterations = Number("steps") ?? options.GradientDescentIterations,
            PatchSize = Number("patch") ?? options.PatchSize,
            PatchStride = Number("stride") ?? options.PatchStride,
            MeanNormalization = !settings.TryGetProperty("mean", out JsonElement mean) || mean.GetBoolean(),
            SpatialPropagation = !settings.TryGetProperty("propagation", out JsonElement propagation) || propagation.GetBoolean(),
        };
        FlowField? initial = null;
        if (settings.TryGetProperty("initial", out JsonElement vector))
            initial = Constant(a.Width, a.Height, vector[0].GetSingle(), vector[1].GetSingle());
        return (a, b, options, initial, Flow($"{name}.png"));

        int? Number(string property) => settings.TryGetProperty(property, out JsonElement value) ? value.GetInt32() : null;
    }

    public static FlowField Constant(int width, int height, float u, float v)
    {
        var flow = new FlowField(width, height);
        for (int i = 0; i < flow.Data.Length; i++)
            flow.Data[i] = i % 2 == 0 ? u : v;
        return flow;
    }

    private static Mat Read(string file) => Cv2.ImRead(Path.Combine(Folder, file), ImreadModes.Grayscale);

    private static FlowField Flow(string file)
    {
        using Mat image = Cv2.ImRead(Path.Combine(Folder, file), ImreadModes.Unchanged);
        var flow = new FlowField(image.Width, image.Height);
        for (int y = 0; y < flow.Height; y++)
        {
            Span<ushort> row = MatRows.Row<ushort>(image, y);
            for (int x = 0; x < flow.Width; x++)
                flow[x, y] = new((row[3 * x + 2] - 32768) / 64f, (row[3 * x + 1] - 32768) / 64f);
        }
        return flow;
    }
}
