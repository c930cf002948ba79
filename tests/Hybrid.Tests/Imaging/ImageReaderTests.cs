using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Imaging;

public sealed class ImageReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // 16 x 8: the left half red (M and Y full), the right half gray by K = 128.
    private static byte[] AdobeCmyk => Convert.FromBase64String(
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB/8AA"
        + "FAgACAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQci"
        + "cRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqi"
        + "o6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD+/iv8/wDr/P8A6/v4or/f4r/f"
        + "4r/P/r//2Q==");

    private static byte[] AdobeYcck => Convert.FromBase64String(
        "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB/9sA"
        + "QwEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB/8AAFAgACAAQBAERAAIRAQMRAQQRAP/E"
        + "AB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJ"
        + "ChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TF"
        + "xsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/EAB8BAAMBAQEBAQEBAQEAAAAAAAABAgMEBQYHCAkKC//EALURAAIBAgQEAwQHBQQEAAECdwAB"
        + "AgMRBAUhMQYSQVEHYXETIjKBCBRCkaGxwQkjM1LwFWJy0QoWJDThJfEXGBkaJicoKSo1Njc4OTpDREVGR0hJSlNUVVZXWFlaY2RlZmdoaWpzdHV2d3h5eoKD"
        + "hIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uLj5OXm5+jp6vLz9PX29/j5+v/aAA4EAQACEQMRBAAAPwD9mK/1"
        + "YP8Az/z+/iv8mev8pz/0AD/P/r//2Q==");

    // 6 x 4, two frames: red, then green.
    private static byte[] AnimatedWebP => Convert.FromBase64String(
        "UklGRoQAAABXRUJQVlA4WAoAAAACAAAABQAAAwAAQU5JTQYAAAD/////AABBTk1GKAAAAAAAAAAAAAUAAAMAAGQAAAJWUDhMDwAAAC8FwAAABxD9j/4HIqL/"
        + "AQBBTk1GKAAAAAAAAAAAAAUAAAMAAGQAAABWUDhMDwAAAC8FwAAAB9D/iP4HIqL/AQA=");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("missing.png", null, "does not exist")]
    [InlineData("empty.png", "", "is empty")]
    [InlineData("text.png", "this is not an image\n", "is text")]
    [InlineData("noise.png", "\u0001\u0002\u0003\u0004\u0005binary", "not an image")]
    [InlineData("picture.gif", "GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;", "GIF")]
    [InlineData("paper.pdf", "%PDF-1.7\n", "PDF")]
    [InlineData("telephone.heic", "\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic", "HEIC")]
    [InlineData("film.mp4", "\u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0000\u0000isom", "video")]
    [InlineData("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "is text")]
    public void What_is_no_image_is_named_in_one_line(string name, string? content, string expected)
    {
        if (content is not null)
            _folder.Put(name, Encoding.Latin1.GetBytes(content));
        InputException e = Assert.ThrowsAny<InputException>(() => ImageReader.Read(_folder[name]));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains(_folder[name], e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Contains(';', e.Message);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        InputException e = Assert.ThrowsAny<InputException>(() => ImageReader.Read(_folder.Path));
        Assert.Contains("is a folder", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    [InlineData(".ppm")]
    [InlineData(".tif")]
    [InlineData(".bmp")]
    [InlineData(".pfm")]
    public void A_truncated_file_is_refused_wherever_it_is_cut(string extension)
    {
        using Mat image = Pictures.Ramp(40, 30, extension == ".pfm" ? MatType.CV_32FC3 : MatType.CV_8UC3);
        byte[] whole = ImageWriter.Encode(extension, image);
        foreach (double fraction in new[] { 0.2, 0.5, 0.8, 0.97 })
        {
            byte[] part = whole[..(int)(whole.Length * fraction)];
            Assert.ThrowsAny<InputException>(() => ImageReader.Decode(part, "part").Dispose());
        }
        using Mat read = ImageReader.Decode(whole, "whole");
        Assert.Equal(new Size(40, 30), read.Size());
    }

    [Fact]
    public void An_absurd_size_is_refused_before_it_is_decoded()
    {
        Assert.Contains("30000x30000", Assert.Throws<ImageFormatException>(() => ImageReader.Decode(PngOfSize(30_000, 30_000), "huge.png")).Message, StringComparison.Ordinal);
        Assert.Contains("a side above", Assert.Throws<ImageFormatException>(() => ImageReader.Decode(PngOfSize(40_000, 2), "wide.png")).Message, StringComparison.Ordinal);
        // Run lengths: two bytes claim a row, so that the file's own length says nothing about the image's.
        byte[] bitmap =
        [
            .. "BM"u8, 0, 4, 0, 0, 0, 0, 0, 0, 58, 0, 0, 0, 40, 0, 0, 0, .. BitConverter.GetBytes(30_000), .. BitConverter.GetBytes(30_000),
            1, 0, 8, 0, 1, 0, 0, 0, .. new byte[12], 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. new byte[512],
        ];
        Assert.Contains("100 million", Assert.Throws<ImageFormatException>(() => ImageReader.Decode(bitmap, "huge.bmp")).Message, StringComparison.Ordinal);
        Assert.Contains("100 million", Assert.Throws<ImageFormatException>(() => ImageReader.Decode("P5\n30000 30000\n255\n"u8.ToArray(), "huge.pgm")).Message, StringComparison.Ordinal);
    }

    private static byte[] PngOfSize(int width, int height)
    {
        using Mat image = Pictures.Ramp(8, 8, MatType.CV_8UC1);
        byte[] png = ImageWriter.Encode(".png", image);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return [.. png[..8], .. Pictures.PngChunk("IHDR"u8, png.AsSpan(16, 13)), .. png[33..]];
    }

    [Fact]
    public void Depth_and_channels_are_those_of_the_file()
    {
        foreach (MatType type in new[] { MatType.CV_8UC1, MatType.CV_8UC3, MatType.CV_16UC1, MatType.CV_16UC3 })
        {
            using Mat image = Pictures.Ramp(17, 9, type);
            ImageWriter.Write(_folder["image.png"], image);
            using Mat read = ImageReader.Read(_folder["image.png"]);
            Assert.Equal(type, read.Type());
            Assert.Equal(0, Pictures.LargestDifference(image, read));
        }
        using Mat floats = Pictures.Ramp(17, 9, MatType.CV_32FC3);
        ImageWriter.Write(_folder["image.pfm"], floats);
        using Mat again = ImageReader.Read(_folder["image.pfm"]);
        Assert.Equal(MatType.CV_32FC3, again.Type());
        Assert.Equal(0, Pictures.LargestDifference(floats, again));
    }

    [Theory]
    [InlineData(ImageColor.AsStored, 3)]
    [InlineData(ImageColor.AsStoredWithAlpha, 4)]
    [InlineData(ImageColor.Gray, 1)]
    [InlineData(ImageColor.Bgr, 3)]
    public void Transparency_is_dropped_unless_asked_for(ImageColor color, int channels)
    {
        using var image = new Mat(5, 7, MatType.CV_8UC4, new Scalar(10, 200, 90, 40));
        using Mat read = ImageReader.Decode(ImageWriter.Encode(".png", image), "alpha", new ImageReadOptions { Color = color });
        Assert.Equal(channels, read.Channels());
        if (channels >= 3)
            Assert.Equal(200, read.At<Vec3b>(0, 0).Item1 + (channels == 4 ? read.At<Vec4b>(0, 0).Item1 - read.At<Vec3b>(0, 0).Item1 : 0));
    }

    [Theory]
    [InlineData(nameof(AdobeCmyk))]
    [InlineData(nameof(AdobeYcck))]
    public void Cmyk_becomes_bgr(string kind)
    {
        using Mat image = ImageReader.Decode(kind == nameof(AdobeCmyk) ? AdobeCmyk : AdobeYcck, "print.jpg");
        Assert.Equal((MatType.CV_8UC3, new Size(16, 8)), (image.Type(), image.Size()));
        Vec3b red = image.At<Vec3b>(4, 2), gray = image.At<Vec3b>(4, 13);
        Assert.True(red.Item2 > 250 && red.Item1 < 5 && red.Item0 < 5, $"{red}");
        Assert.True(Math.Abs(gray.Item0 - 127) < 4 && Math.Abs(gray.Item2 - 127) < 4, $"{gray}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_palette_becomes_colour_and_its_transparency_alpha(bool transparent)
    {
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Optimal))
            zlib.Write([0, 0b01000000]);
        byte[] png =
        [
            0x89, .. "PNG\r\n\u001a\n"u8,
            .. Pictures.PngChunk("IHDR"u8, [0, 0, 0, 2, 0, 0, 0, 1, 1, 3, 0, 0, 0]),
            .. Pictures.PngChunk("PLTE"u8, [10, 20, 30, 40, 50, 60]),
            .. transparent ? Pictures.PngChunk("tRNS"u8, [0]) : [],
            .. Pictures.PngChunk("IDAT"u8, pixels.ToArray()),
            .. Pictures.PngChunk("IEND"u8, []),
        ];
        using Mat color = ImageReader.Decode(png, "palette.png"), all = ImageReader.Decode(png, "palette.png", new ImageReadOptions { Color = ImageColor.AsStoredWithAlpha });
        Assert.Equal(MatType.CV_8UC3, color.Type());
        Assert.Equal((new Vec3b(30, 20, 10), new Vec3b(60, 50, 40)), (color.At<Vec3b>(0, 0), color.At<Vec3b>(0, 1)));
        Assert.Equal(transparent ? MatType.CV_8UC4 : MatType.CV_8UC3, all.Type());
        if (transparent)
            Assert.Equal((new Vec4b(30, 20, 10, 0), new Vec4b(60, 50, 40, 255)), (all.At<Vec4b>(0, 0), all.At<Vec4b>(0, 1)));
    }

    [Theory]
    [InlineData("P1\n# bits\n2 1\n0 1\n", 255, 0)]
    [InlineData("P2\n2 1\n255\n7 9\n", 7, 9)]
    [InlineData("P5\n2 1\n255\n\u0007\u0009", 7, 9)]
    public void Portable_maps_are_read_as_text_and_as_bytes(string content, int first, int second)
    {
        using Mat image = ImageReader.Decode(Encoding.Latin1.GetBytes(content), "map.pnm");
        Assert.Equal(new Size(2, 1), image.Size());
        Assert.Equal((first, second), (image.At<byte>(0, 0), image.At<byte>(0, 1)));
    }

    [Fact]
    public void Sixteen_bits_of_a_portable_map_are_big_endian()
    {
        using Mat image = ImageReader.Decode([.. "P5\n1 1\n65535\n"u8, 0x12, 0x34], "map.pgm");
        Assert.Equal(0x1234, image.At<ushort>(0, 0));
    }

    [Fact]
    public void Avif_is_read()
    {
        using Mat image = Pictures.Ramp(64, 48, MatType.CV_8UC3);
        using NetVips.Image vips = NetVips.Image.NewFromBuffer(ImageWriter.Encode(".png", image));
        using Mat read = ImageReader.Decode(vips.HeifsaveBuffer(q: 90, compression: NetVips.Enums.ForeignHeifCompression.Av1, effort: 0), "new.avif");
        Assert.Equal(image.Size(), read.Size());
        Assert.True(Pictures.LargestDifference(image, read) < 16);
    }

    [Fact]
    public void Of_an_animation_the_first_frame_is_read()
    {
        using Mat image = ImageReader.Decode(AnimatedWebP, "moving.webp");
        Assert.Equal(new Size(6, 4), image.Size());
        Assert.True(image.At<Vec3b>(2, 3) is { Item2: > 240, Item1: < 15 });
    }

    [Theory]
    [InlineData(1, 8, 4)]
    [InlineData(2, 8, 4)]
    [InlineData(3, 8, 4)]
    [InlineData(4, 8, 4)]
    [InlineData(5, 4, 8)]
    [InlineData(6, 4, 8)]
    [InlineData(7, 4, 8)]
    [InlineData(8, 4, 8)]
    public void An_oriented_photograph_stands_upright(int orientation, int width, int height)
    {
        // The stored picture has its bright corner at the upper left; EXIF 2.3 says where a viewer shows that corner.
        using var stored = new Mat(32, 64, MatType.CV_8UC1, Scalar.All(20));
        Cv2.Rectangle(stored, new Rect(0, 0, 16, 8), Scalar.All(250), -1);
        byte[] jpeg = Pictures.WithOrientation(ImageWriter.Encode(".jpg", stored), orientation);
        using Mat upright = ImageReader.Decode(jpeg, "photo");
        Assert.Equal(new Size(8 * width, 8 * height), upright.Size());
        bool right = orientation is 2 or 3 or 6 or 7, bottom = orientation is 3 or 4 or 7 or 8;
        Assert.True(upright.At<byte>(bottom ? upright.Height - 2 : 1, right ? upright.Width - 2 : 1) > 200);
        Assert.True(upright.At<byte>(bottom ? 1 : upright.Height - 2, right ? 1 : upright.Width - 2) < 60);

        using Mat asStored = ImageReader.Decode(jpeg, "photo", new ImageReadOptions { ApplyOrientation = false });
        Assert.Equal(new Size(64, 32), asStored.Size());
    }

    [Fact]
    public void No_cut_or_changed_byte_of_a_file_escapes_as_another_exception() => Pictures.ForAllSeeds(seed =>
    {
        var random = new Random(seed);
        using Mat image = Pictures.Ramp(12, 10, MatType.CV_8UC3);
        byte[] file = ImageWriter.Encode(new[] { ".png", ".jpg", ".webp", ".ppm", ".tif", ".pfm", ".bmp" }[random.Next(7)], image);
        for (int i = 0; i < 4; i++)
            file[random.Next(file.Length)] = (byte)random.Next(256);
        file = file[..random.Next(1, file.Length + 1)];
        try
        {
            ImageReader.Decode(file, "hostile").Dispose();
        }
        catch (InputException e)
        {
            Assert.DoesNotContain('\n', e.Message);
        }
        return true;
    }, runs: 300);
}
