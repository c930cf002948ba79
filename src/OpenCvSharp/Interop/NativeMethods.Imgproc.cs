using System.Runtime.InteropServices;

namespace OpenCvSharp;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int imgproc_cvtColor(MatHandle src, MatHandle dst, int code, int dstCn);

    [LibraryImport(Shim)]
    internal static partial int imgproc_demosaicing(MatHandle src, MatHandle dst, int code, int dstCn);

    [LibraryImport(Shim)]
    internal static partial int imgproc_resize(MatHandle src, MatHandle dst, Size size, double fx, double fy, int interpolation);

    [LibraryImport(Shim)]
    internal static partial int imgproc_warpAffine(MatHandle src, MatHandle dst, MatHandle M, Size size, int flags, int border, Scalar value);

    [LibraryImport(Shim)]
    internal static partial int imgproc_warpPerspective(MatHandle src, MatHandle dst, MatHandle M, Size size, int flags, int border, Scalar value);

    [LibraryImport(Shim)]
    internal static partial int imgproc_remap(MatHandle src, MatHandle dst, MatHandle map1, MatHandle map2, int interpolation, int border, Scalar value);

    [LibraryImport(Shim)]
    internal static partial int imgproc_convertMaps(MatHandle map1, MatHandle map2, MatHandle dst1, MatHandle dst2, int type, [MarshalAs(UnmanagedType.U1)] bool nn);

    [LibraryImport(Shim)]
    internal static partial int imgproc_getRotationMatrix2D(Point2f center, double angle, double scale, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_getPerspectiveTransform(Point2f* src, Point2f* dst, int method, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_getPerspectiveTransform_mat(MatHandle src, MatHandle dst, int method, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_getAffineTransform(Point2f* src, Point2f* dst, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_getAffineTransform_mat(MatHandle src, MatHandle dst, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_invertAffineTransform(MatHandle m, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int imgproc_getRectSubPix(MatHandle src, Size size, Point2f center, MatHandle dst, int type);

    [LibraryImport(Shim)]
    internal static partial int imgproc_GaussianBlur(MatHandle src, MatHandle dst, Size k, double sx, double sy, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_blur(MatHandle src, MatHandle dst, Size k, Point anchor, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_boxFilter(MatHandle src, MatHandle dst, int ddepth, Size k, Point anchor, [MarshalAs(UnmanagedType.U1)] bool normalize, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_sqrBoxFilter(MatHandle src, MatHandle dst, int ddepth, Size k, Point anchor, [MarshalAs(UnmanagedType.U1)] bool normalize, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_medianBlur(MatHandle src, MatHandle dst, int k);

    [LibraryImport(Shim)]
    internal static partial int imgproc_bilateralFilter(MatHandle src, MatHandle dst, int d, double sigmaColor, double sigmaSpace, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_filter2D(MatHandle src, MatHandle dst, int ddepth, MatHandle kernel, Point anchor, double delta, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_sepFilter2D(MatHandle src, MatHandle dst, int ddepth, MatHandle kx, MatHandle ky, Point anchor, double delta, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_getGaussianKernel(int k, double sigma, int type, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_getDerivKernels(MatHandle kx, MatHandle ky, int dx, int dy, int k, [MarshalAs(UnmanagedType.U1)] bool normalize, int type);

    [LibraryImport(Shim)]
    internal static partial int imgproc_Sobel(MatHandle src, MatHandle dst, int ddepth, int dx, int dy, int k, double scale, double delta, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_spatialGradient(MatHandle src, MatHandle dx, MatHandle dy, int k, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_Scharr(MatHandle src, MatHandle dst, int ddepth, int dx, int dy, double scale, double delta, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_Laplacian(MatHandle src, MatHandle dst, int ddepth, int k, double scale, double delta, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_Canny(MatHandle src, MatHandle dst, double lo, double hi, int aperture, [MarshalAs(UnmanagedType.U1)] bool l2);

    [LibraryImport(Shim)]
    internal static partial int imgproc_pyrDown(MatHandle src, MatHandle dst, Size size, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_pyrUp(MatHandle src, MatHandle dst, Size size, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_buildPyramid(MatHandle src, IntPtr* levels, int maxlevel, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_dilate(MatHandle src, MatHandle dst, MatHandle element, Point anchor, int iterations, int border, Scalar value);

    [LibraryImport(Shim)]
    internal static partial int imgproc_erode(MatHandle src, MatHandle dst, MatHandle element, Point anchor, int iterations, int border, Scalar value);

    [LibraryImport(Shim)]
    internal static partial int imgproc_morphologyEx(MatHandle src, MatHandle dst, int op, MatHandle element, Point anchor, int iterations, int border, Scalar value);

    [LibraryImport(Shim)]
    internal static partial int imgproc_getStructuringElement(int shape, Size size, Point anchor, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_threshold(MatHandle src, MatHandle dst, double thresh, double maxval, int type, out double result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_adaptiveThreshold(MatHandle src, MatHandle dst, double maxval, int method, int type, int block, double C);

    [LibraryImport(Shim)]
    internal static partial int imgproc_equalizeHist(MatHandle src, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int imgproc_calcHist(IntPtr* images, int nimages, int* channels, MatHandle mask, MatHandle hist, int dims, int* histSize, float** ranges, [MarshalAs(UnmanagedType.U1)] bool uniform, [MarshalAs(UnmanagedType.U1)] bool accumulate);

    [LibraryImport(Shim)]
    internal static partial int imgproc_compareHist(MatHandle a, MatHandle b, int method, out double result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_distanceTransform(MatHandle src, MatHandle dst, int type, int mask, int dstType);

    [LibraryImport(Shim)]
    internal static partial int imgproc_distanceTransformWithLabels(MatHandle src, MatHandle dst, MatHandle labels, int type, int mask, int labelType);

    [LibraryImport(Shim)]
    internal static partial int imgproc_connectedComponents(MatHandle src, MatHandle labels, int connectivity, int type, out int result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_connectedComponentsWithStats(MatHandle src, MatHandle labels, MatHandle stats, MatHandle centroids, int connectivity, int type, out int result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_findContours(MatHandle src, out Point* points, out int* counts, out int contours, out Vec4i* hierarchy, out int nhierarchy, int mode, int method, Point offset);

    [LibraryImport(Shim)]
    internal static partial int imgproc_approxPolyDP(MatHandle curve, MatHandle dst, double epsilon, [MarshalAs(UnmanagedType.U1)] bool closed);

    [LibraryImport(Shim)]
    internal static partial int imgproc_arcLength(MatHandle curve, [MarshalAs(UnmanagedType.U1)] bool closed, out double result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_contourArea(MatHandle contour, [MarshalAs(UnmanagedType.U1)] bool oriented, out double result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_convexHull(MatHandle points, MatHandle hull, [MarshalAs(UnmanagedType.U1)] bool clockwise, [MarshalAs(UnmanagedType.U1)] bool returnPoints);

    [LibraryImport(Shim)]
    internal static partial int imgproc_isContourConvex(MatHandle contour, [MarshalAs(UnmanagedType.U1)] out bool result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_intersectConvexConvex(MatHandle a, MatHandle b, MatHandle dst, [MarshalAs(UnmanagedType.U1)] bool nested, out float result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_pointPolygonTest(MatHandle contour, Point2f p, [MarshalAs(UnmanagedType.U1)] bool measure, out double result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_boundingRect(MatHandle points, out Rect result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_minAreaRect(MatHandle points, out RotatedRect result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_boxPoints(RotatedRect r, Point2f* points);

    [LibraryImport(Shim)]
    internal static partial int imgproc_minEnclosingCircle(MatHandle points, out Point2f center, out float radius);

    [LibraryImport(Shim)]
    internal static partial int imgproc_moments(MatHandle m, [MarshalAs(UnmanagedType.U1)] bool binary, out Moments.Native result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_fitLine(MatHandle points, MatHandle line, int type, double param, double reps, double aeps);

    [LibraryImport(Shim)]
    internal static partial int imgproc_floodFill(MatHandle image, MatHandle mask, Point seed, Scalar value, out Rect rect, Scalar lo, Scalar up, int flags, out int result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_matchTemplate(MatHandle image, MatHandle templ, MatHandle dst, int method, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int imgproc_phaseCorrelate(MatHandle a, MatHandle b, MatHandle window, out double response, out Point2d result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_createHanningWindow(MatHandle dst, Size size, int type);

    [LibraryImport(Shim)]
    internal static partial int imgproc_integral(MatHandle src, MatHandle sum, int sdepth);

    [LibraryImport(Shim)]
    internal static partial int imgproc_integral2(MatHandle src, MatHandle sum, MatHandle sqsum, int sdepth, int sqdepth);

    [LibraryImport(Shim)]
    internal static partial int imgproc_applyColorMap(MatHandle src, MatHandle dst, int map);

    [LibraryImport(Shim)]
    internal static partial int imgproc_applyColorMap_user(MatHandle src, MatHandle dst, MatHandle map);

    [LibraryImport(Shim)]
    internal static partial int imgproc_cornerSubPix(MatHandle image, Point2f* corners, int count, Size win, Size zero, TermCriteria criteria);

    [LibraryImport(Shim)]
    internal static partial int imgproc_cornerMinEigenVal(MatHandle src, MatHandle dst, int block, int k, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_cornerHarris(MatHandle src, MatHandle dst, int block, int ksize, double k, int border);

    [LibraryImport(Shim)]
    internal static partial int imgproc_goodFeaturesToTrack(MatHandle src, out Point2f* corners, out int count, int max, double quality, double distance, MatHandle mask, int block, [MarshalAs(UnmanagedType.U1)] bool harris, double k);

    [LibraryImport(Shim)]
    internal static partial int imgproc_HoughLines(MatHandle src, out Vec2f* lines, out int count, double rho, double theta, int threshold, double srn, double stn);

    [LibraryImport(Shim)]
    internal static partial int imgproc_HoughLinesP(MatHandle src, out Vec4i* lines, out int count, double rho, double theta, int threshold, double minLength, double maxGap);

    [LibraryImport(Shim)]
    internal static partial int imgproc_warpPolar(MatHandle src, MatHandle dst, Size size, Point2f center, double maxRadius, int flags);

    [LibraryImport(Shim)]
    internal static partial int imgproc_accumulateWeighted(MatHandle src, MatHandle dst, double alpha, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int imgproc_accumulate(MatHandle src, MatHandle dst, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int imgproc_line(MatHandle img, Point a, Point b, Scalar color, int thickness, int type, int shift);

    [LibraryImport(Shim)]
    internal static partial int imgproc_arrowedLine(MatHandle img, Point a, Point b, Scalar color, int thickness, int type, int shift, double tip);

    [LibraryImport(Shim)]
    internal static partial int imgproc_circle(MatHandle img, Point center, int radius, Scalar color, int thickness, int type, int shift);

    [LibraryImport(Shim)]
    internal static partial int imgproc_rectangle(MatHandle img, Point a, Point b, Scalar color, int thickness, int type, int shift);

    [LibraryImport(Shim)]
    internal static partial int imgproc_rectangle_rect(MatHandle img, Rect r, Scalar color, int thickness, int type, int shift);

    [LibraryImport(Shim)]
    internal static partial int imgproc_ellipse(MatHandle img, Point center, Size axes, double angle, double start, double end, Scalar color, int thickness, int type, int shift);

    [LibraryImport(Shim)]
    internal static partial int imgproc_ellipse_box(MatHandle img, RotatedRect r, Scalar color, int thickness, int type);

    [LibraryImport(Shim)]
    internal static partial int imgproc_drawMarker(MatHandle img, Point p, Scalar color, int marker, int size, int thickness, int type);

    [LibraryImport(Shim)]
    internal static partial int imgproc_fillConvexPoly(MatHandle img, Point* points, int count, Scalar color, int type, int shift);

    [LibraryImport(Shim)]
    internal static partial int imgproc_fillPoly(MatHandle img, Point** points, int* counts, int contours, Scalar color, int type, int shift, Point offset);

    [LibraryImport(Shim)]
    internal static partial int imgproc_polylines(MatHandle img, Point** points, int* counts, int contours, [MarshalAs(UnmanagedType.U1)] bool closed, Scalar color, int thickness, int type, int shift);

    [LibraryImport(Shim)]
    internal static partial int imgproc_drawContours(MatHandle img, Point* points, int* counts, int contours, int index, Scalar color, int thickness, int type, Vec4i* hierarchy, int nhierarchy, int maxLevel, Point offset);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int imgproc_putText(MatHandle img, string text, Point org, int face, double scale, Scalar color, int thickness, int type, [MarshalAs(UnmanagedType.U1)] bool bottomLeft);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int imgproc_getTextSize(string text, int face, double scale, int thickness, out int baseLine, out Size result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_CLAHE_create(double clip, Size tiles, out ClaheHandle result);

    [LibraryImport(Shim)]
    internal static partial int imgproc_CLAHE_delete(IntPtr p);

    [LibraryImport(Shim)]
    internal static partial int imgproc_CLAHE_apply(ClaheHandle p, MatHandle src, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int imgproc_CLAHE_getClipLimit(ClaheHandle p, out double v);

    [LibraryImport(Shim)]
    internal static partial int imgproc_CLAHE_setClipLimit(ClaheHandle p, double v);

    [LibraryImport(Shim)]
    internal static partial int imgproc_CLAHE_getTilesGridSize(ClaheHandle p, out Size v);

    [LibraryImport(Shim)]
    internal static partial int imgproc_CLAHE_setTilesGridSize(ClaheHandle p, Size v);
}
