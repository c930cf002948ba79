using Hybrid.Geometry;
using Hybrid.Stitching;
using Hybrid.Stitching.Cameras;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching.Cameras;

public class WaveCorrectionTests
{
    private static readonly Homography Tilt = World.Turn(40, 25, -15);

    [Fact]
    public void A_sweep_in_a_tilted_world_becomes_level()
    {
        Homography[] cameras = [.. Enumerable.Range(0, 8).Select(i => World.Turn(12 * i, 3 * (i % 3 - 1)))];
        Assert.True(WaveCorrection.IsDetermined(cameras));
        Homography[] level = Levelled(cameras);
        Assert.All(level, r => Assert.InRange(Degrees(new Point3d(r.M11, r.M21, r.M31), new Point3d(0, 1, 0)), 89, 91));
    }

    [Fact]
    public void Relative_rotations_are_left_as_they_are()
    {
        Homography[] before = [.. Enumerable.Range(0, 5).Select(i => Tilt * World.Turn(15 * i, i, 2 * i))];
        Homography turn = WaveCorrection.Level(before);
        Homography[] after = [.. before.Select(r => turn * r)];
        for (int i = 1; i < before.Length; i++)
        {
            double[] was = (Transposed(before[0]) * before[i]).ToRowMajor(), @is = (Transposed(after[0]) * after[i]).ToRowMajor();
            for (int k = 0; k < 9; k++)
                Assert.Equal(was[k], @is[k], 1e-9);
        }
        Assert.Equal(1, turn.Determinant, 1e-9);
    }

    [Theory]
    [InlineData(0.2, 0)]
    [InlineData(0, 0.2)]
    [InlineData(0, 18)]
    public void A_burst_or_a_vertical_sweep_stays_as_its_images_are(double yaw, double pitch)
    {
        // The x axes are all but parallel and say nothing; errors of a tenth of a degree must not decide.
        double[] errors = [0.1, -0.05, 0.02, -0.1, 0.06];
        Homography[] cameras = [.. errors.Select((e, i) => World.Turn((i - 2) * yaw + e, (i - 2) * pitch, -e))];
        Assert.False(WaveCorrection.IsDetermined(cameras));
        Homography[] level = Levelled(cameras);
        // In the middle of the sweep down is the image's own down.
        Assert.InRange(Degrees(new Point3d(level[2].M12, level[2].M22, level[2].M32), new Point3d(0, 1, 0)), 0, 1);
    }

    [Fact]
    public void Images_are_not_turned_upside_down()
    {
        Homography[] level = Levelled([.. Enumerable.Range(0, 6).Select(i => World.Turn(20 * i))]);
        Assert.All(level, r => Assert.True(r.M22 > 0.9));
    }

    private static Homography[] Levelled(Homography[] cameras)
    {
        Homography[] tilted = [.. cameras.Select(r => Tilt * r)];
        Homography turn = WaveCorrection.Level(tilted);
        return [.. tilted.Select(r => turn * r)];
    }

    private static Homography Transposed(in Homography m) => new(m.M11, m.M21, m.M31, m.M12, m.M22, m.M32, m.M13, m.M23, m.M33);

    private static double Degrees(Point3d a, Point3d b) => Math.Acos(Math.Clamp(a.X * b.X + a.Y * b.Y + a.Z * b.Z, -1, 1)) * 180 / Math.PI;
}
