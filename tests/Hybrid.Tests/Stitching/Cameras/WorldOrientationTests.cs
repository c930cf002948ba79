using Hybrid.Geometry;
using Hybrid.Stitching.Cameras;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching.Cameras;

public class WorldOrientationTests
{
    private static readonly Homography Tilt = World.Turn(40, 25, -15);

    [Fact]
    public void A_sweep_in_a_tilted_world_becomes_level()
    {
        Homography[] cameras = [.. Enumerable.Range(0, 8).Select(i => World.Turn(12 * i, 3 * (i % 3 - 1)))];
        WorldOrientation found = Find(cameras);
        Assert.True(found.IsDetermined);
        Assert.Equal(0, found.QuarterTurns);
        Assert.All(Levelled(cameras, found), r => Assert.InRange(Degrees(new Point3d(r.M11, r.M21, r.M31), new Point3d(0, 1, 0)), 89, 91));
    }

    [Fact]
    public void Relative_rotations_are_left_as_they_are()
    {
        Homography[] before = [.. Enumerable.Range(0, 5).Select(i => Tilt * World.Turn(15 * i, i, 2 * i))];
        Homography turn = WorldOrientation.Find(before).Turn;
        Homography[] after = [.. before.Select(r => turn * r)];
        for (int i = 1; i < before.Length; i++)
        {
            double[] was = (Transposed(before[0]) * before[i]).ToRowMajor(), @is = (Transposed(after[0]) * after[i]).ToRowMajor();
            for (int k = 0; k < 9; k++)
                Assert.Equal(was[k], @is[k], 1e-9);
        }
        Assert.Equal(1, turn.Determinant, 1e-9);
    }

    [Fact]
    public void A_burst_stays_as_its_images_are()
    {
        // The axes are all but parallel and say nothing; errors of a tenth of a degree must not decide.
        double[] errors = [0.1, -0.05, 0.02, -0.1, 0.06];
        Homography[] cameras = [.. errors.Select((e, i) => World.Turn((i - 2) * 0.2 + e, e, -e))];
        WorldOrientation found = Find(cameras);
        Assert.False(found.IsDetermined);
        Assert.Equal(0, found.QuarterTurns);
        // In the middle down is the image's own down.
        Homography middle = Levelled(cameras, found)[2];
        Assert.InRange(Degrees(new Point3d(middle.M12, middle.M22, middle.M32), new Point3d(0, 1, 0)), 0, 1);
    }

    // The axis of a vertical sweep lies across the images, and the picture is turned so that they stand upright again.
    [Theory]
    [InlineData(0, 18, 0, 0)]
    [InlineData(18, 0, 0, 90)]
    [InlineData(18, 0, 25, 0)]
    [InlineData(18, 0, -30, 0)]
    public void A_sweep_turns_about_the_axis(double yaw, double pitch, double tilt, double roll)
    {
        double[] errors = [0.1, -0.05, 0.02, -0.1, 0.06];
        Homography[] cameras = [.. errors.Select((e, i) => World.Turn((i - 2) * yaw + e, (i - 2) * pitch + tilt, roll - e))];
        WorldOrientation found = Find(cameras);
        Homography axis = found.Turn * Tilt;
        Point3d expected = yaw != 0 ? new(axis.M12, axis.M22, axis.M32) : new(axis.M11, axis.M21, axis.M31);
        Assert.InRange(Math.Abs(expected.Y), Math.Cos(2 * Math.PI / 180), 1);
        Assert.Equal(pitch != 0 || Math.Abs(roll) == 90 ? 1 : 0, found.QuarterTurns % 2);
    }

    [Fact]
    public void A_rolled_sweep_is_levelled_and_not_shown_askew()
    {
        Homography[] cameras = [.. Enumerable.Range(-3, 7).Select(i => World.Turn(15 * i, 0, 30))];
        WorldOrientation found = Find(cameras);
        Homography axis = found.Turn * Tilt;
        Assert.InRange(Math.Abs(axis.M22), Math.Cos(1 * Math.PI / 180), 1);
        Assert.Equal(0, found.QuarterTurns);
    }

    [Fact]
    public void Images_are_not_turned_upside_down()
    {
        Homography[] cameras = [.. Enumerable.Range(0, 6).Select(i => World.Turn(20 * i))];
        Assert.All(Levelled(cameras, Find(cameras)), r => Assert.True(r.M22 > 0.9));
    }

    [Fact]
    public void Quarter_turns_are_taken_from_neighbour_to_neighbour_all_the_way_round()
    {
        int[] turns = [0, 1, 3, 2, 0, 0, 1, 2, 3, 1, 0, 2];
        Homography[] cameras = [.. turns.Select((t, i) => World.Turn(30 * i, 5 * (i % 2), 90 * t + 4 * (i % 3 - 1)))];
        Assert.Equal(turns, QuarterTurns.Between(cameras));
        for (int i = 0; i < turns.Length; i++)
        {
            Homography level = QuarterTurns.Undo(cameras[i], turns[i]);
            Assert.True(level.M22 > 0.95);
        }
    }

    private static WorldOrientation Find(Homography[] cameras) => WorldOrientation.Find([.. cameras.Select(r => Tilt * r)]);

    private static Homography[] Levelled(Homography[] cameras, WorldOrientation found) => [.. cameras.Select(r => found.Turn * (Tilt * r))];

    private static Homography Transposed(in Homography m) => new(m.M11, m.M21, m.M31, m.M12, m.M22, m.M32, m.M13, m.M23, m.M33);

    private static double Degrees(Point3d a, Point3d b) => Math.Acos(Math.Clamp(a.X * b.X + a.Y * b.Y + a.Z * b.Z, -1, 1)) * 180 / Math.PI;
}
