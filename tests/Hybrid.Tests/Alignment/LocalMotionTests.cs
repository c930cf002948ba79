using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment;

public class LocalMotionTests
{
    private static readonly Homography View = new(0.98, 0.05, 9, -0.04, 1.01, 12, 4e-5, -3e-5, 1);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.8, -0.6)]
    public void Two_views_of_a_plane_are_one_even_where_the_homography_is_a_pixel_off(double dx, double dy)
    {
        using ImagePair pair = Pair(0, 0);
        LocalMotion motion = LocalMotion.Of(pair, Homography.Translation(dx, dy) * View);
        Assert.InRange(motion.Patches, 150, 2000);
        Assert.False(motion.IsBeyondPlane, motion.ToString());
    }

    [Theory]
    [InlineData(1.2)]
    [InlineData(2)]
    public void What_moved_by_a_pixel_or_two_before_the_plane_is_seen(double shift)
    {
        using ImagePair pair = Pair(shift, 200);
        LocalMotion motion = LocalMotion.Of(pair, View);
        Assert.True(motion.IsBeyondPlane, motion.ToString());
    }

    [Fact]
    public void Light_and_contrast_are_no_motion()
    {
        using ImagePair pair = Pair(0, 0);
        using var brighter = new Mat();
        pair.B.ConvertTo(brighter, MatType.CV_8U, 0.6, 70);
        using var lit = new ImagePair("lit", pair.A.Clone(), brighter.Clone());
        Assert.False(LocalMotion.Of(lit, View).IsBeyondPlane);
    }

    [Fact]
    public void Images_without_texture_say_nothing()
    {
        using var pair = new ImagePair("flat", new Mat(120, 160, MatType.CV_8UC1, Scalar.All(90)), new Mat(120, 160, MatType.CV_8UC1, Scalar.All(90)));
        LocalMotion motion = LocalMotion.Of(pair, Homography.Identity);
        Assert.Equal(0, motion.Patches);
        Assert.False(motion.IsBeyondPlane);
    }

    /// <summary>Two views of a textured plane, before which a square of side <paramref name="side"/> has moved to the right.</summary>
    private static ImagePair Pair(double shift, int side)
    {
        using Mat scene = Scenes.Textured(640, 480, 4);
        var a = new Mat();
        Cv2.GaussianBlur(scene, a, new Size(0, 0), 1.2);
        using Mat moved = a.Clone();
        if (side > 0)
        {
            using Mat whole = Homography.Translation(-shift, 0).PullBack(a, a.Size(), out Mat seen);
            using Mat owned = seen, from = whole[new Rect(180, 120, side, side)], to = moved[new Rect(180, 120, side, side)];
            from.CopyTo(to);
        }
        Mat b = View.Inverse()!.Value.PullBack(moved, moved.Size(), out Mat inside);
        inside.Dispose();
        return new ImagePair("scene", a, b);
    }
}
