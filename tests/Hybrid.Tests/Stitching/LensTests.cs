using System.Globalization;
using Hybrid.Geometry;
using Hybrid.Stitching;
using Hybrid.Stitching.Cameras;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching;

/// <summary>Views through lenses that are no pinholes. They have 480x360 pixels and turn by known angles.</summary>
public sealed class LensTests : IDisposable
{
    private const double HalfDiagonal = 300;

    private static readonly StitchOptions Classic = new() { Method = StitchMethod.Classic };

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_barrel_is_found_and_undone()
    {
        const double lambda = -0.2, focal = 400;
        Point3d Lens(Point2d p) => new(p.X - 239.5, p.Y - 179.5, focal * (1 + lambda * Square(p) / (HalfDiagonal * HalfDiagonal)));
        using StitchResult result = Stitched(Classic, Lens, [-20, 0, 20, 40]);
        ProvenanceStep lens = Assert.Single(result.Provenance, s => s.Step == "lens");
        Assert.StartsWith("radial distortion", lens.Evidence, StringComparison.Ordinal);
        Assert.InRange(double.Parse(lens.Evidence.Split(' ')[2], CultureInfo.InvariantCulture), lambda - 0.05, lambda + 0.05);
        RequireTrue(result, Lens, [-20, 0, 20, 40], 1);
    }

    [Fact]
    public void A_fisheye_that_is_told_of_is_not_bent_into_a_plane()
    {
        using StitchResult result = Stitched(Classic with { Lens = LensChoice.Fisheye }, Fisheye, [-35, 0, 35]);
        RequireTrue(result, Fisheye, [-35, 0, 35], 1.5);
        // 2 · 240 / 200 rad of one view and twice 35 degrees.
        Assert.InRange(result.Panoramas[0].FieldOfView, 200, 216);
    }

    [Fact]
    public void A_fisheye_is_known_by_its_circle()
    {
        using StitchResult result = Stitched(Classic, Fisheye, [-30, 0, 30], circle: true);
        Assert.StartsWith("equidistant fisheye", Assert.Single(result.Provenance, s => s.Step == "lens").Evidence, StringComparison.Ordinal);
        Panorama panorama = Assert.Single(result.Panoramas);
        Assert.Equal(3, panorama.Members.Count);
        // The black frame is no part of the picture: 2 · 180 / 200 rad of one circle and twice 30 degrees.
        Assert.InRange(panorama.FieldOfView, 150, 172);
    }

    [Fact]
    public void A_pinhole_is_left_one()
    {
        using StitchResult result = Stitched(Classic, p => new Point3d(p.X - 239.5, p.Y - 179.5, 400), [-20, 0, 20]);
        Assert.DoesNotContain(result.Provenance, s => s.Step == "lens");
    }

    [Theory]
    [InlineData(-0.3)]
    [InlineData(0.1)]
    public void A_lens_leads_to_directions_and_back(double lambda)
    {
        foreach (Lens lens in new[] { new Lens(LensKind.Radial, lambda), new Lens(LensKind.Fisheye), default })
        {
            foreach (Point2d p in new Point2d[] { new(0, 0), new(-200, 10), new(150, 120) })
            {
                Point2d back = lens.Place(lens.Ray(p, 200, 250), 200, 250);
                Assert.Equal(p.X, back.X, 1e-6);
                Assert.Equal(p.Y, back.Y, 1e-6);
            }
        }
    }

    private static double Square(Point2d p) => (p.X - 239.5) * (p.X - 239.5) + (p.Y - 179.5) * (p.Y - 179.5);

    private static Point3d Fisheye(Point2d p)
    {
        double r = Math.Sqrt(Square(p));
        return r < 1e-9 ? new(0, 0, 1) : new((p.X - 239.5) / r * Math.Sin(r / 200), (p.Y - 179.5) / r * Math.Sin(r / 200), Math.Cos(r / 200));
    }

    private StitchResult Stitched(StitchOptions options, Func<Point2d, Point3d> lens, double[] yaws, bool circle = false) =>
        new PanoramaStitcher(options).Stitch([.. yaws.Select((yaw, i) =>
        {
            Mat image = _world.See(lens, World.Turn(yaw, i % 2), 480, 360);
            if (circle)
            {
                using Mat disc = new(360, 480, MatType.CV_8UC1, Scalar.All(255));
                Cv2.Circle(disc, new Point(240, 180), 180, Scalar.All(0), -1);
                image.SetTo(Scalar.All(0), disc);
            }
            return new SourceImage($"{i}.png", image);
        })]);

    /// <summary>Requires that what lies in one place of the panorama was seen in one direction.</summary>
    private static void RequireTrue(StitchResult result, Func<Point2d, Point3d> lens, double[] yaws, double pixels)
    {
        Panorama panorama = Assert.Single(result.Panoramas);
        Assert.Equal(yaws.Length, panorama.Members.Count);
        for (int i = 0; i + 1 < yaws.Length; i++)
        {
            Homography a = World.Turn(yaws[i], i % 2), b = World.Turn(yaws[i + 1], (i + 1) % 2);
            foreach (Point2d p in new Point2d[] { new(330, 180), new(380, 90), new(350, 260) })
            {
                Point2d q = panorama.FromPanorama(i + 1, panorama.ToPanorama(i, p));
                Point3d d = Unit(Rotation.Apply(a, lens(p))), e = Unit(Rotation.Apply(b, lens(q)));
                double angle = Math.Acos(Math.Clamp(d.X * e.X + d.Y * e.Y + d.Z * e.Z, -1, 1));
                Assert.True(angle < pixels / 200, $"{p} of view {i}: {angle * 200:F2} px");
            }
        }
    }

    private static Point3d Unit(Point3d d) => d * (1 / Math.Sqrt(d.X * d.X + d.Y * d.Y + d.Z * d.Z));
}
