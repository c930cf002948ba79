using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class Calib3dTests
{
    [Theory]
    [InlineData(HomographyMethods.Ransac)]
    [InlineData(HomographyMethods.LMedS)]
    [InlineData(HomographyMethods.Rho)]
    [InlineData(HomographyMethods.USAC_DEFAULT)]
    [InlineData(HomographyMethods.USAC_ACCURATE)]
    [InlineData(HomographyMethods.USAC_MAGSAC)]
    public void A_homography_is_found_among_outliers(HomographyMethods method)
    {
        var (from, to, h) = Scene(100, 30);
        using var truth = h;
        using var mask = new Mat();
        using var found = Cv2.FindHomography(from, to, method, 2, mask);
        Assert.True(Samples.Apply(found, new Point2d(150, 100)).DistanceTo(Samples.Apply(h, new Point2d(150, 100))) < 0.01);
        Assert.Equal(100, mask.Rows);
        Assert.InRange(Cv2.CountNonZero(mask), 65, 80);
    }

    [Fact]
    public void A_homography_is_found_with_chosen_estimator_parts()
    {
        var (from, to, h) = Scene(100, 30);
        using var truth = h;
        using var a = Mat.FromArray(from);
        using var b = Mat.FromArray(to);
        using var mask = new Mat();
        using var found = Cv2.FindHomography(a, b, mask, new UsacParams { Score = ScoreMethod.MAGSAC, LoMethod = LocalOptimMethod.SIGMA, Threshold = 2, Confidence = 0.999, RandomGeneratorState = 5 });
        Assert.True(Samples.Apply(found, new Point2d(150, 100)).DistanceTo(Samples.Apply(h, new Point2d(150, 100))) < 0.1);
        Assert.InRange(Cv2.CountNonZero(mask), 60, 80);
    }

    [Fact]
    public void The_same_points_give_the_same_homography()
    {
        var (from, to, h) = Scene(100, 40);
        h.Dispose();
        using var a = Cv2.FindHomography(from, to, HomographyMethods.USAC_MAGSAC, 2);
        using var b = Cv2.FindHomography(from, to, HomographyMethods.USAC_MAGSAC, 2);
        Assert.Equal(0, Samples.MaxDifference(a, b));
    }

    [Fact]
    public void No_homography_is_an_empty_Mat()
    {
        Point2d[] same = [new(1, 1), new(1, 1), new(1, 1), new(1, 1)];
        using var h = Cv2.FindHomography(same, same, HomographyMethods.Ransac);
        Assert.True(h.Empty());
        Assert.Throws<OpenCVException>(() => Cv2.FindHomography([new Point2d(0, 0)], [new Point2d(0, 0)]));
    }

    [Fact]
    public void Affine_maps_are_estimated()
    {
        using var m = Mat.FromArray(new[,] { { 1.1, 0.2, 3 }, { -0.2, 1.1, 5 } });
        var from = Enumerable.Range(0, 20).Select(i => new Point2f(i * 7 % 50, i * 13 % 60)).ToArray();
        using var a = Mat.FromArray(from);
        using var b = new Mat();
        Cv2.Transform(a, b, m);
        using var inliers = new Mat();
        using var full = Cv2.EstimateAffine2D(a, b, inliers)!;
        using var partial = Cv2.EstimateAffinePartial2D(a, b)!;
        Assert.True(Samples.MaxDifference(m, full) < 1e-4);
        Assert.True(Samples.MaxDifference(m, partial) < 1e-3);
        Assert.Equal(20, Cv2.CountNonZero(inliers));
    }

    [Fact]
    public void Two_views_give_fundamental_and_essential_matrices()
    {
        var random = new Random(3);
        using var k = Mat.FromArray(new[,] { { 500.0, 0, 320 }, { 0, 500, 240 }, { 0, 0, 1 } });
        var points = Enumerable.Range(0, 60).Select(_ => new Point3d(random.NextDouble() * 4 - 2, random.NextDouble() * 4 - 2, 6 + random.NextDouble() * 4)).ToArray();
        var left = points.Select(p => new Point2d(500 * p.X / p.Z + 320, 500 * p.Y / p.Z + 240)).ToArray();
        var right = points.Select(p => new Point2d(500 * (p.X - 0.5) / p.Z + 320, 500 * p.Y / p.Z + 240)).ToArray();
        using var f = Cv2.FindFundamentalMat(left, right, FundamentalMatMethods.Point8);
        Assert.Equal((3, 3), (f.Rows, f.Cols));
        using var a = Mat.FromArray(left);
        using var b = Mat.FromArray(right);
        using var e = Cv2.FindEssentialMat(a, b, k);
        using var r = new Mat();
        using var t = new Mat();
        Assert.True(Cv2.RecoverPose(e, a, b, k, r, t) > 50);
        Assert.Equal(-1, t.At<double>(0), 0.01);
        using var lines = new Mat();
        Cv2.ComputeCorrespondEpilines(a, 1, f, lines);
        var line = lines.At<Vec3d>(0);
        Assert.Equal(0, line.Item0 * right[0].X + line.Item1 * right[0].Y + line.Item2, 0.1);
        using var h1 = new Mat();
        using var h2 = new Mat();
        Assert.True(Cv2.StereoRectifyUncalibrated(a, b, f, new Size(640, 480), h1, h2));
    }

    [Fact]
    public void A_plane_homography_decomposes_into_its_motion()
    {
        using var k = Mat.FromArray(new[,] { { 500.0, 0, 320 }, { 0, 500, 240 }, { 0, 0, 1 } });
        using var h = Mat.FromArray(new[,] { { 1.0, 0, 50 }, { 0, 1, 0 }, { 0, 0, 1 } });
        var n = Cv2.DecomposeHomographyMat(h, k, out var rotations, out var translations, out var normals);
        Assert.Equal((n, n, n), (rotations.Length, translations.Length, normals.Length));
        Assert.Contains(translations, t => Math.Abs(Math.Abs(t.At<double>(0)) - 0.1) < 1e-6);
        foreach (var m in rotations.Concat(translations).Concat(normals))
            m.Dispose();
    }

    [Fact]
    public void Rotation_vectors_and_matrices_convert()
    {
        using var v = Mat.FromArray(0.0, 0.0, Math.PI / 2);
        using var r = new Mat();
        using var q = new Mat();
        Cv2.Rodrigues(v, r);
        Assert.Equal(-1, r.At<double>(0, 1), 1e-12);
        using var upper = new Mat();
        var angles = Cv2.RQDecomp3x3(r, upper, q);
        Assert.Equal(90, angles.Item2, 1e-6);
    }

    [Fact]
    public void Pose_is_found_from_points()
    {
        using var k = Mat.FromArray(new[,] { { 500.0, 0, 320 }, { 0, 500, 240 }, { 0, 0, 1 } });
        using var world = Mat.FromArray(new Point3d(0, 0, 0), new Point3d(1, 0, 0), new Point3d(1, 1, 0), new Point3d(0, 1, 0), new Point3d(0.5, 0.5, 1), new Point3d(0.2, 0.7, 0.4));
        using var r0 = Mat.FromArray(0.1, -0.2, 0.05);
        using var t0 = Mat.FromArray(0.3, -0.1, 5.0);
        using var image = new Mat();
        Cv2.ProjectPoints(world, r0, t0, k, null!, image);
        using var r = new Mat();
        using var t = new Mat();
        Cv2.SolvePnP(world, image, k, null!, r, t);
        Assert.True(Samples.MaxDifference(t0, t) < 1e-3);
        using var inliers = new Mat();
        Cv2.SolvePnPRansac(world, image, k, null!, r, t, inliers: inliers);
        Assert.Equal(6, inliers.Rows);
    }

    [Fact]
    public void Rectified_cameras_share_rows_and_Q_gives_depth()
    {
        using var k = Mat.FromArray(new[,] { { 500.0, 0, 320 }, { 0, 500, 240 }, { 0, 0, 1 } });
        using var r = Mat.FromArray(new[,] { { 1.0, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } });
        using var t = Mat.FromArray(-0.1, 0.0, 0.0);
        using var r1 = new Mat();
        using var r2 = new Mat();
        using var p1 = new Mat();
        using var p2 = new Mat();
        using var q = new Mat();
        Cv2.StereoRectify(k, null!, k, null!, new Size(640, 480), r, t, r1, r2, p1, p2, q, StereoRectificationFlags.ZeroDisparity, -1, new Size(640, 480), out var roi, out _);
        Assert.Equal(new Size(640, 480), roi.Size);
        using var disparity = new Mat(1, 1, MatType.CV_32FC1, new Scalar(10));
        using var xyz = new Mat();
        Cv2.ReprojectImageTo3D(disparity, xyz, q);
        Assert.Equal(500 * 0.1 / 10, xyz.At<Vec3f>(0, 0).Item2, 1e-3);
        using var map1 = new Mat();
        using var map2 = new Mat();
        Cv2.InitUndistortRectifyMap(k, null!, r1, p1, new Size(640, 480), MatType.CV_32FC1, map1, map2);
        Assert.Equal(100f, map1.At<float>(7, 100), 1e-2f);
    }

    [Theory]
    [InlineData(StereoSGBMMode.SGBM)]
    [InlineData(StereoSGBMMode.HH)]
    [InlineData(StereoSGBMMode.SGBM3Way)]
    public void Semiglobal_matching_finds_the_shift(StereoSGBMMode mode)
    {
        using var big = Samples.Texture(120, 240);
        using var left = big[new Rect(20, 0, 200, 120)].Clone();
        using var right = big[new Rect(27, 0, 200, 120)].Clone();
        using var sgbm = StereoSGBM.Create(0, 32, 5, 200, 800, mode: mode);
        using var disparity = new Mat();
        sgbm.Compute(left, right, disparity);
        Assert.Equal(MatType.CV_16SC1, disparity.Type());
        Assert.Equal(7 * 16, disparity.At<short>(60, 120));
        Assert.Equal((32, 5, 200, 800, mode), (sgbm.NumDisparities, sgbm.BlockSize, sgbm.P1, sgbm.P2, sgbm.Mode));
        sgbm.MinDisparity = -8;
        Assert.Equal(-8, sgbm.MinDisparity);
    }

    [Fact]
    public void Block_matching_finds_the_shift()
    {
        using var big = Samples.Texture(120, 240);
        using var left = big[new Rect(20, 0, 200, 120)].Clone();
        using var right = big[new Rect(27, 0, 200, 120)].Clone();
        using var bm = StereoBM.Create(32, 9);
        bm.UniquenessRatio = 5;
        using var disparity = new Mat();
        bm.Compute(left, right, disparity);
        Assert.Equal(7 * 16, disparity.At<short>(60, 120), 2.0);
        Cv2.FilterSpeckles(disparity, -16, 50, 16);
    }

    private static (Point2d[] From, Point2d[] To, Mat H) Scene(int count, int outliers)
    {
        var random = new Random(7);
        var h = Samples.Homography();
        var from = Enumerable.Range(0, count).Select(_ => new Point2d(random.NextDouble() * 300, random.NextDouble() * 200)).ToArray();
        // Outliers last: Rho takes the first pairs for the best.
        var to = from.Select((p, i) => i >= count - outliers ? new Point2d(random.NextDouble() * 300, random.NextDouble() * 200) : Samples.Apply(h, p)).ToArray();
        return (from, to, h);
    }
}
