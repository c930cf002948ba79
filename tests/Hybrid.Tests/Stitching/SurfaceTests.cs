using System.Text.Json;
using Hybrid.Geometry;
using Hybrid.Stitching;
using Hybrid.Stitching.Cameras;
using Hybrid.Stitching.Layout;
using Hybrid.Tests.Stitching.Fixtures;
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
    [MemberData(nameof(Surfaces))]
    public void A_place_comes_back_from_its_direction(SurfaceKind kind)
    {
        Surface surface = Surface.Of(kind);
        for (double x = -0.9; x <= 0.9; x += 0.15)
        {
            for (double y = -0.9; y <= 0.9; y += 0.15)
            {
                Point2d back = surface.Project(surface.Unproject(new Point2d(x, y)));
                Assert.Equal(x, back.X, 9);
                Assert.Equal(y, back.Y, 9);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Surfaces))]
    public void One_focal_length_in_the_middle_is_one_unit(SurfaceKind kind)
    {
        // Else the panorama would not have the images' resolution.
        Surface surface = Surface.Of(kind);
        Point2d right = surface.Project(new Point3d(1e-4, 0, 1)), low = surface.Project(new Point3d(0, 1e-4, 1));
        Assert.Equal(1, right.X / 1e-4, 6);
        Assert.Equal(1, low.Y / 1e-4, 6);
    }

    [Theory]
    [InlineData(SurfaceKind.Plane, "plane", 0)]
    [InlineData(SurfaceKind.Cylindrical, "cylindrical", 0)]
    [InlineData(SurfaceKind.Mercator, "mercator", 0)]
    [InlineData(SurfaceKind.Spherical, "spherical", Math.PI / 2)]
    public void Places_are_those_of_OpenCVs_warper(SurfaceKind kind, string name, double top)
    {
        JsonElement fixture = DetailFixtures.Surfaces;
        double focal = fixture.GetProperty("focal").GetDouble(), cx = fixture.GetProperty("cx").GetDouble(), cy = fixture.GetProperty("cy").GetDouble(), scale = fixture.GetProperty("scale").GetDouble();
        Homography turn = Homography.FromRowMajor(DetailFixtures.Numbers(fixture.GetProperty("rotation")));
        Surface surface = Surface.Of(kind);
        foreach (double[] row in fixture.GetProperty("places").GetProperty(name).EnumerateArray().Select(DetailFixtures.Numbers))
        {
            Point2d own = surface.Project(Rotation.Apply(turn, new Point3d((row[0] - cx) / focal, (row[1] - cy) / focal, 1)));
            Assert.Equal(row[2], own.X * scale, 0.05);
            Assert.Equal(row[3], (own.Y + top) * scale, 0.05);
        }
    }
}
