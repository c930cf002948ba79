#include "shim.hpp"
#include <opencv2/imgproc.hpp>

using cv::Mat;

HCV imgproc_cvtColor(Mat* src, Mat* dst, int code, int dstCn) { return guard([&] { cv::cvtColor(*src, *dst, code, dstCn); }); }
HCV imgproc_demosaicing(Mat* src, Mat* dst, int code, int dstCn) { return guard([&] { cv::demosaicing(*src, *dst, code, dstCn); }); }
HCV imgproc_resize(Mat* src, Mat* dst, CSize size, double fx, double fy, int interpolation)
{
    return guard([&] { cv::resize(*src, *dst, size, fx, fy, interpolation); });
}
HCV imgproc_warpAffine(Mat* src, Mat* dst, Mat* M, CSize size, int flags, int border, CScalar value)
{
    return guard([&] { cv::warpAffine(*src, *dst, *M, size, flags, border, value); });
}
HCV imgproc_warpPerspective(Mat* src, Mat* dst, Mat* M, CSize size, int flags, int border, CScalar value)
{
    return guard([&] { cv::warpPerspective(*src, *dst, *M, size, flags, border, value); });
}
HCV imgproc_remap(Mat* src, Mat* dst, Mat* map1, Mat* map2, int interpolation, int border, CScalar value)
{
    return guard([&] { cv::remap(*src, *dst, *map1, in(map2), interpolation, border, value); });
}
HCV imgproc_convertMaps(Mat* map1, Mat* map2, Mat* dst1, Mat* dst2, int type, bool nn)
{
    return guard([&] { cv::convertMaps(*map1, in(map2), *dst1, *dst2, type, nn); });
}
HCV imgproc_getRotationMatrix2D(CPoint2f center, double angle, double scale, Mat** result)
{
    return guard([&] { *result = new Mat(cv::getRotationMatrix2D(center, angle, scale)); });
}
HCV imgproc_getPerspectiveTransform(const cv::Point2f* src, const cv::Point2f* dst, int method, Mat** result)
{
    return guard([&] { *result = new Mat(cv::getPerspectiveTransform(src, dst, method)); });
}
HCV imgproc_getPerspectiveTransform_mat(Mat* src, Mat* dst, int method, Mat** result)
{
    return guard([&] { *result = new Mat(cv::getPerspectiveTransform(*src, *dst, method)); });
}
HCV imgproc_getAffineTransform(const cv::Point2f* src, const cv::Point2f* dst, Mat** result)
{
    return guard([&] { *result = new Mat(cv::getAffineTransform(src, dst)); });
}
HCV imgproc_getAffineTransform_mat(Mat* src, Mat* dst, Mat** result)
{
    return guard([&] { *result = new Mat(cv::getAffineTransform(*src, *dst)); });
}
HCV imgproc_invertAffineTransform(Mat* m, Mat* dst) { return guard([&] { cv::invertAffineTransform(*m, *dst); }); }
HCV imgproc_getRectSubPix(Mat* src, CSize size, CPoint2f center, Mat* dst, int type)
{
    return guard([&] { cv::getRectSubPix(*src, size, center, *dst, type); });
}

