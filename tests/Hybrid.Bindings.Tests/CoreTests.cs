using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class CoreTests
{
    [Fact]
    public void Arithmetic_takes_Mats_and_scalars()
    {
        using var a = Mat.FromArray(10f, 20f);
        using var b = Mat.FromArray(1f, 2f);
        using var r = new Mat();
        Cv2.Add(a, b, r);
        Assert.Equal([11f, 22f], Floats(r));
        Cv2.Subtract(a, new Scalar(5), r);
        Assert.Equal([5f, 15f], Floats(r));
        Cv2.Subtract(new Scalar(5), a, r);
        Assert.Equal([-5f, -15f], Floats(r));
        Cv2.Multiply(a, b, r, 0.5);
        Assert.Equal([5f, 20f], Floats(r));
        Cv2.Divide(a, b, r);
        Assert.Equal([10f, 10f], Floats(r));
        Cv2.Divide(40, a, r);
        Assert.Equal([4f, 2f], Floats(r));
        Cv2.AddWeighted(a, 0.5, b, 2, 1, r);
        Assert.Equal([8f, 15f], Floats(r));
        Cv2.Absdiff(b, a, r);
        Assert.Equal([9f, 18f], Floats(r));
        Cv2.Max(a, b, r);
        Assert.Equal([10f, 20f], Floats(r));
        Cv2.Min(a, 12.0, r);
        Assert.Equal([10f, 12f], Floats(r));
        Cv2.Multiply(a, 2.0, r);
        Assert.Equal([20f, 40f], Floats(r));
    }

    [Fact]
    public void Comparisons_give_masks()
    {
        using var a = Mat.FromArray<byte>(1, 5, 9);
        using var r = new Mat();
        Cv2.InRange(a, new Scalar(4), new Scalar(6), r);
        Assert.Equal([0, 255, 0], Bytes(r));
        Cv2.Compare(a, 5.0, r, CmpType.GE);
        Assert.Equal([0, 255, 255], Bytes(r));
        using var n = new Mat();
        Cv2.BitwiseNot(r, n);
        Assert.Equal([255, 0, 0], Bytes(n));
        Cv2.BitwiseAnd(a, r, n);
        Assert.Equal([0, 5, 9], Bytes(n));
    }

    [Fact]
    public void Statistics_are_those_of_the_numbers()
    {
        using var m = Mat.FromArray(new[,] { { 1f, 2f }, { 3f, -6f } });
        Assert.Equal(0, Cv2.Sum(m).Val0);
        Assert.Equal(0, Cv2.Mean(m).Val0);
        Cv2.MeanStdDev(m, out var mean, out var deviation);
        Assert.Equal(0, mean.Val0);
        Assert.Equal(Math.Sqrt(12.5), deviation.Val0, 1e-12);
        Cv2.MinMaxLoc(m, out double lo, out double hi, out var loAt, out var hiAt);
        Assert.Equal((-6.0, 3.0, new Point(1, 1), new Point(0, 1)), (lo, hi, loAt, hiAt));
        Assert.Equal(6, Cv2.Norm(m, NormTypes.INF));
        Assert.Equal(Math.Sqrt(50), Cv2.Norm(m), 1e-12);
        Assert.Equal(4, Cv2.CountNonZero(m));
        using var sums = new Mat();
        Cv2.Reduce(m, sums, ReduceDimension.Row, ReduceTypes.Sum, -1);
        Assert.Equal([4f, -4f], Floats(sums));
    }

    [Fact]
    public void Channels_split_and_merge()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC3, new Scalar(1, 2, 3));
        var parts = Cv2.Split(m);
        Assert.Equal([1.0, 2.0, 3.0], parts.Select(p => Cv2.Mean(p).Val0));
        using var back = new Mat();
        Cv2.Merge([parts[2], parts[1], parts[0]], back);
        Assert.Equal(new Vec3b(3, 2, 1), back.At<Vec3b>(1, 1));
        using var one = new Mat();
        Cv2.ExtractChannel(back, one, 2);
        Assert.Equal(1, one.At<byte>(0, 0));
        using var mixed = new Mat(2, 2, MatType.CV_8UC1);
        Cv2.MixChannels([m], [mixed], [1, 0]);
        Assert.Equal(2, mixed.At<byte>(0, 1));
        foreach (var p in parts)
            p.Dispose();
    }

    [Fact]
    public void Images_turn_flip_and_stack()
    {
        using var m = Mat.FromArray(new[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        using var r = new Mat();
        Cv2.Flip(m, r, FlipMode.Y);
        Assert.Equal([3, 2, 1, 6, 5, 4], Ints(r));
        Cv2.Rotate(m, r, RotateFlags.Rotate90Clockwise);
        Assert.Equal([4, 1, 5, 2, 6, 3], Ints(r));
        Cv2.Transpose(m, r);
        Assert.Equal([1, 4, 2, 5, 3, 6], Ints(r));
        Cv2.VConcat([m, m], r);
        Assert.Equal(new Size(3, 4), r.Size());
        Cv2.HConcat(m, m, r);
        Assert.Equal(new Size(6, 2), r.Size());
        Cv2.CopyMakeBorder(m, r, 1, 0, 0, 2, BorderTypes.Replicate);
        Assert.Equal([1, 2, 3, 3, 3, 1, 2, 3, 3, 3, 4, 5, 6, 6, 6], Ints(r));
        Assert.Equal(1, Cv2.BorderInterpolate(-1, 3, BorderTypes.Reflect101));
    }

    [Fact]
    public void Linear_algebra_solves_and_inverts()
    {
        using var a = Mat.FromArray(new[,] { { 2.0, 1.0 }, { 1.0, 3.0 } });
        using var b = Mat.FromArray(new[,] { { 3.0 }, { 5.0 } });
        using var x = new Mat();
        Assert.True(Cv2.Solve(a, b, x));
        Assert.Equal(0.8, x.At<double>(0, 0), 1e-12);
        Assert.Equal(5, Cv2.Determinant(a), 1e-12);
        using var inverse = new Mat();
        using var one = new Mat();
        Cv2.Invert(a, inverse);
        Cv2.Gemm(a, inverse, 1, null!, 0, one);
        Assert.Equal(1, one.At<double>(0, 0), 1e-12);
        Assert.Equal(0, one.At<double>(0, 1), 1e-12);
        using var w = new Mat();
        using var u = new Mat();
        using var vt = new Mat();
        SVD.Compute(a, w, u, vt);
        Assert.Equal(5, w.At<double>(0) * w.At<double>(1), 1e-9);
        using var values = new Mat();
        using var vectors = new Mat();
        Assert.True(Cv2.Eigen(a, values, vectors));
        Assert.Equal((5 + Math.Sqrt(5)) / 2, values.At<double>(0), 1e-9);
    }

    [Fact]
    public void Perspective_transform_divides_by_w()
    {
        using var h = Samples.Homography();
        var p = Cv2.PerspectiveTransform([new Point2d(100, 50)], h)[0];
        Assert.True(p.DistanceTo(Samples.Apply(h, new Point2d(100, 50))) < 1e-9);
        Assert.Empty(Cv2.PerspectiveTransform(Array.Empty<Point2f>(), h));
    }

    [Fact]
    public void The_inverse_transform_undoes_the_transform()
    {
        using var texture = Samples.Texture(32, 48);
        using var f = new Mat();
        texture.ConvertTo(f, MatType.CV_32F);
        using var spectrum = new Mat();
        using var back = new Mat();
        Cv2.Dft(f, spectrum, DftFlags.ComplexOutput);
        Cv2.Idft(spectrum, back, DftFlags.RealOutput | DftFlags.Scale);
        Assert.True(Samples.MaxDifference(f, back) < 1e-3);
        Assert.Equal(Cv2.Sum(f).Val0, spectrum.At<Vec2f>(0, 0).Item0, 1.0);
    }

    [Fact]
    public void Polar_coordinates_and_powers()
    {
        using var x = Mat.FromArray(3f, 0f);
        using var y = Mat.FromArray(4f, 2f);
        using var magnitude = new Mat();
        using var angle = new Mat();
        Cv2.CartToPolar(x, y, magnitude, angle, true);
        Assert.Equal(5, magnitude.At<float>(0), 1e-4);
        Assert.Equal(90, angle.At<float>(1), 1e-1);
        Cv2.Pow(x, 2, magnitude);
        Assert.Equal(9, magnitude.At<float>(0));
        using var n = Mat.FromArray(float.NaN, 1f);
        Cv2.PatchNaNs(n, 7);
        Assert.Equal([7f, 1f], Floats(n));
    }

    [Fact]
    public void The_build_tells_its_version()
    {
        Assert.Equal(4, Cv2.GetVersionMajor());
        Assert.StartsWith("4.", Cv2.GetVersionString(), StringComparison.Ordinal);
        Assert.Contains("OpenCV", Cv2.GetBuildInformation(), StringComparison.Ordinal);
        Assert.True(Cv2.GetNumThreads() >= 1);
    }

    private static float[] Floats(Mat m)
    {
        m.GetArray(out float[] v);
        return v;
    }

    private static byte[] Bytes(Mat m)
    {
        m.GetArray(out byte[] v);
        return v;
    }

    private static int[] Ints(Mat m)
    {
        m.GetArray(out int[] v);
        return v;
    }
}
