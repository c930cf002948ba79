using Hybrid.Geometry;
using Hybrid.Stitching.Cameras;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching.Cameras;

public class PairFocalTests
{
    [Theory]
    [InlineData(14, 0, 0, 500)]
    [InlineData(3, 9, 0, 700)]
    [InlineData(-20, 5, 8, 350)]
    public void The_focal_length_that_made_a_homography_is_found(double yaw, double pitch, double roll, double focal)
    {
        var size = new Size(400, 300);
        var camera = new CameraIntrinsics(focal, focal, 199.5, 149.5);
        Homography h = camera.ToPixels * World.Turn(yaw, pitch, roll) * camera.ToRays;
        double? found = PairFocal.Estimate(Scaled(h, -3), size, size);
        Assert.NotNull(found);
        Assert.Equal(focal / 400, found.Value, 1e-6);
    }

    [Fact]
    public void A_shift_has_no_focal_length() =>
        Assert.Null(PairFocal.Estimate(Homography.Translation(40, 3), new Size(400, 300), new Size(400, 300)));

    private static Homography Scaled(in Homography m, double s) =>
        new(m.M11 * s, m.M12 * s, m.M13 * s, m.M21 * s, m.M22 * s, m.M23 * s, m.M31 * s, m.M32 * s, m.M33 * s);
}