HCV imgproc_GaussianBlur(Mat* src, Mat* dst, CSize k, double sx, double sy, int border) { return guard([&] { cv::GaussianBlur(*src, *dst, k, sx, sy, border); }); }
HCV imgproc_blur(Mat* src, Mat* dst, CSize k, CPoint anchor, int border) { return guard([&] { cv::blur(*src, *dst, k, anchor, border); }); }
HCV imgproc_boxFilter(Mat* src, Mat* dst, int ddepth, CSize k, CPoint anchor, bool normalize, int border)
{
    return guard([&] { cv::boxFilter(*src, *dst, ddepth, k, anchor, normalize, border); });
}
HCV imgproc_sqrBoxFilter(Mat* src, Mat* dst, int ddepth, CSize k, CPoint anchor, bool normalize, int border)
{
    return guard([&] { cv::sqrBoxFilter(*src, *dst, ddepth, k, anchor, normalize, border); });
}
HCV imgproc_medianBlur(Mat* src, Mat* dst, int k) { return guard([&] { cv::medianBlur(*src, *dst, k); }); }
HCV imgproc_bilateralFilter(Mat* src, Mat* dst, int d, double sigmaColor, double sigmaSpace, int border)
{
    return guard([&] { cv::bilateralFilter(*src, *dst, d, sigmaColor, sigmaSpace, border); });
}
HCV imgproc_filter2D(Mat* src, Mat* dst, int ddepth, Mat* kernel, CPoint anchor, double delta, int border)
{
    return guard([&] { cv::filter2D(*src, *dst, ddepth, *kernel, anchor, delta, border); });
}
HCV imgproc_sepFilter2D(Mat* src, Mat* dst, int ddepth, Mat* kx, Mat* ky, CPoint anchor, double delta, int border)
{
    return guard([&] { cv::sepFilter2D(*src, *dst, ddepth, *kx, *ky, anchor, delta, border); });
}
HCV imgproc_getGaussianKernel(int k, double sigma, int type, Mat** result) { return guard([&] { *result = new Mat(cv::getGaussianKernel(k, sigma, type)); }); }
HCV imgproc_getDerivKernels(Mat* kx, Mat* ky, int dx, int dy, int k, bool normalize, int type)
{
    return guard([&] { cv::getDerivKernels(*kx, *ky, dx, dy, k, normalize, type); });
}
HCV imgproc_Sobel(Mat* src, Mat* dst, int ddepth, int dx, int dy, int k, double scale, double delta, int border)
{
    return guard([&] { cv::Sobel(*src, *dst, ddepth, dx, dy, k, scale, delta, border); });
}
HCV imgproc_spatialGradient(Mat* src, Mat* dx, Mat* dy, int k, int border) { return guard([&] { cv::spatialGradient(*src, *dx, *dy, k, border); }); }
HCV imgproc_Scharr(Mat* src, Mat* dst, int ddepth, int dx, int dy, double scale, double delta, int border)
{
    return guard([&] { cv::Scharr(*src, *dst, ddepth, dx, dy, scale, delta, border); });
}
HCV imgproc_Laplacian(Mat* src, Mat* dst, int ddepth, int k, double scale, double delta, int border)
{
    return guard([&] { cv::Laplacian(*src, *dst, ddepth, k, scale, delta, border); });
}
HCV imgproc_Canny(Mat* src, Mat* dst, double lo, double hi, int aperture, bool l2) { return guard([&] { cv::Canny(*src, *dst, lo, hi, aperture, l2); }); }
HCV imgproc_pyrDown(Mat* src, Mat* dst, CSize size, int border) { return guard([&] { cv::pyrDown(*src, *dst, size, border); }); }
HCV imgproc_pyrUp(Mat* src, Mat* dst, CSize size, int border) { return guard([&] { cv::pyrUp(*src, *dst, size, border); }); }
HCV imgproc_buildPyramid(Mat* src, Mat* const* levels, int maxlevel, int border)
{
    return guard([&] {
        std::vector<Mat> v;
        cv::buildPyramid(*src, v, maxlevel, border);
        for (int i = 0; i <= maxlevel; i++)
            *levels[i] = v[i];
    });
}
HCV imgproc_dilate(Mat* src, Mat* dst, Mat* element, CPoint anchor, int iterations, int border, CScalar value)
{
    return guard([&] { cv::dilate(*src, *dst, element ? *element : Mat(), anchor, iterations, border, value); });
}
HCV imgproc_erode(Mat* src, Mat* dst, Mat* element, CPoint anchor, int iterations, int border, CScalar value)
{
    return guard([&] { cv::erode(*src, *dst, element ? *element : Mat(), anchor, iterations, border, value); });
}
HCV imgproc_morphologyEx(Mat* src, Mat* dst, int op, Mat* element, CPoint anchor, int iterations, int border, CScalar value)
{
    return guard([&] { cv::morphologyEx(*src, *dst, op, element ? *element : Mat(), anchor, iterations, border, value); });
}
HCV imgproc_getStructuringElement(int shape, CSize size, CPoint anchor, Mat** result)
{
    return guard([&] { *result = new Mat(cv::getStructuringElement(shape, size, anchor)); });
}
HCV imgproc_threshold(Mat* src, Mat* dst, double thresh, double maxval, int type, double* result)
{
    return guard([&] { *result = cv::threshold(*src, *dst, thresh, maxval, type); });
}
HCV imgproc_adaptiveThreshold(Mat* src, Mat* dst, double maxval, int method, int type, int block, double C)
{
    return guard([&] { cv::adaptiveThreshold(*src, *dst, maxval, method, type, block, C); });
}
HCV imgproc_equalizeHist(Mat* src, Mat* dst) { return guard([&] { cv::equalizeHist(*src, *dst); }); }
HCV imgproc_calcHist(Mat* const* images, int nimages, const int* channels, Mat* mask, Mat* hist, int dims, const int* histSize,
    const float* const* ranges, bool uniform, bool accumulate)
{
    return guard([&] {
        auto v = mats(images, nimages);
        cv::calcHist(v.data(), nimages, channels, in(mask), *hist, dims, histSize, const_cast<const float**>(ranges), uniform, accumulate);
    });
}
HCV imgproc_compareHist(Mat* a, Mat* b, int method, double* result) { return guard([&] { *result = cv::compareHist(*a, *b, method); }); }
HCV imgproc_distanceTransform(Mat* src, Mat* dst, int type, int mask, int dstType) { return guard([&] { cv::distanceTransform(*src, *dst, type, mask, dstType); }); }
HCV imgproc_distanceTransformWithLabels(Mat* src, Mat* dst, Mat* labels, int type, int mask, int labelType)
{
    return guard([&] { cv::distanceTransform(*src, *dst, *labels, type, mask, labelType); });
}
HCV imgproc_connectedComponents(Mat* src, Mat* labels, int connectivity, int type, int* result)
{
    return guard([&] { *result = cv::connectedComponents(*src, *labels, connectivity, type); });
}
HCV imgproc_connectedComponentsWithStats(Mat* src, Mat* labels, Mat* stats, Mat* centroids, int connectivity, int type, int* result)
{
    return guard([&] { *result = cv::connectedComponentsWithStats(*src, *labels, *stats, *centroids, connectivity, type); });
}
HCV imgproc_findContours(Mat* src, cv::Point** points, int** counts, int* contours, cv::Vec4i** hierarchy, int* nhierarchy, int mode, int method, CPoint offset)
{
    return guard([&] {
        std::vector<std::vector<cv::Point>> c;
        std::vector<cv::Vec4i> h;
        cv::findContours(*src, c, h, mode, method, offset);
        give(c, points, counts, contours);
        give(h, hierarchy, nhierarchy);
    });
}
HCV imgproc_approxPolyDP(Mat* curve, Mat* dst, double epsilon, bool closed) { return guard([&] { cv::approxPolyDP(*curve, *dst, epsilon, closed); }); }
HCV imgproc_arcLength(Mat* curve, bool closed, double* result) { return guard([&] { *result = cv::arcLength(*curve, closed); }); }
HCV imgproc_contourArea(Mat* contour, bool oriented, double* result) { return guard([&] { *result = cv::contourArea(*contour, oriented); }); }
HCV imgproc_convexHull(Mat* points, Mat* hull, bool clockwise, bool returnPoints) { return guard([&] { cv::convexHull(*points, *hull, clockwise, returnPoints); }); }
HCV imgproc_isContourConvex(Mat* contour, bool* result) { return guard([&] { *result = cv::isContourConvex(*contour); }); }
HCV imgproc_intersectConvexConvex(Mat* a, Mat* b, Mat* dst, bool nested, float* result)
{
    return guard([&] { *result = cv::intersectConvexConvex(*a, *b, *dst, nested); });
}
HCV imgproc_pointPolygonTest(Mat* contour, CPoint2f p, bool measure, double* result) { return guard([&] { *result = cv::pointPolygonTest(*contour, p, measure); }); }
HCV imgproc_boundingRect(Mat* points, CRect* result) { return guard([&] { *result = c(cv::boundingRect(*points)); }); }
HCV imgproc_minAreaRect(Mat* points, CRotatedRect* result) { return guard([&] { *result = c(cv::minAreaRect(*points)); }); }
HCV imgproc_boxPoints(CRotatedRect r, cv::Point2f* points)
{
    return guard([&] { cv::RotatedRect({r.cx, r.cy}, {r.width, r.height}, r.angle).points(points); });
}
HCV imgproc_minEnclosingCircle(Mat* points, CPoint2f* center, float* radius)
{
    return guard([&] {
        cv::Point2f p;
        cv::minEnclosingCircle(*points, p, *radius);
        *center = {p.x, p.y};
    });
}
HCV imgproc_moments(Mat* m, bool binary, cv::Moments* result) { return guard([&] { *result = cv::moments(*m, binary); }); }
HCV imgproc_fitLine(Mat* points, Mat* line, int type, double param, double reps, double aeps) { return guard([&] { cv::fitLine(*points, *line, type, param, reps, aeps); }); }
HCV imgproc_floodFill(Mat* image, Mat* mask, CPoint seed, CScalar value, CRect* rect, CScalar lo, CScalar up, int flags, int* result)
{
    return guard([&] {
        cv::Rect r;
        *result = mask ? cv::floodFill(*image, *mask, seed, value, &r, lo, up, flags) : cv::floodFill(*image, seed, value, &r, lo, up, flags);
        *rect = c(r);
    });
}
HCV imgproc_matchTemplate(Mat* image, Mat* templ, Mat* dst, int method, Mat* mask) { return guard([&] { cv::matchTemplate(*image, *templ, *dst, method, in(mask)); }); }
HCV imgproc_phaseCorrelate(Mat* a, Mat* b, Mat* window, double* response, CPoint2d* result)
{
    return guard([&] {
        auto p = cv::phaseCorrelate(*a, *b, in(window), response);
        *result = {p.x, p.y};
    });
}
HCV imgproc_createHanningWindow(Mat* dst, CSize size, int type) { return guard([&] { cv::createHanningWindow(*dst, size, type); }); }
HCV imgproc_integral(Mat* src, Mat* sum, int sdepth) { return guard([&] { cv::integral(*src, *sum, sdepth); }); }
HCV imgproc_integral2(Mat* src, Mat* sum, Mat* sqsum, int sdepth, int sqdepth) { return guard([&] { cv::integral(*src, *sum, *sqsum, sdepth, sqdepth); }); }
HCV imgproc_applyColorMap(Mat* src, Mat* dst, int map) { return guard([&] { cv::applyColorMap(*src, *dst, map); }); }
HCV imgproc_applyColorMap_user(Mat* src, Mat* dst, Mat* map) { return guard([&] { cv::applyColorMap(*src, *dst, *map); }); }
HCV imgproc_cornerSubPix(Mat* image, cv::Point2f* corners, int count, CSize win, CSize zero, CTermCriteria criteria)
{
    return guard([&] {
        Mat c(count, 1, CV_32FC2, corners);
        cv::cornerSubPix(*image, c, win, zero, criteria);
    });
}
HCV imgproc_cornerMinEigenVal(Mat* src, Mat* dst, int block, int k, int border) { return guard([&] { cv::cornerMinEigenVal(*src, *dst, block, k, border); }); }
HCV imgproc_cornerHarris(Mat* src, Mat* dst, int block, int ksize, double k, int border) { return guard([&] { cv::cornerHarris(*src, *dst, block, ksize, k, border); }); }
HCV imgproc_goodFeaturesToTrack(Mat* src, cv::Point2f** corners, int* count, int max, double quality, double distance, Mat* mask, int block, bool harris, double k)
{
    return guard([&] {
        std::vector<cv::Point2f> v;
        cv::goodFeaturesToTrack(*src, v, max, quality, distance, in(mask), block, harris, k);
        give(v, corners, count);
    });
}
HCV imgproc_HoughLines(Mat* src, cv::Vec2f** lines, int* count, double rho, double theta, int threshold, double srn, double stn)
{
    return guard([&] {
        std::vector<cv::Vec2f> v;
        cv::HoughLines(*src, v, rho, theta, threshold, srn, stn);
        give(v, lines, count);
    });
}
HCV imgproc_HoughLinesP(Mat* src, cv::Vec4i** lines, int* count, double rho, double theta, int threshold, double minLength, double maxGap)
{
    return guard([&] {
        std::vector<cv::Vec4i> v;
        cv::HoughLinesP(*src, v, rho, theta, threshold, minLength, maxGap);
        give(v, lines, count);
    });
}
HCV imgproc_warpPolar(Mat* src, Mat* dst, CSize size, CPoint2f center, double maxRadius, int flags) { return guard([&] { cv::warpPolar(*src, *dst, size, center, maxRadius, flags); }); }
HCV imgproc_accumulateWeighted(Mat* src, Mat* dst, double alpha, Mat* mask) { return guard([&] { cv::accumulateWeighted(*src, *dst, alpha, in(mask)); }); }
HCV imgproc_accumulate(Mat* src, Mat* dst, Mat* mask) { return guard([&] { cv::accumulate(*src, *dst, in(mask)); }); }

