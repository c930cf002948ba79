using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class StructTests
{
    [Fact]
    public void Rectangles_meet_and_join()
    {
        var a = new Rect(0, 0, 4, 4);
        var b = new Rect(2, 1, 5, 2);
        Assert.Equal(new Rect(2, 1, 2, 2), a & b);
        Assert.Equal(new Rect(0, 0, 7, 4), a | b);
        Assert.True(a.IntersectsWith(b));
        Assert.True(a.Contains(3, 3));
        Assert.False(a.Contains(4, 0));
        Assert.Equal((4, 4), (a.Right, a.Bottom));
        Assert.Equal(Rect.Empty, a & new Rect(9, 9, 1, 1));
    }

    [Fact]
    public void Vectors_saturate_like_OpenCV()
    {
        Assert.Equal(new Vec3b(255, 0, 7), new Vec3b(200, 0, 3) + new Vec3b(100, 0, 4));
        Assert.Equal(new Vec3b(0, 2, 4), new Vec3b(0, 1, 3) * 1.5);
        Assert.Equal(2.0, new Vec3d(1, 2, 3)[1]);
    }

    [Fact]
    public void Points_measure_distances()
    {
        Assert.Equal(5, new Point2d(0, 0).DistanceTo(new Point2d(3, 4)));
        Assert.Equal(new Point(4, 6), new Point(1, 2) + new Point(3, 4));
        Assert.Equal(-2, new Point2f(1, 2).CrossProduct(new Point2f(3, 4)));
    }

    [Fact]
    public void A_rotated_rectangle_has_the_corners_that_OpenCV_gives()
    {
        var r = new RotatedRect(new Point2f(10, 20), new Size2f(8, 4), 30);
        var ours = r.Points();
        var theirs = Cv2.BoxPoints(r);
        for (var i = 0; i < 4; i++)
            Assert.True(ours[i].DistanceTo(theirs[i]) < 1e-4);
        Assert.Equal(new Rect(5, 16, 11, 9), r.BoundingRect());
    }
}
