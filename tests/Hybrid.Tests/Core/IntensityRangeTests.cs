using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Core;

public class IntensityRangeTests
{
    private const int Width = 320, Height = 240;

    [Theory]
    [InlineData(10)]
    [InlineData(12)]
    [InlineData(14)]
    [InlineData(16)]
    public void A_deep_copy_of_an_image_is_seen_as_the_image_itself(int bits)
    {
        using Mat image = Texture(0, 255);
        // The bits repeated downwards, so that 255 becomes the largest number of that many bits.
        using Mat deep = Mapped(image, v => (ushort)((v << (bits - 8)) | (v >> (16 - bits))));
        using Mat seen = PixelFormat.ToGray8(deep);
        Assert.Equal(0, Cv2.Norm(image, seen, NormTypes.INF));
    }

    [Fact]
    public void Counts_above_a_pedestal_fill_the_range_whatever_hot_and_dead_pixels_say()
    {
        using Mat image = Texture(0, 255);
        using Mat thermal = Mapped(image, v => (ushort)(29_000 + 2 * v));
        var random = new Random(1);
        var hot = new List<Point>();
        for (int i = 0; i < 40; i++)
        {
            hot.Add(new Point(random.Next(Width), random.Next(Height)));
            thermal.Set(hot[i].Y, hot[i].X, i % 2 == 0 ? ushort.MaxValue : (ushort)0);
        }
        IntensityRange range = IntensityRange.Of(thermal);
        Assert.InRange(range.Low, 28_990, 29_120);
        Assert.InRange(range.High, 29_380, 29_520);
        using Mat seen = PixelFormat.ToGray8(thermal, range);
        Assert.InRange(Correlation(image, seen), 0.98, 1);
        // A hot pixel is not white in what is seen: its neighbours stand for it.
        foreach (Point p in hot.Where((_, i) => i % 2 == 0))
            Assert.InRange(seen.At<byte>(p.Y, p.X) - (29_000 + 2 * image.At<byte>(p.Y, p.X) - range.Low) / (range.High - range.Low) * 255, -40, 40);
    }

    [Theory]
    [InlineData(1.0 / 255, 0)]
    [InlineData(3e-7, 0)]
    [InlineData(0.02, -3)]
    [InlineData(40, 1e6)]
    [InlineData(-0.5, 12)]
    public void Floats_of_any_unit_are_seen(double scale, double offset)
    {
        using Mat image = Texture(0, 255), floats = new();
        image.ConvertTo(floats, MatType.CV_32F, scale, offset);
        using Mat seen = PixelFormat.ToGray8(floats);
        Assert.InRange(Math.Sign(scale) * Correlation(image, seen), 0.99, 1);
        Cv2.MeanStdDev(seen, out _, out Scalar deviation);
        Assert.InRange(deviation.Val0, 12, 128);
    }

    [Fact]
    public void Eight_bit_images_that_are_not_dark_stay_as_they_are()
    {
        foreach ((int low, int high) in (ReadOnlySpan<(int, int)>)[(0, 255), (100, 130), (10, 90)])
        {
            using Mat image = Texture(low, high);
            Assert.Equal(IntensityRange.Byte, IntensityRange.Of(image));
        }
    }

    [Fact]
    public void Dark_images_are_brightened_until_their_noise_would_show()
    {
        using Mat clean = Texture(0, 24);
        Assert.Equal(31, IntensityRange.Of(clean).High);
        // Nothing but the noise of a covered lens, of deviation 3: 6 levels of 255 are let through at most.
        using var covered = new Mat(Height, Width, MatType.CV_8UC1, Scalar.All(15));
        using var noise = new Mat(Height, Width, MatType.CV_16SC1);
        var random = new Random(2);
        for (int i = 0; i < Width * Height; i++)
            covered.Set(i / Width, i % Width, (byte)Math.Clamp(15 + 3 * Normal(random), 0, 255));
        using Mat seen = PixelFormat.ToGray8(covered);
        Cv2.MeanStdDev(seen, out _, out Scalar deviation);
        Assert.InRange(deviation.Val0, 3, 8);
    }

    [Fact]
    public void Images_of_a_set_share_one_range_and_those_of_another_depth_have_their_own()
    {
        using Mat image = Texture(0, 255);
        using Mat dark = Mapped(image, v => (ushort)v), bright = Mapped(image, v => (ushort)(15 * v));
        IReadOnlyList<IntensityRange> ranges = IntensityRange.OfEach(dark, bright, image);
        Assert.Equal([new(0, 4095), new(0, 4095), IntensityRange.Byte], ranges);
        using var pair = new ImagePair("p", dark.Clone(), bright.Clone());
        Assert.Equal(pair.RangeA, pair.RangeB);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-9999f)]
    [InlineData(-3.4e38f)]
    public void Pixels_without_data_neither_stretch_the_range_nor_make_an_edge(float mark)
    {
        using Mat image = Texture(0, 255), floats = new();
        image.ConvertTo(floats, MatType.CV_32F, 0.1, 5);
        var hole = new Rect(100, 60, 90, 70);
        using (Mat region = new(floats, hole))
            region.SetTo(Scalar.All(mark));
        using var pair = new ImagePair("p", floats.Clone(), floats.Clone());
        Assert.InRange(pair.RangeA.Low, -1, 6);
        Assert.InRange(pair.RangeA.High, 25, 40);
        Assert.Equal(hole.Width * hole.Height, Width * Height - Cv2.CountNonZero(pair.ValidA!));
        // What fills the hole is smoother than the image around it.
        using Mat filled = new(pair.GrayA, hole), laplacian = new();
        Cv2.Laplacian(filled, laplacian, MatType.CV_32F);
        Cv2.MinMaxLoc(laplacian, out double least, out double most);
        Assert.InRange(Math.Max(-least, most), 0, 60);
        using Mat data = new(pair.GrayA, new Rect(0, 0, Width, 50));
        using Mat expected = PixelFormat.ToGray8(floats, pair.RangeA);
        using Mat same = new(expected, new Rect(0, 0, Width, 50));
        Assert.Equal(0, Cv2.Norm(data, same, NormTypes.INF));
    }

    private static Mat Texture(int low, int high)
    {
        var noise = new Mat(Height, Width, MatType.CV_32FC1);
        var random = new Random(3);
        for (int i = 0; i < Width * Height; i++)
            noise.Set(i / Width, i % Width, (float)random.NextDouble());
        Cv2.GaussianBlur(noise, noise, new Size(0, 0), 3);
        Cv2.Normalize(noise, noise, low, high, NormTypes.MinMax);
        noise.ConvertTo(noise, MatType.CV_8U);
        return noise;
    }

    private static Mat Mapped(Mat image, Func<int, ushort> map)
    {
        var mapped = new Mat(image.Rows, image.Cols, MatType.CV_16UC1);
        for (int y = 0, rows = image.Rows; y < rows; y++)
        {
            ReadOnlySpan<byte> from = MatRows.Row<byte>(image, y);
            Span<ushort> to = MatRows.Row<ushort>(mapped, y);
            for (int x = 0; x < to.Length; x++)
                to[x] = map(from[x]);
        }
        return mapped;
    }

    private static double Correlation(Mat a, Mat b)
    {
        using Mat score = new(), fa = new(), fb = new();
        a.ConvertTo(fa, MatType.CV_32F);
        b.ConvertTo(fb, MatType.CV_32F);
        Cv2.MatchTemplate(fa, fb, score, TemplateMatchModes.CCoeffNormed);
        return score.At<float>(0, 0);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