HCV imgproc_line(Mat* img, CPoint a, CPoint b, CScalar color, int thickness, int type, int shift) { return guard([&] { cv::line(*img, a, b, color, thickness, type, shift); }); }
HCV imgproc_arrowedLine(Mat* img, CPoint a, CPoint b, CScalar color, int thickness, int type, int shift, double tip)
{
    return guard([&] { cv::arrowedLine(*img, a, b, color, thickness, type, shift, tip); });
}
HCV imgproc_circle(Mat* img, CPoint center, int radius, CScalar color, int thickness, int type, int shift) { return guard([&] { cv::circle(*img, center, radius, color, thickness, type, shift); }); }
HCV imgproc_rectangle(Mat* img, CPoint a, CPoint b, CScalar color, int thickness, int type, int shift) { return guard([&] { cv::rectangle(*img, cv::Point(a), cv::Point(b), color, thickness, type, shift); }); }
HCV imgproc_rectangle_rect(Mat* img, CRect r, CScalar color, int thickness, int type, int shift) { return guard([&] { cv::rectangle(*img, cv::Rect(r), color, thickness, type, shift); }); }
HCV imgproc_ellipse(Mat* img, CPoint center, CSize axes, double angle, double start, double end, CScalar color, int thickness, int type, int shift)
{
    return guard([&] { cv::ellipse(*img, center, axes, angle, start, end, color, thickness, type, shift); });
}
HCV imgproc_ellipse_box(Mat* img, CRotatedRect r, CScalar color, int thickness, int type)
{
    return guard([&] { cv::ellipse(*img, cv::RotatedRect({r.cx, r.cy}, {r.width, r.height}, r.angle), color, thickness, type); });
}
HCV imgproc_drawMarker(Mat* img, CPoint p, CScalar color, int marker, int size, int thickness, int type) { return guard([&] { cv::drawMarker(*img, p, color, marker, size, thickness, type); }); }
HCV imgproc_fillConvexPoly(Mat* img, const cv::Point* points, int count, CScalar color, int type, int shift)
{
    return guard([&] { cv::fillConvexPoly(*img, Mat(count, 1, CV_32SC2, const_cast<cv::Point*>(points)), color, type, shift); });
}
HCV imgproc_fillPoly(Mat* img, const cv::Point** points, const int* counts, int contours, CScalar color, int type, int shift, CPoint offset)
{
    return guard([&] { cv::fillPoly(*img, points, counts, contours, color, type, shift, offset); });
}
HCV imgproc_polylines(Mat* img, const cv::Point** points, const int* counts, int contours, bool closed, CScalar color, int thickness, int type, int shift)
{
    return guard([&] { cv::polylines(*img, points, counts, contours, closed, color, thickness, type, shift); });
}
HCV imgproc_drawContours(Mat* img, const cv::Point* points, const int* counts, int contours, int index, CScalar color, int thickness, int type,
    const cv::Vec4i* hierarchy, int nhierarchy, int maxLevel, CPoint offset)
{
    return guard([&] {
        std::vector<std::vector<cv::Point>> v(contours);
        for (int i = 0; i < contours; points += counts[i++])
            v[i].assign(points, points + counts[i]);
        if (nhierarchy > 0)
            cv::drawContours(*img, v, index, color, thickness, type, list(hierarchy, nhierarchy), maxLevel, offset);
        else
            cv::drawContours(*img, v, index, color, thickness, type, cv::noArray(), maxLevel, offset);
    });
}
HCV imgproc_putText(Mat* img, const char* text, CPoint org, int face, double scale, CScalar color, int thickness, int type, bool bottomLeft)
{
    return guard([&] { cv::putText(*img, text, org, face, scale, color, thickness, type, bottomLeft); });
}
HCV imgproc_getTextSize(const char* text, int face, double scale, int thickness, int* baseLine, CSize* result)
{
    return guard([&] { *result = c(cv::getTextSize(text, face, scale, thickness, baseLine)); });
}

