using Hybrid.Native;
using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class CodecTests
{
    [Theory]
    [InlineData(".png", 1)]
    [InlineData(".png", 3)]
    [InlineData(".png", 4)]
    [InlineData(".tiff", 1)]
    [InlineData(".tiff", 3)]
    [InlineData(".tiff", 4)]
    [InlineData(".webp", 3)]
    [InlineData(".webp", 4)]
    [InlineData(".ppm", 3)]
    [InlineData(".pgm", 1)]
    [InlineData(".bmp", 1)]
    [InlineData(".bmp", 3)]
    public void Lossless_formats_keep_every_pixel(string extension, int channels)
    {
        using var m = Image(MatType.CV_8UC(channels));
        Assert.True(Cv2.ImEncode(extension, m, out var bytes));
        using var back = Cv2.ImDecode(bytes, ImreadModes.Unchanged);
        Assert.Equal(m.Type(), back.Type());
        Assert.Equal(0, Samples.MaxDifference(m, back));
    }

    [Theory]
    [InlineData(".png", MatType.CV_16U, 3)]
    [InlineData(".png", MatType.CV_16U, 1)]
    [InlineData(".tiff", MatType.CV_16U, 3)]
    [InlineData(".tiff", MatType.CV_16S, 1)]
    [InlineData(".tiff", MatType.CV_32F, 1)]
    [InlineData(".tiff", MatType.CV_32F, 3)]
    [InlineData(".tiff", MatType.CV_64F, 1)]
    [InlineData(".ppm", MatType.CV_16U, 3)]
    [InlineData(".pgm", MatType.CV_16U, 1)]
    [InlineData(".pfm", MatType.CV_32F, 1)]
    [InlineData(".pfm", MatType.CV_32F, 3)]
    public void Deep_formats_keep_every_sample(string extension, int depth, int channels)
    {
        using var m = Image(MatType.MakeType(depth, channels));
        Cv2.ImEncode(extension, m, out var bytes);
        using var back = Cv2.ImDecode(bytes, ImreadModes.Unchanged);
        Assert.Equal(m.Type(), back.Type());
        Assert.Equal(0, Samples.MaxDifference(m, back));
    }

    [Theory]
    [InlineData(ImreadModes.Color, MatType.CV_8U, 3)]
    [InlineData(ImreadModes.Grayscale, MatType.CV_8U, 1)]
    [InlineData(ImreadModes.AnyDepth, MatType.CV_16U, 1)]
    [InlineData(ImreadModes.AnyDepth | ImreadModes.AnyColor, MatType.CV_16U, 3)]
    [InlineData(ImreadModes.AnyDepth | ImreadModes.Color, MatType.CV_16U, 3)]
    [InlineData(ImreadModes.AnyColor, MatType.CV_8U, 3)]
    [InlineData(ImreadModes.Unchanged, MatType.CV_16U, 4)]
    public void Read_modes_decide_depth_and_channels(ImreadModes mode, int depth, int channels)
    {
        using var m = Image(MatType.CV_16UC4);
        Cv2.ImEncode(".png", m, out var bytes);
        using var back = Cv2.ImDecode(bytes, mode);
        Assert.Equal(MatType.MakeType(depth, channels), back.Type());
    }

    [Fact]
    public void Sixteen_bits_become_the_upper_eight()
    {
        using var m = new Mat(1, 2, MatType.CV_16UC1, new Scalar(0x12ff));
        Cv2.ImEncode(".png", m, out var bytes);
        using var back = Cv2.ImDecode(bytes, ImreadModes.Grayscale);
        Assert.Equal(0x12, back.At<byte>(0, 0));
    }

    [Theory]
    [InlineData(100, 3)]
    [InlineData(80, 12)]
    public void Jpeg_keeps_smooth_images_nearly(int quality, int allowed)
    {
        using var m = Image(MatType.CV_8UC3);
        Cv2.GaussianBlur(m, m, new Size(0, 0), 3);
        Cv2.ImEncode(".jpg", m, out var bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
        using var back = Cv2.ImDecode(bytes, ImreadModes.Color);
        Assert.True(Samples.MaxDifference(m, back) <= allowed);
        Cv2.ImEncode(".jpg", m, out var progressive, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality), new ImageEncodingParam(ImwriteFlags.JpegProgressive, 1));
        using var again = Cv2.ImDecode(progressive, ImreadModes.Color);
        Assert.True(Samples.MaxDifference(back, again) <= 1);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 0, 1)]
    [InlineData(5, 0, 0)]
    [InlineData(6, 1, 0)]
    [InlineData(7, 1, 1)]
    [InlineData(8, 0, 1)]
    public void Exif_orientation_is_applied_unless_told_otherwise(int orientation, int brightX, int brightY)
    {
        // The stored top-left corner is bright: orientation n says where it is to be seen.
        using var m = new Mat(32, 48, MatType.CV_8UC3, new Scalar(0, 0, 0));
        Cv2.Rectangle(m, new Rect(0, 0, 16, 16), Scalar.White, Cv2.FILLED);
        Cv2.ImEncode(".jpg", m, out var plain);
        var bytes = Files.WithExifOrientation(plain, orientation);
        using var seen = Cv2.ImDecode(bytes, ImreadModes.Color);
        Assert.Equal(orientation >= 5 ? new Size(32, 48) : new Size(48, 32), seen.Size());
        Assert.True(seen.At<Vec3b>(brightY == 0 ? 3 : seen.Rows - 4, brightX == 0 ? 3 : seen.Cols - 4).Item0 > 200);
        using var stored = Cv2.ImDecode(bytes, ImreadModes.Color | ImreadModes.IgnoreOrientation);
        using var unchanged = Cv2.ImDecode(bytes, ImreadModes.Unchanged);
        Assert.Equal((new Size(48, 32), new Size(48, 32)), (stored.Size(), unchanged.Size()));
        var probe = ImageProbe.Read(bytes);
        Assert.Equal((orientation, 48, 32), (probe.Orientation, probe.Width, probe.Height));
        Assert.NotEmpty(probe.Exif);
    }

    [Theory]
    [InlineData(nameof(Files.AdobeCmyk))]
    [InlineData(nameof(Files.AdobeYcck))]
    [InlineData(nameof(Files.PlainCmyk))]
    public void Cmyk_jpeg_becomes_colour(string name)
    {
        using var m = Cv2.ImDecode(Files.Named(name), ImreadModes.Color);
        Assert.Equal(new Size(16, 8), m.Size());
        var red = m.At<Vec3b>(4, 2);
        var gray = m.At<Vec3b>(4, 13);
        Assert.True(red.Item2 > 250 && red.Item1 < 5 && red.Item0 < 5, $"{red}");
        Assert.True(Math.Abs(gray.Item0 - 127) < 4 && Math.Abs(gray.Item2 - 127) < 4, $"{gray}");
        Assert.Equal(4, ImageProbe.Read(Files.Named(name)).Channels);
    }

    [Fact]
    public void Palette_png_becomes_colour_and_its_transparency_alpha()
    {
        var bytes = Files.PalettePng(transparent: true);
        using var color = Cv2.ImDecode(bytes, ImreadModes.Color);
        Assert.Equal(MatType.CV_8UC3, color.Type());
        Assert.Equal(new Vec3b(30, 20, 10), color.At<Vec3b>(0, 0));
        Assert.Equal(new Vec3b(60, 50, 40), color.At<Vec3b>(0, 1));
        using var all = Cv2.ImDecode(bytes, ImreadModes.Unchanged);
        Assert.Equal(new Vec4b(30, 20, 10, 0), all.At<Vec4b>(0, 0));
        Assert.Equal(new Vec4b(60, 50, 40, 255), all.At<Vec4b>(0, 1));
        using var opaque = Cv2.ImDecode(Files.PalettePng(transparent: false), ImreadModes.Unchanged);
        Assert.Equal(MatType.CV_8UC3, opaque.Type());
        Assert.True(ImageProbe.Read(bytes).HasAlpha);
    }

    [Fact]
    public void The_first_frame_of_an_animation_is_read()
    {
        using var m = Cv2.ImDecode(Files.AnimatedWebP, ImreadModes.Color);
        Assert.Equal(new Size(6, 4), m.Size());
        Assert.Equal(new Vec3b(0, 0, 255), m.At<Vec3b>(1, 1));
        var probe = ImageProbe.Read(Files.AnimatedWebP);
        Assert.Equal((ImageFormat.WebP, true), (probe.Format, probe.IsAnimated));
    }

    [Theory]
    [InlineData("P1\n# bits\n2 1\n0 1\n", 255, 0)]
    [InlineData("P2 2 1 100\n100 50", 255, 128)]
    [InlineData("P2\n2 1\n255\n7 9\n", 7, 9)]
    public void Text_pixels_are_read(string text, int first, int second)
    {
        using var m = Cv2.ImDecode(System.Text.Encoding.ASCII.GetBytes(text), ImreadModes.Grayscale);
        Assert.Equal(new Size(2, 1), m.Size());
        Assert.Equal((first, second), (m.At<byte>(0, 0), m.At<byte>(0, 1)));
    }

    [Fact]
    public void Packed_bits_and_big_endian_samples_are_read()
    {
        using var bits = Cv2.ImDecode([.. "P4\n10 1\n"u8, 0b10000000, 0b01000000], ImreadModes.Grayscale);
        Assert.Equal((0, 255, 0), (bits.At<byte>(0, 0), bits.At<byte>(0, 1), bits.At<byte>(0, 9)));
        using var deep = Cv2.ImDecode([.. "P5\n1 1\n65535\n"u8, 0x12, 0x34], ImreadModes.Unchanged);
        Assert.Equal(0x1234, deep.At<ushort>(0, 0));
        using var color = Cv2.ImDecode([.. "P6\n1 1\n255\n"u8, 1, 2, 3], ImreadModes.Color);
        Assert.Equal(new Vec3b(3, 2, 1), color.At<Vec3b>(0, 0));
    }

    public static TheoryData<string> Extensions => [".jpg", ".png", ".tiff", ".webp", ".ppm", ".pfm", ".bmp"];

    [Theory]
    [MemberData(nameof(Extensions))]
    public void A_file_cut_short_is_an_empty_Mat_with_a_reason(string extension)
    {
        using var m = Image(extension == ".pfm" ? MatType.CV_32FC3 : MatType.CV_8UC3);
        Cv2.ImEncode(extension, m, out var bytes);
        foreach (var keep in new[] { 0.3, 0.7, 0.97 })
        {
            using var back = Cv2.ImDecode(bytes.AsSpan(0, (int)(keep * bytes.Length)), ImreadModes.Color);
            Assert.True(back.Empty());
            Assert.NotEmpty(ImageProbe.LastDecodeFailure);
        }
        using var whole = Cv2.ImDecode(bytes, ImreadModes.Color);
        Assert.False(whole.Empty());
        Assert.Empty(ImageProbe.LastDecodeFailure);
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Damaged_files_never_bring_the_process_down(string extension)
    {
        using var m = Image(extension == ".pfm" ? MatType.CV_32FC3 : MatType.CV_8UC3, 24, 20);
        Cv2.ImEncode(extension, m, out var bytes);
        var random = new Random(11);
        for (var i = 0; i < 400; i++)
        {
            var bad = (byte[])bytes.Clone();
            for (var k = random.Next(1, 6); k > 0; k--)
                bad[random.Next(i % 2 == 0 ? Math.Min(64, bad.Length) : bad.Length)] = (byte)random.Next(256);
            using var back = Cv2.ImDecode(bad, (ImreadModes)(i % 3 == 0 ? -1 : 1));
            _ = ImageProbe.Read(bad);
        }
    }

    [Fact]
    public void What_is_no_image_is_an_empty_Mat()
    {
        using var text = Cv2.ImDecode("not a png at all"u8, ImreadModes.Color);
        Assert.True(text.Empty());
        Assert.Equal("not an image of a known format", ImageProbe.LastDecodeFailure);
        using var nothing = Cv2.ImDecode([], ImreadModes.Color);
        Assert.True(nothing.Empty());
        using var missing = Cv2.ImRead("/nonexistent/image.png");
        Assert.True(missing.Empty());
        using var folder = Cv2.ImRead(Path.GetTempPath());
        Assert.True(folder.Empty());
        Assert.Equal("the file is empty", ImageProbe.Read([]).Failure);
    }

    [Fact]
    public void A_header_that_claims_too_much_is_refused()
    {
        using var m = Cv2.ImDecode("P6\n1000000 1000000\n255\n"u8, ImreadModes.Color);
        Assert.True(m.Empty());
        Assert.Contains("2^30", ImageProbe.LastDecodeFailure, StringComparison.Ordinal);
        using var n = Cv2.ImDecode("P6\n30000 30000\n255\n"u8, ImreadModes.Color);
        Assert.True(n.Empty());
    }

    [Fact]
    public void Files_are_written_and_read_by_name()
    {
        var path = Path.Combine(Path.GetTempPath(), $"hybrid-{Environment.ProcessId}.png");
        using var m = Image(MatType.CV_8UC3);
        try
        {
            Assert.True(Cv2.ImWrite(path, m));
            Assert.True(Cv2.HaveImageReader(path));
            using var back = Cv2.ImRead(path);
            Assert.Equal(0, Samples.MaxDifference(m, back));
            using var same = new Mat(path, ImreadModes.Grayscale);
            Assert.Equal(MatType.CV_8UC1, same.Type());
        }
        finally
        {
            File.Delete(path);
        }
        Assert.False(Cv2.ImWrite("/nonexistent/folder/x.png", m));
        var e = Assert.Throws<OpenCVException>(() => Cv2.ImWrite("x.unknown", m));
        Assert.Contains("could not find a writer", e.Message, StringComparison.Ordinal);
        Assert.True(Cv2.HaveImageWriter("a.JPG"));
    }

    [Fact]
    public void Reduced_reading_halves_the_sides()
    {
        using var m = Image(MatType.CV_8UC3, 41, 60);
        foreach (var extension in new[] { ".jpg", ".png" })
        {
            Cv2.ImEncode(extension, m, out var bytes);
            using var half = Cv2.ImDecode(bytes, ImreadModes.ReducedColor2);
            Assert.Equal(new Size(30, 21), half.Size());
        }
    }

    [Fact]
    public void A_probe_reports_the_profile()
    {
        using var m = Image(MatType.CV_8UC3);
        Cv2.ImEncode(".jpg", m, out var plain);
        var profile = Enumerable.Range(0, 300).Select(i => (byte)i).ToArray();
        var probe = ImageProbe.Read(Files.WithIccProfile(plain, profile));
        Assert.Equal(profile, probe.IccProfile);
        Assert.Equal((ImageFormat.Jpeg, 8, 3, false), (probe.Format, probe.BitDepth, probe.Channels, probe.HasAlpha));
    }

    private static Mat Image(MatType type, int rows = 50, int cols = 67)
    {
        using var texture = Samples.Texture(rows, cols * type.Channels);
        using var deep = new Mat();
        texture.ConvertTo(deep, MatType.MakeType(type.Depth, 1), type.Depth == MatType.CV_8U ? 1 : 100.5);
        using var shaped = deep.Reshape(type.Channels, rows);
        return shaped.Clone();
    }
}
