using Hybrid.Neural;
using Hybrid.Tests.Support;

namespace Hybrid.Tests.Neural;

public sealed class ConvexUpsamplingTests : IDisposable
{
    private const int Width = 13, Height = 7;
    private readonly TensorBag _bag = new();

    public ConvexUpsamplingTests()
    {
        var random = new Random(5);
        _bag.Put("flow", [.. Enumerable.Range(0, 2 * Width * Height).Select(_ => 20 * random.NextSingle() - 10)], 1, 2, Height, Width);
        // Logits as far apart as a sure network gives, beyond what a softmax without its maximum taken off would bear.
        _bag.Put("mask", [.. Enumerable.Range(0, 144 * Width * Height).Select(_ => 300 * random.NextSingle() - 100)], 1, 144, Height, Width);
    }

    [Fact]
    public void It_gives_what_the_graph_of_the_model_gives()
    {
        using var graph = new OnnxGraph("combine", Models.Cascade.Load("combine.onnx"), 1, ["flow", "mask"], ["flow_out"]);
        graph.Run(_bag, [("flow", "flow"), ("mask", "mask")], [("flow_out", "expected")]);
        ReadOnlySpan<float> expected = _bag["expected"].GetTensorDataAsSpan<float>();
        float[] actual = ConvexUpsampling.Combine(_bag["flow"], _bag["mask"], 1);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-4f);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing() =>
        Assert.Equal(ConvexUpsampling.Combine(_bag["flow"], _bag["mask"], 1), ConvexUpsampling.Combine(_bag["flow"], _bag["mask"], 4));

    public void Dispose() => _bag.Dispose();
}