HCV imgproc_CLAHE_create(double clip, CSize tiles, cv::Ptr<cv::CLAHE>** result) { return guard([&] { *result = new cv::Ptr<cv::CLAHE>(cv::createCLAHE(clip, tiles)); }); }
HCV imgproc_CLAHE_delete(cv::Ptr<cv::CLAHE>* p) { return guard([&] { delete p; }); }
HCV imgproc_CLAHE_apply(cv::Ptr<cv::CLAHE>* p, Mat* src, Mat* dst) { return guard([&] { (*p)->apply(*src, *dst); }); }
HCV imgproc_CLAHE_getClipLimit(cv::Ptr<cv::CLAHE>* p, double* v) { return guard([&] { *v = (*p)->getClipLimit(); }); }
HCV imgproc_CLAHE_setClipLimit(cv::Ptr<cv::CLAHE>* p, double v) { return guard([&] { (*p)->setClipLimit(v); }); }
HCV imgproc_CLAHE_getTilesGridSize(cv::Ptr<cv::CLAHE>* p, CSize* v) { return guard([&] { *v = c((*p)->getTilesGridSize()); }); }
HCV imgproc_CLAHE_setTilesGridSize(cv::Ptr<cv::CLAHE>* p, CSize v) { return guard([&] { (*p)->setTilesGridSize(v); }); }
