using Hybrid.Native.Stitching;
using Hybrid.Stitching;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching;

public class SurfaceTests
{
    public static TheoryData<SurfaceKind> Surfaces => [.. Enum.GetValues<SurfaceKind>().Where(k => k != SurfaceKind.Auto)];

    [Theory]
    [MemberData(nameof(Surfaces))]
    public void A_direction_comes_back_from_its_place(SurfaceKind kind)
    {
        Surface surface = Surface.Of(kind);
        for (double yaw = -1; yaw <= 1; yaw += 0.25)
        {
            for (double pitch = -0.7; pitch <= 0.7; pitch += 0.2)
            {
                var ray = new Point3d(Math.Sin(yaw) * Math.Cos(pitch), Math.Sin(pitch), Math.Cos(yaw) * Math.Cos(pitch));
                Point3d back = surface.Unproject(surface.Project(ray));
                double length = Math.Sqrt(back.X * back.X + back.Y * back.Y + back.Z * back.Z);
                Assert.Equal(ray.X, back.X / length, 9);
                Assert.Equal(ray.Y, back.Y / length, 9);
                Assert.Equal(ray.Z, back.Z / length, 9);
            }
        }
    }

    [Theory]
    [InlineData(SurfaceKind.Plane, Projection.Plane)]
    [InlineData(SurfaceKind.Cylindrical, Projection.Cylindrical)]
    [InlineData(SurfaceKind.Mercator, Projection.Mercator)]
    public void Places_are_those_of_OpenCVs_warper(SurfaceKind kind, Projection projection)
    {
        const float focal = 400, cx = 200, cy = 150, scale = 350;
        Surface surface = Surface.Of(kind);
        using var warper = new ProjectionWarper(projection, scale);
        var turn = World.Turn(20, -10, 5);
        float[] k = [focal, 0, cx, 0, focal, cy, 0, 0, 1], r = Array.ConvertAll(turn.ToRowMajor(), v => (float)v);
        for (int x = 0; x <= 400; x += 80)
        {
            for (int y = 0; y <= 300; y += 60)
            {
                Point2d own = surface.Project(Rotation.Apply(turn, new Point3d((x - cx) / focal, (y - cy) / focal, 1)));
                (float u, float v) = warper.Warp(x, y, k, r);
                Assert.Equal(u, own.X * scale, 0.05);
                Assert.Equal(v, own.Y * scale, 0.05);
            }
        }
    }
}
