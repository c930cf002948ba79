using System.Text.Json;
using Hybrid.Neural;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Neural;

/// <summary>The exported overlap network.</summary>
public class OverlapNetTests
{
    private static readonly OverlapNet Network = new(ModelStore.Find(OverlapNet.DefaultModel, Models.Folder), 2);

    [Fact]
    public void The_graph_repeats_what_pytorch_computed()
    {
        ModelFolder model = ModelStore.Find(OverlapNet.DefaultModel, Models.Folder);
        using JsonDocument fixtures = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(model.Path, "fixtures.json")));
        using var bag = new TensorBag();
        foreach (JsonProperty input in fixtures.RootElement.GetProperty("inputs").EnumerateObject())
        {
            bag.Put(input.Name, [.. input.Value.GetProperty("values").EnumerateArray().Select(e => e.GetSingle())],
                [.. input.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())]);
        }
        string[] outputs = ["logits_a", "logits_b", "overlaps"];
        using var graph = new OnnxGraph("overlap", model.Load("overlap.onnx"), 1, ["image_a", "image_b"], outputs);
        graph.Run(bag, [("image_a", "image_a"), ("image_b", "image_b")], [.. outputs.Select(o => (o, o))]);
        foreach (JsonProperty expected in fixtures.RootElement.GetProperty("expected").EnumerateObject())
        {
            ReadOnlySpan<float> actual = bag[expected.Name].GetTensorDataAsSpan<float>();
            int stride = expected.Value.GetProperty("stride").GetInt32(), i = 0;
            foreach (JsonElement value in expected.Value.GetProperty("values").EnumerateArray())
                Assert.Equal(value.GetDouble(), actual[i++ * stride], 2e-3 * Math.Max(1, Math.Abs(value.GetDouble())));
        }
    }

    [Fact]
    public void Exchanging_the_images_exchanges_the_answers()
    {
        using Mat scene = Scenes.Textured(420, 240, 3);
        using Mat a = scene[new Rect(0, 0, 320, 240)].Clone(), b = scene[new Rect(100, 0, 320, 240)].Clone();
        OverlapLogits one = Network.Predict(a, b), two = Network.Predict(b, a);
        Assert.Equal(one.Probability, two.Probability, 0.02);
        // Nearly: the plane's error is measured in the second image.
        Assert.InRange(Different(one.A.Data, two.B.Data) + Different(one.B.Data, two.A.Data), 0, 0.03);

        static double Different(float[] a, float[] b) => a.Zip(b).Count(p => p.First > 0 != p.Second > 0) / (double)a.Length;
    }

    [Theory]
    [InlineData(1, 1, 40, 700)]
    [InlineData(333, 77, 640, 480)]
    public void Images_of_any_size_are_taken(int widthA, int heightA, int widthB, int heightB)
    {
        using Mat a = Scenes.Noise(widthA, heightA, 1), b = Scenes.Noise(widthB, heightB, 2);
        OverlapLogits logits = Network.Predict(a, b);
        Assert.InRange(logits.Probability, 0, 1);
        Assert.True(logits.A.Width % 16 == 0 && logits.B.Height % 16 == 0);
        Assert.All(logits.A.Data, v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void Runs_at_the_same_time_give_the_same_result()
    {
        using Mat a = Scenes.Textured(160, 120, 5), b = Scenes.Textured(160, 120, 6);
        OverlapLogits alone = Network.Predict(a, b);
        float[][] together = new float[4][];
        Parallel.For(0, together.Length, i => together[i] = Network.Predict(a, b).A.Data);
        Assert.All(together, t => Assert.Equal(alone.A.Data, t));
    }

    [Fact]
    public void A_model_of_another_task_is_refused() =>
        Assert.Contains("cascade", Assert.Throws<InputException>(() => new OverlapNet(Models.Cascade, 1)).Message, StringComparison.Ordinal);
}
