using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class ErrorTests
{
    [Fact]
    public void OpenCVException_carries_the_message_of_OpenCV()
    {
        using var empty = new Mat();
        using var dst = new Mat();
        var e = Assert.Throws<OpenCVException>(() => Cv2.CvtColor(empty, dst, ColorConversionCodes.BGR2GRAY));
        Assert.Equal("!_src.empty()", e.ErrMsg);
        Assert.Equal("!_src.empty()", e.Message);
        Assert.Equal("cvtColor", e.FuncName);
        Assert.Equal(ErrorCode.StsAssert, e.Status);
        Assert.EndsWith("color.cpp", e.FileName, StringComparison.Ordinal);
        Assert.True(e.Line > 0);
    }

    [Fact]
    public void Each_thread_sees_its_own_error()
    {
        Parallel.For(0, 200, i =>
        {
            using var empty = new Mat();
            using var small = new Mat(2, 2, MatType.CV_8UC1);
            using var dst = new Mat();
            var e = i % 2 == 0
                ? Assert.Throws<OpenCVException>(() => Cv2.CvtColor(empty, dst, ColorConversionCodes.BGR2GRAY))
                : Assert.Throws<OpenCVException>(() => Cv2.MedianBlur(small, dst, 4));
            Assert.Equal(i % 2 == 0 ? "cvtColor" : "medianBlur", e.FuncName);
        });
    }

    [Fact]
    public void A_missing_argument_is_named()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC1);
        Assert.Equal("src", Assert.Throws<ArgumentNullException>(() => Cv2.Resize(null!, m, new Size(1, 1))).ParamName);
        Assert.Equal("dst", Assert.Throws<ArgumentNullException>(() => Cv2.Resize(m, null!, new Size(1, 1))).ParamName);
    }

    [Fact]
    public void A_size_beyond_memory_is_an_error_not_a_crash()
    {
        var e = Assert.Throws<OpenCVException>(() => new Mat(1 << 20, 1 << 20, MatType.CV_64FC4));
        Assert.Equal(ErrorCode.StsNoMem, e.Status);
    }
}
