using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class HomographyCanvasTests
{
    [Fact]
    public void The_identity_keeps_the_frame()
    {
        CanvasBounds bounds = Homography.Identity.WarpBounds(A);
        Assert.True(bounds.IsUsable);
        Assert.Equal(new Rect(0, 0, A.Width, A.Height), bounds.Bounds);
    }

    [Fact]
    public void A_resize_gives_the_resized_frame() =>
        Assert.Equal(new Rect(0, 0, 1280, 240), Homography.Resize(2, 0.5).WarpBounds(A).Bounds);

    [Fact]
    public void The_canvas_holds_the_target_frame_where_asked() =>
        Assert.Equal(new Rect(-100, 0, 900, 600), Homography.Translation(-100, 50).WarpBounds(A, null, B).Bounds);

    [Fact]
    public void Every_pixel_of_A_lands_in_its_canvas() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        CanvasBounds canvas = h.WarpBounds(A);
        Point2d q = h.Apply(r.PointInA());
        return canvas.IsUsable
            && q.X >= canvas.Bounds.Left - 0.5 && q.X <= canvas.Bounds.Right - 0.5
            && q.Y >= canvas.Bounds.Top - 0.5 && q.Y <= canvas.Bounds.Bottom - 0.5;
    });

    public static TheoryData<Homography> Absurd => new()
    {
        new Homography(1000, 0, 0, 0, 1000, 0, 0, 0, 1),
        new Homography(1, 0, 0, 0, 1, 0, -1 / 639.6, 0, 1),
        new Homography(1, 0, 0, 0, 1, 0, -0.01, 0, 1),
        new Homography(1, 0, double.PositiveInfinity, 0, 1, 0, 0, 0, 1),
        Homography.Translation(1e12, 0),
    };

    [Theory]
    [MemberData(nameof(Absurd))]
    public void An_absurd_canvas_is_refused_with_evidence(Homography h)
    {
        CanvasBounds canvas = h.WarpBounds(A);
        Assert.False(canvas.IsUsable);
        Assert.Equal(ReasonCode.DegenerateGeometry, canvas.Reason);
        Assert.NotEmpty(canvas.Evidence);
        Assert.Equal(default, canvas.Bounds);
    }
}
