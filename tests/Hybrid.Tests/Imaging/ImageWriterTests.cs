using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Imaging;

public class ImageWriterTests
{
    public static TheoryData<string, int, int, int> Kinds
    {
        get
        {
            var data = new TheoryData<string, int, int, int>();
            foreach (string extension in new[] { ".png", ".tif", ".ppm" })
            {
                foreach (int channels in new[] { 1, 3, 4 })
                {
                    if (extension == ".ppm" && channels != 3)
                        continue;
                    data.Add(extension, channels, 8, 1);
                    data.Add(extension, channels, 16, 1);
                }
            }
            // More than one strip, the last one shorter.
            data.Add(".png", 3, 8, 40);
            data.Add(".tif", 3, 16, 40);
            data.Add(".tif", 1, 32, 40);
            data.Add(".tif", 3, 32, 1);
            data.Add(".pfm", 3, 32, 1);
            data.Add(".webp", 3, 8, 10);
            data.Add(".bmp", 3, 8, 1);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_is_read_back_as_it_was(string extension, int channels, int bits, int size)
    {
        using var folder = new TemporaryFolder();
        using Mat image = Noise(31 * size, 23 * size, MatType.MakeType(bits == 8 ? MatType.CV_8U : bits == 16 ? MatType.CV_16U : MatType.CV_32F, channels));
        string path = Path.Combine(folder.Path, "image" + extension);
        ImageWriter.Write(path, image);
        using Mat read = ImageReader.Read(path, new ImageReadOptions { Color = ImageColor.AsStoredWithAlpha });
        Assert.Equal(image.Type(), read.Type());
        Assert.Equal(0, Pictures.LargestDifference(image, read));
    }

    [Theory]
    [InlineData("a.jpg", 65_536, 1, false)]
    [InlineData("a.jpg", 65_535, 1, true)]
    [InlineData("a.webp", 1, 16_384, false)]
    [InlineData("a.png", 70_000, 1, true)]
    [InlineData("a.tif", 70_000, 1, true)]
    public void A_side_too_long_for_a_format_is_refused_in_one_line(string path, int width, int height, bool fits)
    {
        Exception? refused = Record.Exception(() => ImageFormats.RequireFits(path, new Size(width, height)));
        Assert.Equal(fits, refused is null);
        if (!fits)
            Assert.Contains("use .tif or .png", Assert.IsType<InputException>(refused).Message, StringComparison.Ordinal);
    }

    private static Mat Noise(int width, int height, MatType type)
    {
        var image = new Mat(height, width, type);
        var random = new Random(5);
        for (int y = 0; y < height; y++)
        {
            var row = new byte[width * image.ElemSize()];
            random.NextBytes(row);
            if (image.Depth() == MatType.CV_32F)
                row = [.. System.Runtime.InteropServices.MemoryMarshal.AsBytes(Array.ConvertAll(row[..(row.Length / 4)], b => b / 7f).AsSpan())];
            System.Runtime.InteropServices.Marshal.Copy(row, 0, image.Ptr(y), row.Length);
        }
        return image;
    }

    [Fact]
    public void Colour_in_a_format_of_greys_is_refused_and_no_empty_file()
    {
        using var color = new Mat(4, 5, MatType.CV_8UC3, Scalar.All(9));
        Assert.Contains(".pgm", Assert.Throws<InputException>(() => ImageWriter.Encode("a.pgm", color)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_larger_image_is_written_as_that_half()
    {
        using Mat image = Noise(60, 40, MatType.CV_8UC3);
        using var half = new Mat(image, new Rect(30, 0, 30, 40));
        using Mat read = ImageReader.Decode(ImageWriter.Encode("half.png", half), "half");
        Assert.Equal(0, Pictures.LargestDifference(half, read));
    }

    [Fact]
    public void A_jpeg_has_the_very_pixels_of_opencvs_encoder_and_decoder()
    {
        using Mat image = Pictures.Ramp(317, 211, MatType.CV_8UC3);
        byte[] ours = ImageWriter.Encode("a.jpg", image, new ImageWriteOptions { JpegQuality = 90 });
        Cv2.ImEncode(".jpg", image, out byte[] theirs, new ImageEncodingParam(ImwriteFlags.JpegQuality, 90));
        using Mat a = ImageReader.Decode(ours, "ours"), b = ImageReader.Decode(theirs, "theirs"), c = Cv2.ImDecode(ours, ImreadModes.Color);
        Assert.Equal(0, Pictures.LargestDifference(a, b));
        Assert.Equal(0, Pictures.LargestDifference(a, c));
    }

    [Theory]
    [InlineData("a.xyz", 3, 8)]
    [InlineData("a", 3, 8)]
    [InlineData("a.jpg", 3, 32)]
    [InlineData("a.png", 1, 32)]
    [InlineData("a.avif", 3, 8)]
    public void What_a_format_cannot_hold_is_refused_in_one_line(string name, int channels, int bits)
    {
        using Mat image = Pictures.Ramp(9, 7, MatType.MakeType(bits == 8 ? MatType.CV_8U : MatType.CV_32F, channels));
        InputException e = Assert.ThrowsAny<InputException>(() => ImageWriter.Encode(name, image));
        Assert.Contains("use .png", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".tif")]
    public void A_full_disk_is_told_as_such(string extension)
    {
        if (!File.Exists("/dev/full"))
            return;
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "full" + extension);
        File.CreateSymbolicLink(path, "/dev/full");
        using Mat image = Noise(310, 230, MatType.CV_8UC3);
        InputException e = Assert.ThrowsAny<InputException>(() => ImageWriter.Write(path, image));
        Assert.Contains("free some space", e.Message, StringComparison.Ordinal);
    }
}
