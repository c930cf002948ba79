using Hybrid.Classical;
using Hybrid.Imaging;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Classical.InverseSearch;

public class InverseSearchFlowTests
{
    public static TheoryData<InverseSearchPreset> Presets => [.. Enum.GetValues<InverseSearchPreset>()];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Equal_images_have_no_flow(InverseSearchPreset preset)
    {
        using Mat image = Scenes.Textured(200, 150, 1);
        FlowField flow = new InverseSearchFlow(InverseSearchOptions.Of(preset)).Compute(image, image);
        Assert.All(flow.Data, v => Assert.InRange(v, -1e-4f, 1e-4f));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_shift_is_found(InverseSearchPreset preset)
    {
        (Mat a, Mat b) = Shifted(320, 240, -7, 4);
        using (a)
        using (b)
        {
            FlowField flow = new InverseSearchFlow(InverseSearchOptions.Of(preset)).Compute(a, b);
            // At a quarter of the resolution and without refinement the last half pixel is not there to be found.
            Assert.InRange(MedianError(flow, -7, 4), 0, preset == InverseSearchPreset.UltraFast ? 0.3 : 0.15);
        }
    }

    [Theory]
    [InlineData(0.25f, -0.5f)]
    [InlineData(1.7f, 0.6f)]
    public void A_fraction_of_a_pixel_is_found_at_full_resolution(float u, float v)
    {
        using Mat a = Scenes.Textured(240, 180, 3), b = new();
        using var shift = new Mat(2, 3, MatType.CV_64FC1);
        double[] rows = [1, 0, u, 0, 1, v];
        for (int i = 0; i < 6; i++)
            shift.Set(i / 3, i % 3, rows[i]);
        Cv2.WarpAffine(a, b, shift, a.Size(), InterpolationFlags.Cubic, BorderTypes.Replicate);
        FlowField flow = new InverseSearchFlow(new InverseSearchOptions { FinestScale = 0 }).Compute(a, b);
        Assert.InRange(MedianError(flow, u, v), 0, 0.05);
    }

    [Fact]
    public void An_offset_of_brightness_does_not_matter_to_patches_without_their_means()
    {
        using Mat image = Scenes.Textured(200, 150, 5), darker = new(), brighter = new();
        // Room for the offset, so that nothing saturates.
        image.ConvertTo(darker, MatType.CV_8UC1, 0.5, 20);
        darker.ConvertTo(brighter, MatType.CV_8UC1, 1, 40);
        InverseSearchOptions search = new() { VariationalIterations = 0 };
        double[] errors = [.. ((bool[])[true, false]).Select(mean =>
            MedianError(new InverseSearchFlow(search with { MeanNormalization = mean }).Compute(darker, brighter), 0, 0))];
        Assert.InRange(errors[0], 0, 1e-3);
        Assert.True(errors[1] > 0.2, $"with their means {errors[1]:F3} px: the test would not tell");
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Any_number_of_threads_gives_the_same_bits(InverseSearchPreset preset)
    {
        (Mat a, Mat b) = InverseSearchFixtures.Pair("litter_01");
        using (a)
        using (b)
        using (Mat largeA = new(), largeB = new())
        {
            Cv2.Resize(a, largeA, new Size(631, 477));
            Cv2.Resize(b, largeB, new Size(631, 477));
            InverseSearchOptions options = InverseSearchOptions.Of(preset) with { FinestScale = 1 };
            float[] one = new InverseSearchFlow(options, 1).Compute(largeA, largeB).Data;
            foreach (int threads in (int[])[2, 3, 7])
                Assert.True(one.AsSpan().SequenceEqual(new InverseSearchFlow(options, threads).Compute(largeA, largeB).Data), $"{threads} threads");
        }
    }

    [Fact]
    public void Pairs_of_other_sizes_before_leave_no_trace()
    {
        (Mat a, Mat b) = InverseSearchFixtures.Pair("pebbles_04");
        using (a)
        using (b)
        using (Mat large = Scenes.Textured(300, 257, 6), other = Scenes.Textured(300, 257, 7), small = Scenes.Textured(31, 23, 8))
        {
            float[] fresh = new InverseSearchFlow(null, 1).Compute(a, b).Data;
            var used = new InverseSearchFlow(null, 1);
            used.Compute(large, other);
            used.Compute(small, small);
            Assert.True(fresh.AsSpan().SequenceEqual(used.Compute(a, b).Data));
        }
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(9, 40)]
    [InlineData(33, 8)]
    [InlineData(17, 23)]
    [InlineData(100, 61)]
    [InlineData(129, 65)]
    public void Every_size_from_a_patch_on_has_flow_without_gaps(int width, int height)
    {
        using Mat a = Scenes.Noise(width, height, 1), b = Scenes.Noise(width, height, 2);
        foreach (InverseSearchPreset preset in Enum.GetValues<InverseSearchPreset>())
        {
            FlowField flow = new InverseSearchFlow(InverseSearchOptions.Of(preset), 2).Compute(a, b);
            Assert.Equal((width, height), (flow.Width, flow.Height));
            Assert.All(flow.Data, v => Assert.True(float.IsFinite(v)));
        }
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 5)]
    [InlineData(13, 4)]
    [InlineData(16, 9)]
    public void Patches_of_other_sizes_find_a_shift_too(int patch, int stride)
    {
        (Mat a, Mat b) = Shifted(203, 149, 3, -2);
        using (a)
        using (b)
        {
            InverseSearchOptions options = new() { PatchSize = patch, PatchStride = stride };
            Assert.InRange(MedianError(new InverseSearchFlow(options).Compute(a, b), 3, -2), 0, 0.15);
        }
    }

    [Fact]
    public void Flat_images_and_no_texture_give_finite_flow()
    {
        using Mat black = new(120, 160, MatType.CV_8UC1, Scalar.All(0)), white = new(120, 160, MatType.CV_8UC1, Scalar.All(255));
        using Mat edge = black.Clone();
        Cv2.Rectangle(edge, new Rect(80, 0, 80, 120), Scalar.All(255), -1);
        foreach ((Mat a, Mat b) in ((Mat, Mat)[])[(black, black), (black, white), (edge, white), (edge, edge)])
            Assert.All(new InverseSearchFlow().Compute(a, b).Data, v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void Flow_to_start_from_reaches_what_the_search_alone_does_not()
    {
        (Mat a, Mat b) = Shifted(320, 240, 100, -30);
        using (a)
        using (b)
        {
            var flow = new InverseSearchFlow();
            Assert.True(MedianError(flow.Compute(a, b), 100, -30) > 5);
            FlowField near = InverseSearchFixtures.Constant(320, 240, 98, -31);
            FlowField started = flow.Compute(a, b, near);
            int known = Enumerable.Range(0, 320 * 240).Count(i => Math.Abs(started.Data[2 * i] - 100) < 0.3 && Math.Abs(started.Data[2 * i + 1] + 30) < 0.3);
            // A third of the image has left.
            Assert.True(known > 0.5 * 320 * 240, $"{known} pixels");
            Assert.All(near.Data, v => Assert.True(v is 98 or -31));
        }
    }

    [Fact]
    public void Unknown_vectors_to_start_from_count_as_zero()
    {
        (Mat a, Mat b) = InverseSearchFixtures.Pair("pebbles_04");
        using (a)
        using (b)
        {
            FlowField zero = new(a.Width, a.Height), unknown = InverseSearchFixtures.Constant(a.Width, a.Height, float.NaN, float.PositiveInfinity);
            Assert.True(new InverseSearchFlow().Compute(a, b, zero).Data.AsSpan().SequenceEqual(new InverseSearchFlow().Compute(a, b, unknown).Data));
        }
    }

    [Fact]
    public void What_cannot_be_searched_is_refused()
    {
        using Mat image = Scenes.Noise(40, 30, 1), narrow = Scenes.Noise(40, 7, 1), other = Scenes.Noise(41, 30, 1), color = new(30, 40, MatType.CV_8UC3);
        var flow = new InverseSearchFlow();
        Assert.Throws<ArgumentException>(() => flow.Compute(narrow, narrow));
        Assert.Throws<ArgumentException>(() => flow.Compute(image, other));
        Assert.Throws<ArgumentException>(() => flow.Compute(color, color));
        Assert.Throws<ArgumentException>(() => flow.Compute(image, image, new FlowField(41, 30)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InverseSearchFlow(new InverseSearchOptions { PatchStride = 9 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InverseSearchFlow(new InverseSearchOptions { VariationalEpsilon = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InverseSearchFlow(new InverseSearchOptions { VariationalAlpha = float.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InverseSearchFlow(new InverseSearchOptions { PatchSize = 3 }));
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        using Mat image = Scenes.Noise(64, 64, 1);
        Assert.ThrowsAny<OperationCanceledException>(() => new InverseSearchFlow(null, 1).Compute(image, image, null, new CancellationToken(true)));
        Assert.ThrowsAny<OperationCanceledException>(() => new InverseSearchFlow(null, 2).Compute(image, image, null, new CancellationToken(true)));
    }

    /// <summary>Two windows of one scene: what is at x in A is at x + (u, v) in B.</summary>
    private static (Mat A, Mat B) Shifted(int width, int height, int u, int v)
    {
        using Mat scene = Scenes.Textured(width + Math.Abs(u), height + Math.Abs(v), 2);
        using Mat a = new(scene, new Rect(Math.Max(u, 0), Math.Max(v, 0), width, height)), b = new(scene, new Rect(Math.Max(-u, 0), Math.Max(-v, 0), width, height));
        return (a.Clone(), b.Clone());
    }

    private static double MedianError(FlowField flow, float u, float v)
    {
        double[] errors = [.. Enumerable.Range(0, flow.Width * flow.Height).Select(i => Math.Sqrt(Math.Pow(flow.Data[2 * i] - u, 2) + Math.Pow(flow.Data[2 * i + 1] - v, 2))).Order()];
        return errors[errors.Length / 2];
    }
}
