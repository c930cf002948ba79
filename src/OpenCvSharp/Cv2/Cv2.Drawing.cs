namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Line(InputOutputArray img, int pt1X, int pt1Y, int pt2X, int pt2Y, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Line(img, new Point(pt1X, pt1Y), new Point(pt2X, pt2Y), color, thickness, lineType, shift);

    public static void Line(InputOutputArray img, Point pt1, Point pt2, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        NativeMethods.Check(NativeMethods.imgproc_line(Arg.Out(img), pt1, pt2, color, thickness, (int)lineType, shift));

    public static void ArrowedLine(InputOutputArray img, Point pt1, Point pt2, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0, double tipLength = 0.1) =>
        NativeMethods.Check(NativeMethods.imgproc_arrowedLine(Arg.Out(img), pt1, pt2, color, thickness, (int)lineType, shift, tipLength));

    public static void Rectangle(InputOutputArray img, Point pt1, Point pt2, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        NativeMethods.Check(NativeMethods.imgproc_rectangle(Arg.Out(img), pt1, pt2, color, thickness, (int)lineType, shift));

    public static void Rectangle(InputOutputArray img, Rect rect, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        NativeMethods.Check(NativeMethods.imgproc_rectangle_rect(Arg.Out(img), rect, color, thickness, (int)lineType, shift));

    public static void Circle(InputOutputArray img, int centerX, int centerY, int radius, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Circle(img, new Point(centerX, centerY), radius, color, thickness, lineType, shift);

    public static void Circle(InputOutputArray img, Point center, int radius, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        NativeMethods.Check(NativeMethods.imgproc_circle(Arg.Out(img), center, radius, color, thickness, (int)lineType, shift));

    public static void Ellipse(InputOutputArray img, Point center, Size axes, double angle, double startAngle, double endAngle, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        NativeMethods.Check(NativeMethods.imgproc_ellipse(Arg.Out(img), center, axes, angle, startAngle, endAngle, color, thickness, (int)lineType, shift));

    public static void Ellipse(InputOutputArray img, RotatedRect box, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8) =>
        NativeMethods.Check(NativeMethods.imgproc_ellipse_box(Arg.Out(img), box, color, thickness, (int)lineType));

    public static void DrawMarker(InputOutputArray img, Point position, Scalar color, MarkerTypes markerType = MarkerTypes.Cross, int markerSize = 20, int thickness = 1, LineTypes lineType = LineTypes.Link8) =>
        NativeMethods.Check(NativeMethods.imgproc_drawMarker(Arg.Out(img), position, color, (int)markerType, markerSize, thickness, (int)lineType));

    public static void FillConvexPoly(Mat img, IEnumerable<Point> pts, Scalar color, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        var points = Arg.Array(pts);
        fixed (Point* p = points)
            NativeMethods.Check(NativeMethods.imgproc_fillConvexPoly(Arg.In(img), p, points.Length, color, (int)lineType, shift));
    }

    public static void FillPoly(Mat img, IEnumerable<IEnumerable<Point>> pts, Scalar color, LineTypes lineType = LineTypes.Link8, int shift = 0, Point? offset = null) =>
        WithPolygons(pts, (p, counts, n) => NativeMethods.imgproc_fillPoly(Arg.In(img), p, counts, n, color, (int)lineType, shift, offset ?? default));

    public static void Polylines(Mat img, IEnumerable<IEnumerable<Point>> pts, bool isClosed, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        WithPolygons(pts, (p, counts, n) => NativeMethods.imgproc_polylines(Arg.In(img), p, counts, n, isClosed, color, thickness, (int)lineType, shift));

    public static void PutText(InputOutputArray img, string text, Point org, HersheyFonts fontFace, double fontScale, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, bool bottomLeftOrigin = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        NativeMethods.Check(NativeMethods.imgproc_putText(Arg.Out(img), text, org, (int)fontFace, fontScale, color, thickness, (int)lineType, bottomLeftOrigin));
    }

    public static Size GetTextSize(string text, HersheyFonts fontFace, double fontScale, int thickness, out int baseLine)
    {
        ArgumentNullException.ThrowIfNull(text);
        NativeMethods.Check(NativeMethods.imgproc_getTextSize(text, (int)fontFace, fontScale, thickness, out baseLine, out var size));
        return size;
    }

    private delegate int PolygonCall(Point** points, int* counts, int contours);

    private static void WithPolygons(IEnumerable<IEnumerable<Point>> pts, PolygonCall call)
    {
        ArgumentNullException.ThrowIfNull(pts);
        var lists = pts.Select(p => p.ToArray()).ToArray();
        var flat = lists.SelectMany(p => p).ToArray();
        var counts = lists.Select(p => p.Length).ToArray();
        var starts = new IntPtr[lists.Length];
        fixed (Point* p = flat)
        fixed (int* n = counts)
        fixed (IntPtr* s = starts)
        {
            for (int i = 0, at = 0; i < starts.Length; at += counts[i++])
                starts[i] = (IntPtr)(p + at);
            NativeMethods.Check(call((Point**)s, n, lists.Length));
        }
    }
}
