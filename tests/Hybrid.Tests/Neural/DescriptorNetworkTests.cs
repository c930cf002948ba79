using System.Numerics.Tensors;
using System.Text.Json;
using Hybrid.Imaging;
using Hybrid.Neural;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Neural;

/// <summary>Dense descriptors of <c>features-s</c>.</summary>
public class DescriptorNetworkTests
{
    private static readonly ModelFolder Model = ModelStore.Find(DescriptorNetwork.DefaultModel, Models.Folder);
    private static readonly DescriptorNetwork Network = new(Model, 2);

    [Fact]
    public void Maps_of_the_fixture_are_what_pytorch_computed()
    {
        using JsonDocument fixtures = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Model.Path, "fixtures.json")));
        using Mat image = Fixture(fixtures);
        DescriptorMap map = Network.Describe(image);
        int columns = image.Width / 8, rows = image.Height / 8;
        // At the centre of a cell its own descriptor is read, whatever the interpolation.
        float[] cells = map.Sample([.. Enumerable.Range(0, columns * rows).Select(i => new Point2d(i % columns * 8 + 3.5, i / columns * 8 + 3.5))]);
        var planar = new float[cells.Length];
        for (int i = 0; i < cells.Length; i++)
            planar[i % 64 * columns * rows + i / 64] = cells[i];

        JsonElement expected = fixtures.RootElement.GetProperty("expected");
        AssertEqual(expected.GetProperty("descriptors"), planar);
        AssertEqual(expected.GetProperty("reliability"), map.Reliability.Data);
        AssertEqual(expected.GetProperty("keypoints"), map.Corners.Data);
    }

    [Fact]
    public void Between_cells_cubic_convolution_of_the_neighbours_is_read_and_scaled_to_unit_length()
    {
        using Mat image = Scenes.Textured(160, 96, 3);
        DescriptorMap map = Network.Describe(image);
        // Half way between cells 4 and 5 the weights of a = −0.75 are −3/32, 19/32, 19/32, −3/32.
        float[] cells = map.Sample([.. Enumerable.Range(3, 4).Select(c => new Point2d(8 * c + 3.5, 43.5))]);
        float[] read = map.Sample([new Point2d(39.5, 43.5)]);
        double[] mixed = [.. Enumerable.Range(0, 64).Select(d => (-3 * cells[d] + 19 * cells[64 + d] + 19 * cells[128 + d] - 3 * cells[192 + d]) / 32.0)];
        double norm = Math.Sqrt(mixed.Sum(v => v * v));
        for (int d = 0; d < 64; d++)
            Assert.Equal(mixed[d] / norm, read[d], 1e-5);
        Assert.Equal(1, TensorPrimitives.Norm<float>(read), 1e-5);
    }

    [Fact]
    public void A_place_finds_itself_again_in_a_negative_of_another_size()
    {
        using Mat image = Scenes.Textured(640, 480, 5);
        using var negative = new Mat();
        Cv2.BitwiseNot(image, negative);
        using var smaller = new Mat();
        Cv2.Resize(negative, smaller, new Size(512, 384), 0, 0, InterpolationFlags.Area);
        Point2d[] places = [.. Enumerable.Range(0, 300).Select(i => new Point2d(40 + i % 20 * 29.5, 40 + i / 20 * 28.5))];
        float[] a = Network.Describe(image).Sample(places);
        float[] b = Network.Describe(smaller).Sample([.. places.Select(p => new Point2d((p.X + 0.5) * 0.8 - 0.5, (p.Y + 0.5) * 0.8 - 0.5))]);
        int found = 0;
        for (int i = 0; i < places.Length; i++)
        {
            int best = Enumerable.Range(0, places.Length).MaxBy(j => TensorPrimitives.Dot<float>(a.AsSpan(i * 64, 64), b.AsSpan(j * 64, 64)));
            found += best == i ? 1 : 0;
        }
        Assert.InRange(found, 200, 300);
    }

    [Fact]
    public void The_same_descriptors_come_from_any_number_of_threads_and_from_runs_at_the_same_time()
    {
        using Mat image = Scenes.Textured(333, 217, 7);
        Point2d[] places = [.. Enumerable.Range(0, 900).Select(i => new Point2d(i % 30 * 11.3, i / 30 * 7.1))];
        using var alone = new DescriptorNetwork(Model, 1);
        float[] expected = alone.Describe(image).Sample(places);
        var together = new float[3][];
        Parallel.For(0, together.Length, i => together[i] = Network.Describe(image).Sample(places));
        Assert.All(together, t => Assert.Equal(expected, t));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 500)]
    [InlineData(1301, 33)]
    public void Images_of_any_size_are_described_even_beyond_their_border(int width, int height)
    {
        using Mat image = Scenes.Noise(width, height, 1);
        float[] read = Network.Describe(image).Sample([new Point2d(0, 0), new Point2d(-1e9, 1e9), new Point2d(width, height)]);
        Assert.Equal(3 * 64, read.Length);
        for (int i = 0; i < 3; i++)
            Assert.Equal(1, TensorPrimitives.Norm<float>(read.AsSpan(i * 64, 64)), 1e-4);
    }

    [Fact]
    public void A_model_of_another_task_is_refused() =>
        Assert.Contains("cascade", Assert.Throws<InputException>(() => new DescriptorNetwork(Models.Cascade, 1)).Message, StringComparison.Ordinal);

    private static Mat Fixture(JsonDocument fixtures)
    {
        JsonElement input = fixtures.RootElement.GetProperty("inputs").GetProperty("image");
        int[] shape = [.. input.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];
        byte[] grey = [.. input.GetProperty("values").EnumerateArray().Select(e => (byte)e.GetSingle())];
        using Mat view = Mat.FromPixelData(shape[2], shape[3], MatType.CV_8UC1, grey);
        return view.Clone();
    }

    private static void AssertEqual(JsonElement expected, float[] actual)
    {
        int stride = expected.GetProperty("stride").GetInt32(), i = 0;
        foreach (JsonElement value in expected.GetProperty("values").EnumerateArray())
            Assert.Equal(value.GetDouble(), actual[i++ * stride], 1e-3 * Math.Max(1, Math.Abs(value.GetDouble())));
        Assert.InRange(i, 40, int.MaxValue);
    }
}
