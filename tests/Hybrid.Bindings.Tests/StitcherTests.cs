using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class StitcherTests
{
    [Fact]
    public void Two_halves_become_one_picture()
    {
        using var whole = Samples.ColorTexture(300, 520);
        using var left = whole[new Rect(0, 0, 320, 300)].Clone();
        using var right = whole[new Rect(200, 0, 320, 300)].Clone();
        using var stitcher = Stitcher.Create(Stitcher.Mode.Scans);
        Assert.Equal(0.6, stitcher.RegistrationResol);
        using var pano = new Mat();
        Assert.Equal(Stitcher.Status.OK, stitcher.Stitch([left, right], pano));
        Assert.InRange(pano.Cols, 510, 530);
        Assert.InRange(pano.Rows, 290, 310);
        Assert.Equal([0, 1], stitcher.Component);
    }

    [Fact]
    public void Pictures_without_overlap_are_a_status_not_an_error()
    {
        using var a = Samples.ColorTexture(200, 200, 1);
        using var b = Samples.ColorTexture(200, 200, 50);
        using var stitcher = Stitcher.Create();
        using var pano = new Mat();
        Assert.NotEqual(Stitcher.Status.OK, stitcher.Stitch([a, b], pano));
    }
}
