using System.Text.Json;
using Hybrid.Neural;
using Hybrid.Tests.Support;

namespace Hybrid.Tests.Neural;

/// <summary>The exported graphs give what PyTorch gave when they were exported.</summary>
public class CascadeFixtureTests
{
    [Theory]
    [InlineData("cascade-s")]
    [InlineData("stereo-s")]
    public void Every_graph_of_the_model_repeats_what_pytorch_computed(string name)
    {
        ModelFolder model = ModelStore.Find(name, Models.Folder);
        using JsonDocument fixtures = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(model.Path, "fixtures.json")));
        using var bag = new TensorBag();
        foreach (JsonProperty input in fixtures.RootElement.GetProperty("inputs").EnumerateObject())
        {
            long[] shape = Shape(input.Value);
            bag.Put(input.Name, Values(input.Value, shape), shape);
        }
        foreach (JsonElement step in fixtures.RootElement.GetProperty("steps").EnumerateArray())
        {
            (string, string)[] inputs = Names(step.GetProperty("inputs")), outputs = Names(step.GetProperty("outputs"));
            string graph = step.GetProperty("graph").GetString()!;
            using var session = new OnnxGraph(graph, model.Load(graph), 1, [.. inputs.Select(i => i.Item1)], [.. outputs.Select(o => o.Item1)]);
            session.Run(bag, inputs, outputs);
        }
        int compared = 0;
        foreach (JsonProperty expected in fixtures.RootElement.GetProperty("expected").EnumerateObject())
        {
            ReadOnlySpan<float> actual = bag[expected.Name].GetTensorDataAsSpan<float>();
            Assert.Equal(Shape(expected.Value), bag[expected.Name].GetTensorTypeAndShape().Shape);
            int stride = expected.Value.GetProperty("stride").GetInt32();
            int i = 0;
            foreach (JsonElement value in expected.Value.GetProperty("values").EnumerateArray())
            {
                double want = value.GetDouble(), got = actual[i++ * stride];
                Assert.True(Math.Abs(want - got) <= 1e-3 * Math.Max(1, Math.Abs(want)), $"{expected.Name}[{(i - 1) * stride}]: {got} instead of {want}");
                compared++;
            }
        }
        Assert.True(compared > 500, $"{compared} values");
    }

    private static long[] Shape(JsonElement tensor) => [.. tensor.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];

    private static float[] Values(JsonElement tensor, long[] shape)
    {
        if (tensor.TryGetProperty("values", out JsonElement values))
            return [.. values.EnumerateArray().Select(e => e.GetSingle())];
        int area = (int)(shape[2] * shape[3]);
        return [.. tensor.GetProperty("channel_values").EnumerateArray().SelectMany(e => Enumerable.Repeat(e.GetSingle(), area))];
    }

    private static (string, string)[] Names(JsonElement map) => [.. map.EnumerateObject().Select(p => (p.Name, p.Value.GetString()!))];
}
