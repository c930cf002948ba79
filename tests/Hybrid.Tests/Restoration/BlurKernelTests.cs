using Hybrid.Restoration;
using Hybrid.Tests.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Restoration;

public class BlurKernelTests
{
    [Fact]
    public void A_text_kernel_is_divided_by_its_sum()
    {
        using var folder = new TemporaryFolder();
        BlurKernel kernel = BlurKernel.Read(folder.Put("k.txt", "1 2e0\t1\n\n0,4;0\n"u8.ToArray()));
        Assert.Equal((3, 2), (kernel.Width, kernel.Height));
        Assert.Equal([0.125f, 0.25f, 0.125f, 0, 0.5f, 0], kernel.Values.ToArray());
    }

    [Fact]
    public void A_picture_is_read_as_a_kernel()
    {
        using var folder = new TemporaryFolder();
        using Mat dot = new(5, 7, MatType.CV_8UC1, Scalar.All(0));
        dot.Set(2, 3, (byte)200);
        BlurKernel kernel = BlurKernel.Read(folder.Put("k.png", dot.ToBytes()));
        Assert.Equal((7, 5), (kernel.Width, kernel.Height));
        Assert.Equal(1, kernel.Values[2 * 7 + 3]);
    }

    [Theory]
    [InlineData("", "sides from 1")]
    [InlineData("0 0\n0 0\n", "zero")]
    [InlineData("1 -1\n1 1\n", "negative")]
    [InlineData("1 nan\n1 1\n", "not finite")]
    [InlineData("1 2\n3\n", "row 2")]
    [InlineData("a kernel\n", "not a number")]
    public void What_is_no_kernel_is_refused_in_one_line(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Put("k.txt", System.Text.Encoding.UTF8.GetBytes(text));
        string message = Assert.Throws<InputException>(() => BlurKernel.Read(path)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_missing_kernel_is_named() =>
        Assert.Contains("none.txt", Assert.Throws<InputException>(() => BlurKernel.Read("none.txt")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    [InlineData(1, 5)]
    public void A_point_is_blurred_into_the_kernel_itself(int width, int height)
    {
        double[] values = [.. Enumerable.Range(1, width * height).Select(v => (double)v)];
        var kernel = new BlurKernel(width, height, values);
        using Mat point = new(21, 21, MatType.CV_8UC1, Scalar.All(0));
        point.Set(10, 10, (byte)255);
        using Mat blurred = ImageBlur.Apply(point, kernel, gamma: 1, noise: 0, seed: 0);
        int cx = (width - 1) / 2, cy = (height - 1) / 2;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                Assert.Equal(255 * kernel.Values[y * width + x], blurred.At<byte>(10 + y - cy, 10 + x - cx), 0.51);
        }
    }
}
