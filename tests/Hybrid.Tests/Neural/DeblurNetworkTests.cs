using System.Text.Json;
using Hybrid.Neural;
using Hybrid.Restoration;
using Hybrid.Tests.Imaging;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Neural;

/// <summary>The exported deblurring network, and its use on images of every format and size.</summary>
public class DeblurNetworkTests
{
    private static readonly DeblurNetwork Network = new(ModelStore.Find("mimo-s", Models.Folder), 2);

    private static Mat Colour(int width, int height, int seed)
    {
        Mat[] planes = [Scenes.Textured(width, height, seed), Scenes.Textured(width, height, seed + 1), Scenes.Textured(width, height, seed + 2)];
        var image = new Mat();
        Cv2.Merge(planes, image);
        foreach (Mat plane in planes)
            plane.Dispose();
        return image;
    }

    [Fact]
    public void The_graph_repeats_what_pytorch_computed()
    {
        ModelFolder model = ModelStore.Find("mimo-s", Models.Folder);
        using JsonDocument fixtures = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(model.Path, "fixtures.json")));
        JsonElement input = fixtures.RootElement.GetProperty("inputs").GetProperty("image");
        long[] shape = [.. input.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];
        using var bag = new TensorBag();
        bag.Put("image", [.. input.GetProperty("values").EnumerateArray().Select(e => e.GetSingle())], shape);
        using var graph = new OnnxGraph("deblur", model.Load("deblur.onnx"), 1, ["image"], ["restored"]);
        graph.Run(bag, [("image", "image")], [("restored", "restored")]);
        JsonElement expected = fixtures.RootElement.GetProperty("expected").GetProperty("restored");
        ReadOnlySpan<float> actual = bag["restored"].GetTensorDataAsSpan<float>();
        int stride = expected.GetProperty("stride").GetInt32(), i = 0;
        foreach (JsonElement value in expected.GetProperty("values").EnumerateArray())
            Assert.Equal(value.GetDouble(), actual[i++ * stride], 1e-4);
        Assert.True(i >= 48);
    }

    [Fact]
    public void Tiles_give_what_the_whole_image_gives()
    {
        using Mat sharp = Colour(640, 440, 1);
        using Mat image = ImageBlur.Apply(sharp, new BlurKernel(1, 7, [1, 1, 1, 1, 1, 1, 1]), 2.2, 0.01, 3);
        using Mat whole = new NetworkDeblurrer(Network).Deblur(image);
        var tiles = new TileOptions { WholePixels = 0, Size = 400, Overlap = 160 };
        var seen = new List<double>();
        using Mat tiled = new NetworkDeblurrer(Network, tiles).Deblur(image, new Immediate(seen.Add));
        Assert.True(Pictures.LargestDifference(whole, tiled) <= 1, $"{Pictures.LargestDifference(whole, tiled)} of 255");
        Assert.Equal(4, seen.Count);
        Assert.Equal(1, seen[^1]);
    }

    [Fact]
    public void A_sharp_image_is_left_nearly_alone()
    {
        using Mat image = Colour(320, 240, 9);
        using Mat restored = new NetworkDeblurrer(Network).Deblur(image);
        double error = Cv2.Norm(image, restored, NormTypes.L2) / Math.Sqrt(3.0 * image.Total());
        Assert.True(error < 255 * Math.Pow(10, -32 / 20.0), $"root mean square {error}");
    }

    [Fact]
    public void Every_format_and_size_keeps_its_format_and_size()
    {
        foreach (MatType type in new[] { MatType.CV_8UC1, MatType.CV_8UC3, MatType.CV_8UC4, MatType.CV_16UC1, MatType.CV_16UC3, MatType.CV_32FC1, MatType.CV_32FC3 })
        {
            foreach ((int width, int height) in new[] { (1, 1), (1, 50), (37, 3), (65, 33) })
            {
                using Mat image = Pictures.Ramp(width, height, type);
                using Mat restored = new NetworkDeblurrer(Network).Deblur(image);
                Assert.Equal(type, restored.Type());
                Assert.Equal(image.Size(), restored.Size());
            }
        }
    }

    [Fact]
    public void Sixteen_bits_stay_sixteen_bits()
    {
        using Mat image = Pictures.Ramp(400, 64, MatType.CV_16UC1);
        using Mat restored = new NetworkDeblurrer(Network).Deblur(image);
        var values = new HashSet<int>();
        for (int x = 0, columns = restored.Cols; x < columns; x++)
            values.Add(restored.At<ushort>(32, x) & 255);
        Assert.True(values.Count > 64, $"{values.Count} different low bytes");
    }

    [Fact]
    public void Runs_at_the_same_time_give_the_same_result()
    {
        using Mat image = Colour(96, 80, 4);
        using Mat alone = new NetworkDeblurrer(Network).Deblur(image);
        double[] differences = new double[4];
        Parallel.For(0, differences.Length, i =>
        {
            using Mat together = new NetworkDeblurrer(Network).Deblur(image);
            differences[i] = Pictures.LargestDifference(alone, together);
        });
        Assert.All(differences, d => Assert.Equal(0, d));
    }

    [Fact]
    public void A_model_of_another_task_is_refused() =>
        Assert.Contains("cascade", Assert.Throws<InputException>(() => new DeblurNetwork(Models.Cascade, 1)).Message, StringComparison.Ordinal);

    private sealed class Immediate(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}
