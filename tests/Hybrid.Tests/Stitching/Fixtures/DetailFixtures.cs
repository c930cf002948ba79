using System.Text.Json;
using Hybrid.Tests.Support;

namespace Hybrid.Tests.Stitching.Fixtures;

/// <summary>What OpenCV's detail namespace computes, as make.py of this folder wrote it.</summary>
internal static class DetailFixtures
{
    public static JsonElement Surfaces => Read("surfaces.json");

    public static JsonElement Gains => Read("gains.json");

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetDouble())];

    private static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Models.Folder, "..", "tests", "Hybrid.Tests", "Stitching", "Fixtures", name))).RootElement;
}
