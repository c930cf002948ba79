using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Imaging;

public class LargeImageWriterTests
{
    public static TheoryData<string, int, int, int> Kinds
    {
        get
        {
            var data = new TheoryData<string, int, int, int>();
            foreach (string extension in new[] { ".png", ".tif" })
            {
                foreach (int channels in new[] { 1, 3 })
                {
                    data.Add(extension, channels, 8, 1);
                    data.Add(extension, channels, 16, 1);
                }
            }
            // More than one strip, the last one shorter.
            data.Add(".png", 3, 8, 40);
            data.Add(".tif", 3, 16, 40);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_in_strips_is_read_back_as_it_was(string extension, int channels, int bits, int size)
    {
        using var folder = new TemporaryFolder();
        using Mat image = Noise(31 * size, 23 * size, MatType.MakeType(bits == 8 ? MatType.CV_8U : MatType.CV_16U, channels));
        string path = Path.Combine(folder.Path, "image" + extension);
        LargeImageWriter.Write(path, image);
        using Mat read = ImageReader.Read(path);
        Assert.Equal(image.Type(), read.Type());
        using Mat difference = new();
        Cv2.Absdiff(image, read, difference);
        using Mat flat = difference.Reshape(1);
        Assert.Equal(0, Cv2.CountNonZero(flat));
    }

    [Theory]
    [InlineData("a.jpg", 65_536, 1, false)]
    [InlineData("a.jpg", 65_535, 1, true)]
    [InlineData("a.webp", 1, 16_384, false)]
    [InlineData("a.png", 70_000, 1, true)]
    [InlineData("a.tif", 70_000, 1, true)]
    public void A_side_too_long_for_a_format_is_refused_in_one_line(string path, int width, int height, bool fits)
    {
        Exception? refused = Record.Exception(() => LargeImageWriter.RequireFits(path, new Size(width, height)));
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
            System.Runtime.InteropServices.Marshal.Copy(row, 0, image.Ptr(y), row.Length);
        }
        return image;
    }
}
