using Hybrid.Native;
using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class NativeTests
{
    [Fact]
    public void The_shim_is_there_and_tells_its_version()
    {
        Assert.True(NativeBackend.IsAvailable, NativeBackend.UnavailableReason);
        Assert.Empty(NativeBackend.UnavailableReason);
        Assert.Equal(Cv2.GetVersionString(), NativeBackend.OpenCvVersion);
        Assert.Contains("OpenCV", NativeBackend.OpenCvBuildInformation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DisPreset.UltraFast)]
    [InlineData(DisPreset.Fast)]
    [InlineData(DisPreset.Medium)]
    public void Dense_inverse_search_finds_the_shift(DisPreset preset)
    {
        using var big = Samples.Texture(160, 200);
        using var a = big[new Rect(10, 10, 160, 120)].Clone();
        using var b = big[new Rect(7, 12, 160, 120)].Clone();
        using var flow = new Mat(120, 160, MatType.CV_32FC2, new Scalar(0, 0));
        using var dis = new DisFlow(preset);
        dis.Compute(120, 160, a.Data, a.Step(), b.Data, b.Step(), flow.Data, flow.Step());
        var v = flow.At<Vec2f>(60, 80);
        Assert.Equal(3f, v.Item0, 0.3f);
        Assert.Equal(-2f, v.Item1, 0.3f);
    }

    [Fact]
    public void A_good_start_helps_a_search_without_steps()
    {
        using var big = Samples.Texture(160, 260);
        using var a = big[new Rect(50, 10, 160, 120)].Clone();
        using var b = big[new Rect(10, 10, 160, 120)].Clone();
        a.GetArray(out byte[] pa);
        b.GetArray(out byte[] pb);
        using var dis = new DisFlow(DisPreset.Medium) { FinestScale = 2, GradientDescentIterations = 20 };
        var start = new float[2 * 120 * 160];
        for (var i = 0; i < start.Length; i += 2)
            start[i] = 40;
        dis.Compute(120, 160, pa, pb, start, useInitial: true);
        Assert.Equal(40f, start[2 * (60 * 160 + 60)], 1f);
    }

    [Fact]
    public void Settings_are_kept()
    {
        using var dis = new DisFlow(DisPreset.Fast)
        {
            FinestScale = 1,
            PatchSize = 10,
            PatchStride = 5,
            GradientDescentIterations = 9,
            VariationalRefinementIterations = 4,
            VariationalRefinementAlpha = 11,
            VariationalRefinementDelta = 6,
            VariationalRefinementGamma = 7,
            UseMeanNormalization = false,
            UseSpatialPropagation = false,
        };
        Assert.Equal((1, 10, 5, 9, 4), (dis.FinestScale, dis.PatchSize, dis.PatchStride, dis.GradientDescentIterations, dis.VariationalRefinementIterations));
        Assert.Equal((11f, 6f, 7f), (dis.VariationalRefinementAlpha, dis.VariationalRefinementDelta, dis.VariationalRefinementGamma));
        Assert.False(dis.UseMeanNormalization || dis.UseSpatialPropagation);
        Assert.Throws<ArgumentException>(() => dis.Compute(10, 10, new byte[99], new byte[100], new float[200]));
    }
}
