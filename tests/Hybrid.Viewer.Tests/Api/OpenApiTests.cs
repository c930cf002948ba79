using System.Text.Json;
using Hybrid.Viewer.Tests.Support;

namespace Hybrid.Viewer.Tests.Api;

/// <summary>The description of the API describes what there is.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task It_has_every_route_and_no_other()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.Quick);
        using JsonDocument document = JsonDocument.Parse(await viewer.Bytes("/api/openapi.json"));
        string[] described = [.. document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(v => $"{v.Name.ToUpperInvariant()} {p.Name}")).Order(StringComparer.Ordinal)];
        string[] there = [.. viewer.Server.Routes.Where(r => r.Contains(" /api/", StringComparison.Ordinal) && !r.EndsWith("openapi.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(there, described);
    }

    [Fact]
    public async Task The_files_and_settings_of_each_kind_are_those_that_it_takes()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.Quick);
        using JsonDocument document = JsonDocument.Parse(await viewer.Bytes("/api/openapi.json"));
        using JsonDocument status = JsonDocument.Parse(await viewer.Bytes("/api/status"));
        foreach (JsonElement kind in status.RootElement.GetProperty("kinds").EnumerateArray())
        {
            JsonElement schema = document.RootElement.GetProperty("paths").GetProperty($"/api/{kind.GetProperty("name").GetString()}")
                .GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("multipart/form-data").GetProperty("schema");
            string[] described = [.. schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Except(["method", "example", "pair", "run"])];
            string[] taken = [.. kind.GetProperty("files").EnumerateArray().Concat(kind.GetProperty("settings").EnumerateArray()).Select(f => f.GetProperty("name").GetString()!).Except(["method"])];
            Assert.Equal(taken, described);
        }
    }
}
