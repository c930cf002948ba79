using Hybrid.Alignment;
using Hybrid.Imaging;
using Hybrid.Neural;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Neural;

public sealed class CascadeNetworkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hybrid-models-").FullName;

    [Fact]
    public void The_loop_run_here_gives_what_the_fused_graph_gives()
    {
        using Mat a = Scenes.Textured(96, 64, 21), b = Scenes.Textured(96, 64, 22);
        using var network = new CascadeNetwork(Models.Cascade, 1);
        CascadeFlow ours = network.Estimate(a, b, null, new CascadeOptions { EarlyExit = 0, Backward = false });
        using var fused = new OnnxGraph("fused", Models.Cascade.Load("fused.onnx"), 1, ["image_a", "image_b", "initial_flow", "has_initial"], ["flow", "confidence"]);
        using var bag = new TensorBag();
        bag.Put("image_a", Floats(a), 1, 1, 64, 96);
        bag.Put("image_b", Floats(b), 1, 1, 64, 96);
        bag.Put("initial_flow", new float[2 * 64 * 96], 1, 2, 64, 96);
        bag.Put("has_initial", [0], 1);
        fused.Run(bag, [("image_a", "image_a"), ("image_b", "image_b"), ("initial_flow", "initial_flow"), ("has_initial", "has_initial")], [("flow", "flow"), ("confidence", "confidence")]);
        ReadOnlySpan<float> flow = bag["flow"].GetTensorDataAsSpan<float>();
        for (int y = 0; y < 64; y++)
        {
            for (int x = 0; x < 96; x++)
            {
                Assert.Equal(flow[y * 96 + x], ours.Forward[x, y].X, 1e-2f);
                Assert.Equal(flow[(64 + y) * 96 + x], ours.Forward[x, y].Y, 1e-2f);
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(33, 17)]
    [InlineData(50, 47)]
    [InlineData(200, 31)]
    public void Any_size_is_padded_and_cropped_back(int width, int height)
    {
        using Mat a = Scenes.Noise(width, height, 1), b = Scenes.Noise(width, height, 2);
        using var network = new CascadeNetwork(Models.Cascade, 1);
        CascadeFlow flow = network.Estimate(a, b, new FlowField(width, height), new CascadeOptions());
        Assert.Equal((width, height), (flow.Forward.Width, flow.Forward.Height));
        Assert.Equal((width, height), (flow.BackwardConfidence!.Width, flow.BackwardConfidence.Height));
        Assert.All(flow.Forward.Data, v => Assert.True(float.IsFinite(v)));
        Assert.All(flow.ForwardConfidence.Data, v => Assert.InRange(v, 0, 1));
    }

    [Fact]
    public void Iterations_are_the_callers_choice_and_early_exit_saves_some()
    {
        using Mat image = Scenes.Textured(96, 64, 23);
        using var network = new CascadeNetwork(Models.Cascade, 1);
        var none = new CascadeOptions { Backward = false, EarlyExit = 0 };
        var start = new FlowField(96, 64);
        Assert.Equal(6, network.Estimate(image, image, start, none with { Iterations = [1, 2, 3] }).Iterations);
        Assert.Equal(3, network.Estimate(image, image, start, none with { Iterations = [1, 1, 1] }).Iterations);
        Assert.Equal(3, network.Estimate(image, image, start, none with { Iterations = [5, 5, 5], EarlyExit = 1e6 }).Iterations);
        Assert.Equal(2, network.Estimate(image, image, start, none with { Iterations = [1, 1, 1], StartLevel = 8 }).Iterations);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing_that_shows()
    {
        using Mat a = Scenes.Textured(96, 64, 24), b = Scenes.Textured(96, 64, 25);
        using var one = new CascadeNetwork(Models.Cascade, 1);
        using var two = new CascadeNetwork(Models.Cascade, 2);
        FlowField f = one.Estimate(a, b, null, new CascadeOptions()).Forward, g = two.Estimate(a, b, null, new CascadeOptions()).Forward;
        for (int i = 0; i < f.Data.Length; i++)
            Assert.Equal(f.Data[i], g.Data[i], 1e-3f);
    }

    [Fact]
    public void A_cancelled_run_stops()
    {
        using Mat image = Scenes.Textured(96, 64, 26);
        using var network = new CascadeNetwork(Models.Cascade, 1);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => network.Estimate(image, image, null, new CascadeOptions(), source.Token));
    }

    [Fact]
    public void A_missing_file_is_named() => Refused(folder => File.Delete(Path.Combine(folder, "fine.onnx")), "lacks fine.onnx");

    [Fact]
    public void A_truncated_file_is_named() =>
        Refused(folder => Overwrite(folder, "encoder.onnx", bytes => bytes[..1000]), "truncated");

    [Fact]
    public void A_changed_file_is_named() => Refused(
        folder => Overwrite(folder, "encoder.onnx", bytes =>
        {
            bytes[5000] ^= 1;
            return bytes;
        }),
        "checksum");

    [Fact]
    public void A_malformed_card_is_named() =>
        Refused(folder => File.WriteAllText(Path.Combine(folder, "model.json"), "{ \"name\": "), "is not a model card");

    [Fact]
    public void A_model_that_does_not_exist_is_answered_with_those_that_do()
    {
        InputException e = Assert.Throws<InputException>(() =>
            AlignerCatalogue.Create(MethodSpec.Parse("hybrid:model=cascade-x"), new AlignerSettings { ModelFolder = Models.Folder }));
        Assert.Contains("did you mean 'cascade-s'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_of_another_signature_is_refused()
    {
        InputException e = Assert.Throws<InputException>(() =>
            new OnnxGraph("enlarge.onnx", Models.Cascade.Load("enlarge.onnx"), 1, ["state"], ["flow_out"]));
        Assert.Contains("has no input 'state'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused() => Assert.Throws<InputException>(() =>
        new OnnxGraph("noise.onnx", [1, 2, 3, 4, 5, 6, 7, 8], 1, [], []));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Refused(Action<string> damage, string expected)
    {
        damage(Models.Copy(_folder));
        InputException e = Assert.Throws<InputException>(() =>
        {
            using var network = new CascadeNetwork(ModelStore.Find("cascade-s", _folder), 1);
        });
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    private static void Overwrite(string folder, string name, Func<byte[], byte[]> change)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
    }

    private static float[] Floats(Mat gray)
    {
        using var floats = new Mat();
        gray.ConvertTo(floats, MatType.CV_32F);
        var data = new float[gray.Rows * gray.Cols];
        System.Runtime.InteropServices.Marshal.Copy(floats.Data, data, 0, data.Length);
        return data;
    }
}
