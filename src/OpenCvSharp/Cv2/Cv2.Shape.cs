namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static Moments Moments(InputArray array, bool binaryImage = false)
    {
        NativeMethods.Check(NativeMethods.imgproc_moments(Arg.In(array), binaryImage, out var native));
        return new Moments(native);
    }

    public static Moments Moments(IEnumerable<Point> array, bool binaryImage = false) => With(array, a => Moments(a, binaryImage));

    public static Moments Moments(IEnumerable<Point2f> array, bool binaryImage = false) => With(array, a => Moments(a, binaryImage));

    public static void FindContours(InputArray image, out Point[][] contours, out HierarchyIndex[] hierarchy, RetrievalModes mode, ContourApproximationModes method, Point? offset = null)
    {
        NativeMethods.Check(NativeMethods.imgproc_findContours(Arg.In(image), out var points, out var counts, out var lists, out var h, out var hierarchies, (int)mode, (int)method, offset ?? default));
        hierarchy = [.. NativeMethods.Take(h, hierarchies).Select(HierarchyIndex.FromVec4i)];
        contours = NativeMethods.Take(points, counts, lists);
    }

    public static Point[][] FindContoursAsArray(InputArray image, RetrievalModes mode, ContourApproximationModes method, Point? offset = null)
    {
        FindContours(image, out var contours, out _, mode, method, offset);
        return contours;
    }

    public static void DrawContours(InputOutputArray image, IEnumerable<IEnumerable<Point>> contours, int contourIdx, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, IEnumerable<HierarchyIndex>? hierarchy = null, int maxLevel = int.MaxValue, Point? offset = null)
    {
        ArgumentNullException.ThrowIfNull(contours);
        var lists = contours.Select(c => c.ToArray()).ToArray();
        var flat = lists.SelectMany(c => c).ToArray();
        var counts = lists.Select(c => c.Length).ToArray();
        var tree = hierarchy?.Select(h => h.ToVec4i()).ToArray() ?? [];
        fixed (Point* p = flat)
        fixed (int* n = counts)
        fixed (Vec4i* h = tree)
            NativeMethods.Check(NativeMethods.imgproc_drawContours(Arg.Out(image), p, n, lists.Length, contourIdx, color, thickness, (int)lineType, h, tree.Length, maxLevel, offset ?? default));
    }

    public static void ApproxPolyDP(InputArray curve, OutputArray approxCurve, double epsilon, bool closed) =>
        NativeMethods.Check(NativeMethods.imgproc_approxPolyDP(Arg.In(curve), Arg.Out(approxCurve), epsilon, closed));

    public static Point[] ApproxPolyDP(IEnumerable<Point> curve, double epsilon, bool closed) => Map<Point>(curve, (a, b) => ApproxPolyDP(a, b, epsilon, closed));

    public static Point2f[] ApproxPolyDP(IEnumerable<Point2f> curve, double epsilon, bool closed) => Map<Point2f>(curve, (a, b) => ApproxPolyDP(a, b, epsilon, closed));

    public static double ArcLength(InputArray curve, bool closed)
    {
        NativeMethods.Check(NativeMethods.imgproc_arcLength(Arg.In(curve), closed, out var result));
        return result;
    }

    public static double ArcLength(IEnumerable<Point> curve, bool closed) => With(curve, a => ArcLength(a, closed));

    public static double ArcLength(IEnumerable<Point2f> curve, bool closed) => With(curve, a => ArcLength(a, closed));

    public static Rect BoundingRect(InputArray curve)
    {
        NativeMethods.Check(NativeMethods.imgproc_boundingRect(Arg.In(curve), out var result));
        return result;
    }

    public static Rect BoundingRect(IEnumerable<Point> curve) => With(curve, a => BoundingRect(a));

    public static Rect BoundingRect(IEnumerable<Point2f> curve) => With(curve, a => BoundingRect(a));

    public static double ContourArea(InputArray contour, bool oriented = false)
    {
        NativeMethods.Check(NativeMethods.imgproc_contourArea(Arg.In(contour), oriented, out var result));
        return result;
    }

    public static double ContourArea(IEnumerable<Point> contour, bool oriented = false) => With(contour, a => ContourArea(a, oriented));

    public static double ContourArea(IEnumerable<Point2f> contour, bool oriented = false) => With(contour, a => ContourArea(a, oriented));

    public static RotatedRect MinAreaRect(InputArray points)
    {
        NativeMethods.Check(NativeMethods.imgproc_minAreaRect(Arg.In(points), out var result));
        return result;
    }

    public static RotatedRect MinAreaRect(IEnumerable<Point> points) => With(points, a => MinAreaRect(a));

    public static RotatedRect MinAreaRect(IEnumerable<Point2f> points) => With(points, a => MinAreaRect(a));

    public static Point2f[] BoxPoints(RotatedRect box)
    {
        var result = new Point2f[4];
        fixed (Point2f* p = result)
            NativeMethods.Check(NativeMethods.imgproc_boxPoints(box, p));
        return result;
    }

    public static void MinEnclosingCircle(InputArray points, out Point2f center, out float radius) =>
        NativeMethods.Check(NativeMethods.imgproc_minEnclosingCircle(Arg.In(points), out center, out radius));

    public static void MinEnclosingCircle(IEnumerable<Point> points, out Point2f center, out float radius)
    {
        using var m = Mat.FromArray(points);
        MinEnclosingCircle((InputArray)m, out center, out radius);
    }

    public static void MinEnclosingCircle(IEnumerable<Point2f> points, out Point2f center, out float radius)
    {
        using var m = Mat.FromArray(points);
        MinEnclosingCircle((InputArray)m, out center, out radius);
    }

    public static void ConvexHull(InputArray points, OutputArray hull, bool clockwise = false, bool returnPoints = true) =>
        NativeMethods.Check(NativeMethods.imgproc_convexHull(Arg.In(points), Arg.Out(hull), clockwise, returnPoints));

    public static Point[] ConvexHull(IEnumerable<Point> points, bool clockwise = false) => Map<Point>(points, (a, b) => ConvexHull(a, b, clockwise));

    public static Point2f[] ConvexHull(IEnumerable<Point2f> points, bool clockwise = false) => Map<Point2f>(points, (a, b) => ConvexHull(a, b, clockwise));

    public static bool IsContourConvex(InputArray contour)
    {
        NativeMethods.Check(NativeMethods.imgproc_isContourConvex(Arg.In(contour), out var result));
        return result;
    }

    public static bool IsContourConvex(IEnumerable<Point> contour) => With(contour, a => IsContourConvex(a));

    public static bool IsContourConvex(IEnumerable<Point2f> contour) => With(contour, a => IsContourConvex(a));

    public static float IntersectConvexConvex(InputArray p1, InputArray p2, OutputArray p12, bool handleNested = true)
    {
        NativeMethods.Check(NativeMethods.imgproc_intersectConvexConvex(Arg.In(p1), Arg.In(p2), Arg.Out(p12), handleNested, out var result));
        return result;
    }

    public static float IntersectConvexConvex(IEnumerable<Point> p1, IEnumerable<Point> p2, out Point[] p12, bool handleNested = true)
    {
        var area = IntersectConvexConvex(p1.Select(p => (Point2f)p), p2.Select(p => (Point2f)p), out var points, handleNested);
        p12 = [.. points.Select(p => new Point((int)Math.Round(p.X), (int)Math.Round(p.Y)))];
        return area;
    }

    public static float IntersectConvexConvex(IEnumerable<Point2f> p1, IEnumerable<Point2f> p2, out Point2f[] p12, bool handleNested = true)
    {
        using var a = Mat.FromArray(p1);
        using var b = Mat.FromArray(p2);
        using var c = new Mat();
        var area = IntersectConvexConvex(a, b, c, handleNested);
        c.GetArray(out p12);
        return area;
    }

    public static double PointPolygonTest(InputArray contour, Point2f pt, bool measureDist)
    {
        NativeMethods.Check(NativeMethods.imgproc_pointPolygonTest(Arg.In(contour), pt, measureDist, out var result));
        return result;
    }

    public static double PointPolygonTest(IEnumerable<Point> contour, Point2f pt, bool measureDist) => With(contour, a => PointPolygonTest(a, pt, measureDist));

    public static double PointPolygonTest(IEnumerable<Point2f> contour, Point2f pt, bool measureDist) => With(contour, a => PointPolygonTest(a, pt, measureDist));

    public static void FitLine(InputArray points, OutputArray line, DistanceTypes distType, double param, double reps, double aeps) =>
        NativeMethods.Check(NativeMethods.imgproc_fitLine(Arg.In(points), Arg.Out(line), (int)distType, param, reps, aeps));

    private static TResult With<T, TResult>(IEnumerable<T> points, Func<InputArray, TResult> call)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(points);
        using var m = Mat.FromArray(points);
        return call(m);
    }

    private static T[] Map<T>(IEnumerable<T> points, Action<InputArray, OutputArray> call)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(points);
        using var from = Mat.FromArray(points);
        using var to = new Mat();
        call(from, to);
        to.GetArray(out T[] result);
        return result;
    }
}
