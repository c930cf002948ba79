using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class ImgprocTests
{
    [Fact]
    public void Gray_is_the_weighted_sum_of_the_colours()
    {
        using var m = new Mat(1, 1, MatType.CV_8UC3, new Scalar(10, 100, 200));
        using var g = new Mat();
        Cv2.CvtColor(m, g, ColorConversionCodes.BGR2GRAY);
        Assert.Equal(Math.Round(0.114 * 10 + 0.587 * 100 + 0.299 * 200), g.At<byte>(0, 0));
    }

    [Fact]
    public void Resizing_averages_areas()
    {
        using var m = Mat.FromArray(new byte[,] { { 0, 100 }, { 100, 200 } });
        using var r = new Mat();
        Cv2.Resize(m, r, new Size(1, 1), interpolation: InterpolationFlags.Area);
        Assert.Equal(100, r.At<byte>(0, 0));
        Cv2.Resize(m, r, default, 3, 2);
        Assert.Equal(new Size(6, 4), r.Size());
    }

    [Fact]
    public void A_warp_there_and_back_gives_the_image_again()
    {
        using var a = Samples.Texture(120, 160);
        Cv2.GaussianBlur(a, a, new Size(0, 0), 3);
        using var h = Samples.Homography();
        using var there = new Mat();
        using var back = new Mat();
        Cv2.WarpPerspective(a, there, h, new Size(200, 160));
        Cv2.WarpPerspective(there, back, h, a.Size(), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap);
        var inner = new Rect(20, 20, 110, 80);
        using var x = a[inner];
        using var y = back[inner];
        Assert.True(Samples.MaxDifference(x, y) <= 4);
    }

    [Fact]
    public void Remap_reads_where_the_map_says()
    {
        using var m = Mat.FromArray(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        using var x = Mat.FromArray(new float[,] { { 2, 0.5f } });
        using var y = Mat.FromArray(new float[,] { { 1, 0 } });
        using var r = new Mat();
        Cv2.Remap(m, r, x, y);
        Assert.Equal((6f, 1.5f), (r.At<float>(0, 0), r.At<float>(0, 1)));
    }

    [Fact]
    public void Four_points_determine_a_homography()
    {
        using var h = Samples.Homography();
        Point2f[] from = [new(0, 0), new(100, 0), new(100, 80), new(0, 80)];
        using var found = Cv2.GetPerspectiveTransform(from, Cv2.PerspectiveTransform(from, h));
        Assert.True(Samples.MaxDifference(h, found) < 1e-3);
        using var rotation = Cv2.GetRotationMatrix2D(new Point2f(0, 0), 90, 1);
        Assert.Equal(1, rotation.At<double>(0, 1), 1e-12);
        using var affine = Cv2.GetAffineTransform([new(0, 0), new(1, 0), new(0, 1)], new Point2f[] { new(5, 6), new(7, 6), new(5, 9) });
        Assert.Equal((2.0, 3.0, 5.0), (Math.Round(affine.At<double>(0, 0), 9), Math.Round(affine.At<double>(1, 1), 9), Math.Round(affine.At<double>(0, 2), 9)));
    }

    [Fact]
    public void Filters_keep_a_constant_image()
    {
        using var m = new Mat(9, 9, MatType.CV_8UC1, new Scalar(50));
        using var r = new Mat();
        Cv2.GaussianBlur(m, r, new Size(5, 5), 1);
        Assert.Equal(0, Samples.MaxDifference(m, r));
        Cv2.Blur(m, r, new Size(3, 3));
        Assert.Equal(0, Samples.MaxDifference(m, r));
        Cv2.MedianBlur(m, r, 3);
        Assert.Equal(0, Samples.MaxDifference(m, r));
        Cv2.BilateralFilter(m, r, 5, 10, 10);
        Assert.Equal(0, Samples.MaxDifference(m, r));
        Cv2.Sobel(m, r, MatType.CV_16S, 1, 0);
        Assert.Equal(0, Cv2.Norm(r));
        Cv2.Laplacian(m, r, MatType.CV_32F);
        Assert.Equal(0, Cv2.Norm(r));
    }

    [Fact]
    public void Kernels_sum_to_one_and_filter_as_told()
    {
        using var k = Cv2.GetGaussianKernel(7, 1.5)!;
        Assert.Equal(1, Cv2.Sum(k).Val0, 1e-12);
        using var m = Mat.FromArray(new float[,] { { 1, 2, 4 } });
        using var kernel = Mat.FromArray(new float[,] { { 1, 0, -1 } });
        using var r = new Mat();
        Cv2.Filter2D(m, r, MatType.CV_32F, kernel, borderType: BorderTypes.Replicate);
        Assert.Equal(-3, r.At<float>(0, 1));
    }

    [Fact]
    public void Morphology_grows_and_shrinks()
    {
        using var m = new Mat(7, 7, MatType.CV_8UC1, new Scalar(0));
        m.Set(3, 3, (byte)255);
        using var element = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));
        using var grown = new Mat();
        using var shrunk = new Mat();
        Cv2.Dilate(m, grown, element);
        Assert.Equal(9, Cv2.CountNonZero(grown));
        Cv2.Erode(grown, shrunk, null);
        Assert.Equal(1, Cv2.CountNonZero(shrunk));
        Cv2.MorphologyEx(m, shrunk, MorphTypes.Open, element);
        Assert.Equal(0, Cv2.CountNonZero(shrunk));
    }

    [Fact]
    public void Shapes_are_measured()
    {
        Point[] square = [new(0, 0), new(10, 0), new(10, 10), new(0, 10)];
        Assert.Equal(100, Cv2.ContourArea(square));
        Assert.Equal(40, Cv2.ArcLength(square, true));
        Assert.Equal(new Rect(0, 0, 11, 11), Cv2.BoundingRect(square));
        Assert.Equal(4, Cv2.ConvexHull([.. square, new Point(5, 5)]).Length);
        Assert.Equal(5, Cv2.PointPolygonTest(square, new Point2f(5, 5), true));
        Assert.True(Cv2.IsContourConvex(square));
        Point2f[] a = [new(0, 0), new(10, 0), new(10, 10), new(0, 10)], b = [new(5, 5), new(15, 5), new(15, 15), new(5, 15)];
        Assert.Equal(25, Cv2.IntersectConvexConvex(a, b, out var meet), 1e-3);
        Assert.Equal(4, meet.Length);
        Assert.Equal(100, Cv2.MinAreaRect(a).Size.Width * Cv2.MinAreaRect(a).Size.Height, 1e-3);
        Assert.Equal(100, Cv2.Moments(square).M00);
    }

    [Fact]
    public void Contours_are_found_and_drawn_again()
    {
        using var m = new Mat(40, 40, MatType.CV_8UC1, new Scalar(0));
        Cv2.Rectangle(m, new Rect(5, 5, 20, 20), Scalar.White, Cv2.FILLED);
        Cv2.Rectangle(m, new Rect(10, 10, 8, 8), Scalar.Black, Cv2.FILLED);
        Cv2.FindContours(m, out var contours, out var hierarchy, RetrievalModes.CComp, ContourApproximationModes.ApproxNone);
        Assert.Equal(2, contours.Length);
        Assert.Contains(hierarchy, h => h.Parent >= 0);
        using var drawn = new Mat(40, 40, MatType.CV_8UC1, new Scalar(0));
        Cv2.DrawContours(drawn, contours, -1, Scalar.White, Cv2.FILLED, hierarchy: hierarchy);
        Assert.True(Cv2.CountNonZero(drawn) >= Cv2.CountNonZero(m));
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        Assert.Equal(2, Cv2.ConnectedComponentsWithStats(m, labels, stats, centroids));
        Assert.Equal(400 - 64, stats.At<int>(1, 4));
    }

    [Fact]
    public void Thresholds_histograms_and_distances()
    {
        using var m = Mat.FromArray(new byte[,] { { 0, 0, 0, 200, 200, 255 } });
        using var r = new Mat();
        Assert.InRange(Cv2.Threshold(m, r, 0, 255, ThresholdTypes.Binary | ThresholdTypes.Otsu), 0, 199);
        Assert.Equal(3, Cv2.CountNonZero(r));
        using var histogram = new Mat();
        Cv2.CalcHist([m], [0], null, histogram, 1, [256], [new Rangef(0, 256)]);
        Assert.Equal((3f, 2f, 1f), (histogram.At<float>(0), histogram.At<float>(200), histogram.At<float>(255)));
        using var d = new Mat();
        Cv2.DistanceTransform(r, d, DistanceTypes.L2, DistanceTransformMasks.Precise);
        Assert.Equal(3, d.At<float>(0, 5));
        using var clahe = Cv2.CreateCLAHE(2, new Size(4, 4));
        Assert.Equal(2, clahe.ClipLimit);
        using var texture = Samples.Texture(64, 64);
        clahe.Apply(texture, r);
        Assert.Equal(texture.Size(), r.Size());
    }

    [Fact]
    public void Shifts_are_found_by_phase_and_by_template()
    {
        using var big = Samples.Texture(140, 140);
        using var part = big[new Rect(30, 40, 50, 50)];
        using var score = new Mat();
        Cv2.MatchTemplate(big, part, score, TemplateMatchModes.CCoeffNormed);
        Cv2.MinMaxLoc(score, out _, out double best, out _, out var at);
        Assert.Equal((new Point(30, 40), true), (at, best > 0.999));
        using var a = new Mat();
        using var b = new Mat();
        big[new Rect(10, 10, 128, 128)].ConvertTo(a, MatType.CV_32F);
        big[new Rect(6, 7, 128, 128)].ConvertTo(b, MatType.CV_32F);
        using var window = new Mat();
        Cv2.CreateHanningWindow(window, a.Size(), MatType.CV_32F);
        var shift = Cv2.PhaseCorrelate(a, b, window, out var response);
        Assert.True(shift.DistanceTo(new Point2d(4, 3)) < 0.2, $"{shift}");
        Assert.True(response > 0.3);
    }

    [Fact]
    public void Drawing_marks_pixels()
    {
        using var m = new Mat(50, 50, MatType.CV_8UC3, new Scalar(0, 0, 0));
        Cv2.Line(m, new Point(0, 0), new Point(49, 0), Scalar.Red);
        Cv2.Circle(m, new Point(25, 25), 3, Scalar.Lime, Cv2.FILLED);
        Assert.Equal(new Vec3b(0, 0, 255), m.At<Vec3b>(0, 20));
        Assert.Equal(new Vec3b(0, 255, 0), m.At<Vec3b>(25, 25));
        Cv2.FillPoly(m, [[new Point(40, 40), new Point(48, 40), new Point(48, 48)]], Scalar.Blue);
        Assert.Equal(new Vec3b(255, 0, 0), m.At<Vec3b>(41, 47));
        Cv2.Polylines(m, [[new Point(0, 10), new Point(9, 10)]], false, Scalar.White);
        Assert.Equal(new Vec3b(255, 255, 255), m.At<Vec3b>(10, 5));
        Cv2.PutText(m, "H", new Point(5, 45), HersheyFonts.HersheySimplex, 0.5, Scalar.White);
        Assert.True(Cv2.GetTextSize("H", HersheyFonts.HersheySimplex, 0.5, 1, out _).Width > 3);
        using var colors = new Mat();
        using var gray = new Mat(1, 1, MatType.CV_8UC1, new Scalar(255));
        Cv2.ApplyColorMap(gray, colors, ColormapTypes.Jet);
        Assert.Equal(new Vec3b(0, 0, 128), colors.At<Vec3b>(0, 0));
    }

    [Fact]
    public void Corners_are_found_and_refined()
    {
        using var m = new Mat(60, 60, MatType.CV_8UC1, new Scalar(0));
        Cv2.Rectangle(m, new Rect(20, 20, 20, 20), Scalar.White, Cv2.FILLED);
        var corners = Cv2.GoodFeaturesToTrack(m, 10, 0.1, 5, null!, 3, false, 0.04);
        Assert.Equal(4, corners.Length);
        var refined = Cv2.CornerSubPix(m, corners, new Size(3, 3), new Size(-1, -1), TermCriteria.Both(30, 0.01));
        Assert.Contains(refined, p => p.DistanceTo(new Point2f(19.5f, 19.5f)) < 0.5);
    }
}
