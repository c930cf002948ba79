using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class VideoTests
{
    [Fact]
    public void ECC_recovers_a_translation()
    {
        using var big = Samples.Texture(140, 140);
        Cv2.GaussianBlur(big, big, new Size(0, 0), 3);
        using var a = big[new Rect(10, 10, 100, 100)].Clone();
        using var b = big[new Rect(8, 11, 100, 100)].Clone();
        using var warp = Mat.FromArray(new float[,] { { 1, 0, 0 }, { 0, 1, 0 } });
        var rho = Cv2.FindTransformECC(a, b, warp, MotionTypes.Translation, new TermCriteria(CriteriaTypes.Count | CriteriaTypes.Eps, 100, 1e-6));
        Assert.True(rho > 0.99);
        Assert.Equal(2f, warp.At<float>(0, 2), 0.1f);
        Assert.Equal(-1f, warp.At<float>(1, 2), 0.1f);
        Assert.True(Cv2.ComputeECC(a, a) > 0.9999);
    }

    [Fact]
    public void Lucas_and_Kanade_follow_points()
    {
        using var big = Samples.Texture(140, 140);
        using var a = big[new Rect(10, 10, 100, 100)].Clone();
        using var b = big[new Rect(8, 11, 100, 100)].Clone();
        using var from = Mat.FromArray(new Point2f(50, 50), new Point2f(30, 60));
        using var to = new Mat();
        using var status = new Mat();
        using var error = new Mat();
        Cv2.CalcOpticalFlowPyrLK(a, b, from, to, status, error);
        Assert.Equal(2, Cv2.CountNonZero(status));
        Assert.True(to.At<Point2f>(0).DistanceTo(new Point2f(52, 49)) < 0.2);
    }

    [Fact]
    public void Farneback_sees_the_shift()
    {
        using var big = Samples.Texture(140, 140);
        using var a = big[new Rect(10, 10, 100, 100)].Clone();
        using var b = big[new Rect(8, 10, 100, 100)].Clone();
        using var flow = new Mat();
        Cv2.CalcOpticalFlowFarneback(a, b, flow, 0.5, 3, 15, 3, 5, 1.2, OpticalFlowFlags.None);
        Assert.Equal(2f, flow.At<Vec2f>(50, 50).Item0, 0.3f);
    }

    [Fact]
    public void Holes_are_filled_in()
    {
        using var m = new Mat(30, 30, MatType.CV_8UC1, new Scalar(90));
        using var mask = new Mat(30, 30, MatType.CV_8UC1, new Scalar(0));
        Cv2.Rectangle(m, new Rect(10, 10, 5, 5), Scalar.Black, Cv2.FILLED);
        Cv2.Rectangle(mask, new Rect(9, 9, 7, 7), Scalar.White, Cv2.FILLED);
        using var r = new Mat();
        Cv2.Inpaint(m, mask, r, 3, InpaintMethod.Telea);
        Assert.Equal(90.0, Cv2.Mean(r).Val0, 1.0);
        Cv2.FastNlMeansDenoising(m, r);
        Assert.Equal(m.Size(), r.Size());
    }
}
