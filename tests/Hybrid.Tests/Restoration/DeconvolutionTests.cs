using Hybrid.Restoration;
using Hybrid.Tests.Imaging;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Restoration;

public class DeconvolutionTests
{
    private static readonly BlurKernel Diagonal = new(9, 9, [.. Enumerable.Range(0, 81).Select(i => i / 9 == i % 9 ? 1.0 : 0)]);

    private static readonly BlurKernel Point = new(1, 1, [1.0]);

    public static TheoryData<string> Methods => ["wiener", "richardson-lucy"];

    private static IDeblurrer Create(string name, BlurKernel kernel) =>
        name == "wiener" ? new WienerDeblurrer(kernel) : new RichardsonLucyDeblurrer(kernel);

    private static double Error(Mat a, Mat b) => Cv2.Norm(a, b, NormTypes.L2) / Math.Sqrt(a.Total() * a.Channels());

    [Theory]
    [MemberData(nameof(Methods))]
    public void Knowing_the_kernel_brings_an_image_nearer_to_the_sharp_one(string name)
    {
        using Mat sharp = Scenes.Textured(160, 120, 3);
        using Mat blurred = ImageBlur.Apply(sharp, Diagonal, 2.2, 0.005, seed: 1);
        using Mat restored = Create(name, Diagonal).Deblur(blurred);
        Assert.True(Error(restored, sharp) < 0.75 * Error(blurred, sharp), $"{Error(restored, sharp)} of {Error(blurred, sharp)}");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_kernel_of_one_point_changes_next_to_nothing(string name)
    {
        using Mat sharp = Pictures.Ramp(60, 50, MatType.CV_8UC3);
        using Mat restored = Create(name, Point).Deblur(sharp);
        Assert.True(Pictures.LargestDifference(restored, sharp) <= 3);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_restored_image_does_not_move(string name)
    {
        // An even kernel off its centre: convolution and its inverse must agree on where the centre is.
        var aside = new BlurKernel(4, 2, [0, 0, 0, 0, 0.0, 0, 0, 1]);
        using Mat sharp = Scenes.Textured(90, 80, 5);
        using Mat moved = ImageBlur.Apply(sharp, aside, 1, 0, 0);
        using Mat back = Create(name, aside).Deblur(moved);
        using Mat inner = back.SubMat(10, 70, 10, 80), truth = sharp.SubMat(10, 70, 10, 80), asMoved = moved.SubMat(10, 70, 10, 80);
        Assert.True(Error(inner, truth) < 0.4 * Error(asMoved, truth), $"{Error(inner, truth)} of {Error(asMoved, truth)}");
    }

    [Fact]
    public void Depth_channels_and_alpha_are_kept()
    {
        foreach (MatType type in new[] { MatType.CV_8UC1, MatType.CV_8UC3, MatType.CV_8UC4, MatType.CV_16UC1, MatType.CV_16UC3, MatType.CV_16UC4, MatType.CV_32FC1, MatType.CV_32FC3 })
        {
            using Mat image = Pictures.Ramp(33, 21, type);
            using Mat restored = new WienerDeblurrer(Diagonal).Deblur(image);
            Assert.Equal(type, restored.Type());
            Assert.Equal(image.Size(), restored.Size());
            if (image.Channels() != 4)
                continue;
            using Mat before = new(), after = new();
            Cv2.ExtractChannel(image, before, 3);
            Cv2.ExtractChannel(restored, after, 3);
            Assert.Equal(0, Pictures.LargestDifference(before, after));
        }
    }

    [Fact]
    public void Sixteen_bits_keep_more_than_eight()
    {
        using Mat image = Pictures.Ramp(300, 20, MatType.CV_16UC1);
        using Mat restored = new WienerDeblurrer(Point).Deblur(image);
        var values = new HashSet<ushort>();
        for (int x = 0, columns = restored.Cols; x < columns; x++)
            values.Add(restored.At<ushort>(10, x));
        Assert.True(values.Count > 280, $"{values.Count} different values in a ramp of 300");
    }

    [Fact]
    public void Images_smaller_than_the_kernel_are_restored_too()
    {
        foreach ((int width, int height) in new[] { (1, 1), (3, 2), (1, 40) })
        {
            using Mat image = new(height, width, MatType.CV_8UC3, Scalar.All(90));
            using Mat wiener = new WienerDeblurrer(Diagonal).Deblur(image), lucy = new RichardsonLucyDeblurrer(Diagonal).Deblur(image);
            Assert.True(Pictures.LargestDifference(image, wiener) <= 2);
            Assert.True(Pictures.LargestDifference(image, lucy) <= 2);
        }
    }

    [Fact]
    public void A_cancelled_token_stops_the_iteration()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        using Mat image = Pictures.Ramp(20, 20, MatType.CV_8UC3);
        Assert.Throws<OperationCanceledException>(() => new RichardsonLucyDeblurrer(Diagonal).Deblur(image, null, stop.Token));
    }
}
