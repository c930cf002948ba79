using Hybrid.Native;
using Hybrid.Native.Stitching;
using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class StitchingPartsTests
{
    private const double Focal = 400;
    private const int Width = 320, Height = 240;

    public static TheoryData<Projection> Projections => [.. Enum.GetValues<Projection>()];

    public static TheoryData<SeamModel> Seams => [.. Enum.GetValues<SeamModel>()];

    public static TheoryData<ExposureModel> Exposures => [.. Enum.GetValues<ExposureModel>()];

    public static TheoryData<BlendModel> Blends => [.. Enum.GetValues<BlendModel>()];

    [Theory]
    [InlineData(BundleAdjustment.Ray)]
    [InlineData(BundleAdjustment.Reprojection)]
    public void A_turning_camera_is_recovered(BundleAdjustment kind)
    {
        var angles = new[] { 0.0, 0.25, 0.5 };
        var (views, pairs) = TurningCamera(angles);
        var start = CameraEstimator.Estimate(CameraModel.Homography, views, pairs);
        Assert.NotNull(start);
        bool[] focalOnly = [true, false, false, false, false, false, false, false, false];
        var cameras = CameraEstimator.Adjust(kind, views, pairs, start, refine: focalOnly);
        Assert.NotNull(cameras);
        Assert.All(cameras, c => Assert.Equal(Focal, c.Focal, 0.02 * Focal));
        Assert.Equal(0.25, Angle(cameras[0], cameras[1]), 0.005);
        Assert.Equal(0.5, Angle(cameras[0], cameras[2]), 0.01);
        var straight = CameraEstimator.Straighten(WaveCorrection.Horizontal, cameras);
        Assert.Equal(0.5, Angle(straight[0], straight[2]), 0.01);
    }

    [Fact]
    public void A_scanner_is_recovered()
    {
        var (views, pairs) = Scanner(60, 25);
        var start = CameraEstimator.Estimate(CameraModel.Affine, views, pairs);
        Assert.NotNull(start);
        foreach (var kind in new[] { BundleAdjustment.Affine, BundleAdjustment.AffinePartial })
        {
            var cameras = CameraEstimator.Adjust(kind, views, pairs, start);
            Assert.NotNull(cameras);
            Assert.Equal(60, Math.Abs(cameras[1].R[2] - cameras[0].R[2]), 0.5);
            Assert.Equal(25, Math.Abs(cameras[1].R[5] - cameras[0].R[5]), 0.5);
        }
    }

    [Fact]
    public void Unsure_pairs_do_not_connect()
    {
        var (views, pairs) = TurningCamera([0, 0.25, 0.5]);
        Assert.Equal([0, 1, 2], CameraEstimator.BiggestComponent(views, pairs));
        var weak = pairs.Select(p => p.B == 2 ? p with { Confidence = 0.1 } : p).ToArray();
        Assert.Equal([0, 1], CameraEstimator.BiggestComponent(views, weak));
        var broken = pairs[0] with { Indices = [.. pairs[0].Indices.Select(_ => 100000)] };
        Assert.Throws<NativeException>(() => CameraEstimator.Estimate(CameraModel.Homography, views, [broken]));
    }

    [Theory]
    [MemberData(nameof(Projections))]
    public void Projecting_and_back_is_the_identity(Projection projection)
    {
        using var warper = new ProjectionWarper(projection, projection == Projection.Affine ? 1 : Focal);
        var k = new CameraParameters { Focal = Focal, Ppx = Width / 2.0, Ppy = Height / 2.0 }.K();
        float[] r = projection == Projection.Affine ? [1, 0, 5, 0, 1, 7, 0, 0, 1] : [1, 0, 0, 0, 1, 0, 0, 0, 1];
        var there = warper.Warp(200, 90, k, r);
        var back = warper.Unwarp(there.X, there.Y, k, r);
        Assert.Equal(200f, back.X, 0.1f);
        Assert.Equal(90f, back.Y, 0.1f);
        var roi = warper.Roi(Width, Height, k, r);
        Assert.InRange(there.X, roi.X - 1, roi.X + roi.Width + 1);
        Assert.InRange(there.Y, roi.Y - 1, roi.Y + roi.Height + 1);
        using var image = Samples.ColorTexture(Height, Width);
        var (warped, corner) = warper.Warp(Buffer(image), k, r, (int)InterpolationFlags.Linear, (int)BorderTypes.Reflect);
        using (warped)
        {
            Assert.Equal((roi.X, roi.Y), (corner.X, corner.Y));
            using var m = View(warped);
            Assert.Equal(MatType.CV_8UC3, m.Type());
            var (x, y) = ((int)MathF.Round(there.X) - corner.X, (int)MathF.Round(there.Y) - corner.Y);
            Assert.InRange(x, 0, m.Cols - 1);
            Assert.InRange(y, 0, m.Rows - 1);
        }
        var (xmap, ymap, _) = warper.BuildMaps(Width, Height, k, r);
        Assert.Equal((xmap.Buffer.Rows, (int)MatType.CV_32FC1), (ymap.Buffer.Rows, xmap.Buffer.Type));
        xmap.Dispose();
        ymap.Dispose();
    }

    [Theory]
    [MemberData(nameof(Exposures))]
    public void A_darker_picture_is_brought_up(ExposureModel model)
    {
        using var bright = new Mat(96, 96, MatType.CV_8UC3, new Scalar(120, 120, 120));
        using var dark = new Mat(96, 96, MatType.CV_8UC3, new Scalar(80, 80, 80));
        using var mask = new Mat(96, 96, MatType.CV_8UC1, new Scalar(255));
        using var compensator = new ExposureCompensator(model);
        PixelPoint[] corners = [new(0, 0), new(32, 0)];
        compensator.Feed(corners, [Buffer(bright), Buffer(dark)], [Buffer(mask), Buffer(mask)]);
        compensator.Apply(0, corners[0], Buffer(bright), Buffer(mask));
        compensator.Apply(1, corners[1], Buffer(dark), Buffer(mask));
        var difference = Cv2.Mean(bright).Val0 - Cv2.Mean(dark).Val0;
        Assert.True(model == ExposureModel.None ? difference == 40 : Math.Abs(difference) < 25, $"{difference}");
        if (model == ExposureModel.Gain)
            Assert.Equal(2, compensator.Gains().Length);
    }

    [Theory]
    [MemberData(nameof(Seams))]
    public void Seams_leave_no_hole_and_little_overlap(SeamModel model)
    {
        using var whole = Samples.ColorTexture(80, 160);
        using var left = whole[new Rect(0, 0, 100, 80)].Clone();
        using var right = whole[new Rect(60, 0, 100, 80)].Clone();
        using var maskLeft = new Mat(80, 100, MatType.CV_8UC1, new Scalar(255));
        using var maskRight = new Mat(80, 100, MatType.CV_8UC1, new Scalar(255));
        SeamFinder.Find(model, [Buffer(left), Buffer(right)], [new(0, 0), new(60, 0)], [Buffer(maskLeft), Buffer(maskRight)]);
        using var a = maskLeft[new Rect(60, 0, 40, 80)];
        using var b = maskRight[new Rect(0, 0, 40, 80)];
        using var either = new Mat();
        using var both = new Mat();
        Cv2.BitwiseOr(a, b, either);
        Cv2.BitwiseAnd(a, b, both);
        Assert.Equal(3200, Cv2.CountNonZero(either));
        Assert.True(model == SeamModel.None ? Cv2.CountNonZero(both) == 3200 : Cv2.CountNonZero(both) < 400);
    }

    [Theory]
    [MemberData(nameof(Blends))]
    public void Halves_of_one_picture_blend_into_it(BlendModel model)
    {
        using var whole = Samples.ColorTexture(96, 160);
        using var left = whole[new Rect(0, 0, 100, 96)].Clone();
        using var right = whole[new Rect(60, 0, 100, 96)].Clone();
        using var mask = new Mat(96, 100, MatType.CV_8UC1, new Scalar(255));
        using var blender = new Blender(model);
        blender.Prepare(PixelRect.Around([new(0, 0), new(60, 0)], [(100, 96), (100, 96)]));
        blender.Feed(Buffer(left), Buffer(mask), new(0, 0));
        blender.Feed(Buffer(right), Buffer(mask), new(60, 0));
        var (image, covered) = blender.Blend();
        using (image)
        using (covered)
        {
            using var m = View(image);
            using var c = View(covered);
            Assert.Equal(160 * 96, Cv2.CountNonZero(c));
            // Each band of the pyramid is cut to whole numbers.
            var mean = Cv2.Norm(whole, m, NormTypes.L1) / (3 * whole.Total());
            Assert.True(mean < 3, $"{mean}");
            Assert.True(Samples.MaxDifference(whole, m) <= (model == BlendModel.MultiBand ? 20 : 2));
        }
    }

    private static ImageBuffer Buffer(Mat m) => new(m.Data, m.Rows, m.Cols, m.Type(), m.Step());

    private static Mat View(NativeImage image) => Mat.FromPixelData(image.Buffer.Rows, image.Buffer.Cols, image.Buffer.Type, image.Buffer.Data, image.Buffer.Step);

    private static double Angle(CameraParameters a, CameraParameters b)
    {
        var trace = 0.0;
        for (var i = 0; i < 9; i++)
            trace += a.R[i] * b.R[i];
        return Math.Acos(Math.Clamp((trace - 1) / 2, -1, 1));
    }

    /// <summary>Views of far points by a camera that turns about the y axis.</summary>
    private static (ViewPoints[] Views, PairMatches[] Pairs) TurningCamera(double[] angles)
    {
        var random = new Random(4);
        var world = Enumerable.Range(0, 400).Select(_ => (X: random.NextDouble() * 2 - 0.8, Y: random.NextDouble() - 0.5, Z: 1.0)).ToArray();
        var seen = angles.Select(angle => world.Select(p =>
        {
            var (sin, cos) = Math.SinCos(angle);
            var (x, z) = (cos * p.X - sin * p.Z, sin * p.X + cos * p.Z);
            return new Point2d(Focal * x / z + Width / 2.0, Focal * p.Y / z + Height / 2.0);
        }).ToArray()).ToArray();
        return Graph(seen);
    }

    private static (ViewPoints[] Views, PairMatches[] Pairs) Scanner(double dx, double dy)
    {
        var random = new Random(4);
        var world = Enumerable.Range(0, 300).Select(_ => new Point2d(random.NextDouble() * Width, random.NextDouble() * Height)).ToArray();
        return Graph([world, [.. world.Select(p => p + new Point2d(dx, dy))]]);
    }

    private static (ViewPoints[] Views, PairMatches[] Pairs) Graph(Point2d[][] seen)
    {
        var views = seen.Select(s => new ViewPoints(Width, Height, [.. s.SelectMany(p => new[] { (float)p.X, (float)p.Y })])).ToArray();
        var pairs = new List<PairMatches>();
        for (var a = 0; a < seen.Length; a++)
        {
            for (var b = a + 1; b < seen.Length; b++)
            {
                var common = Enumerable.Range(0, seen[a].Length).Where(i => Inside(seen[a][i]) && Inside(seen[b][i])).ToArray();
                using var h = Cv2.FindHomography(common.Select(i => seen[a][i]), common.Select(i => seen[b][i]));
                h.GetArray(out double[] values);
                pairs.Add(new PairMatches(a, b, [.. common.SelectMany(i => new[] { i, i })], [.. common.Select(_ => true)], values, 2));
            }
        }
        return (views, [.. pairs]);
    }

    private static bool Inside(Point2d p) => p.X >= 0 && p.Y >= 0 && p.X < Width && p.Y < Height;
}
