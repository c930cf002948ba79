#include "shim.hpp"
#include <opencv2/calib3d.hpp>

using cv::Mat;

struct CUsacParams
{
    double confidence;
    int isParallel, loIterations, loMethod, loSampleSize, maxIterations, neighborsSearch, randomGeneratorState, sampler, score;
    double threshold;
};

namespace
{
    cv::UsacParams usac(const CUsacParams& p)
    {
        cv::UsacParams u;
        u.confidence = p.confidence;
        u.isParallel = p.isParallel != 0;
        u.loIterations = p.loIterations;
        u.loMethod = static_cast<cv::LocalOptimMethod>(p.loMethod);
        u.loSampleSize = p.loSampleSize;
        u.maxIterations = p.maxIterations;
        u.neighborsSearch = static_cast<cv::NeighborSearchMethod>(p.neighborsSearch);
        u.randomGeneratorState = p.randomGeneratorState;
        u.sampler = static_cast<cv::SamplingMethod>(p.sampler);
        u.score = static_cast<cv::ScoreMethod>(p.score);
        u.threshold = p.threshold;
        return u;
    }

    Mat points(const cv::Point2d* p, int n) { return Mat(n, 1, CV_64FC2, const_cast<cv::Point2d*>(p)); }

    // As OpenCvSharp does: the mask argument stays as it is where no model was found.
    void keep(Mat** result, const Mat& m) { *result = new Mat(m); }

    // One Mat a solution, in an array that the caller frees.
    void give_mats(const std::vector<Mat>& v, Mat*** items, int* count)
    {
        std::vector<Mat*> p;
        for (const auto& m : v)
            p.push_back(new Mat(m));
        give(p, items, count);
    }
}

HCV calib3d_Rodrigues(Mat* src, Mat* dst, Mat* jacobian) { return guard([&] { cv::Rodrigues(*src, *dst, out(jacobian)); }); }

HCV calib3d_findHomography(Mat* src, Mat* dst, int method, double threshold, Mat* mask, int maxIters, double confidence, Mat** result)
{
    return guard([&] { keep(result, cv::findHomography(*src, *dst, method, threshold, out(mask), maxIters, confidence)); });
}
HCV calib3d_findHomography_points(const cv::Point2d* src, int nsrc, const cv::Point2d* dst, int ndst, int method, double threshold, Mat* mask,
    int maxIters, double confidence, Mat** result)
{
    return guard([&] { keep(result, cv::findHomography(points(src, nsrc), points(dst, ndst), method, threshold, out(mask), maxIters, confidence)); });
}
HCV calib3d_findHomography_usac(Mat* src, Mat* dst, Mat* mask, CUsacParams* params, Mat** result)
{
    return guard([&] {
        Mat own;
        keep(result, cv::findHomography(*src, *dst, mask ? cv::_OutputArray(*mask) : cv::_OutputArray(own), usac(*params)));
    });
}
HCV calib3d_findFundamentalMat(Mat* a, Mat* b, int method, double threshold, double confidence, int maxIters, Mat* mask, Mat** result)
{
    return guard([&] { keep(result, cv::findFundamentalMat(*a, *b, method, threshold, confidence, maxIters, out(mask))); });
}
HCV calib3d_findFundamentalMat_usac(Mat* a, Mat* b, Mat* mask, CUsacParams* params, Mat** result)
{
    return guard([&] {
        Mat own;
        keep(result, cv::findFundamentalMat(*a, *b, mask ? cv::_OutputArray(*mask) : cv::_OutputArray(own), usac(*params)));
    });
}
HCV calib3d_findEssentialMat(Mat* a, Mat* b, Mat* K, int method, double prob, double threshold, int maxIters, Mat* mask, Mat** result)
{
    return guard([&] { keep(result, cv::findEssentialMat(*a, *b, *K, method, prob, threshold, maxIters, out(mask))); });
}
HCV calib3d_findEssentialMat_focal(Mat* a, Mat* b, double focal, CPoint2d pp, int method, double prob, double threshold, int maxIters, Mat* mask, Mat** result)
{
    return guard([&] { keep(result, cv::findEssentialMat(*a, *b, focal, pp, method, prob, threshold, maxIters, out(mask))); });
}
HCV calib3d_decomposeEssentialMat(Mat* E, Mat* R1, Mat* R2, Mat* t) { return guard([&] { cv::decomposeEssentialMat(*E, *R1, *R2, *t); }); }
HCV calib3d_recoverPose(Mat* E, Mat* a, Mat* b, Mat* K, Mat* R, Mat* t, Mat* mask, int* result)
{
    return guard([&] { *result = cv::recoverPose(*E, *a, *b, *K, *R, *t, out(mask)); });
}
HCV calib3d_estimateAffine2D(Mat* from, Mat* to, Mat* inliers, int method, double threshold, uint64_t maxIters, double confidence, uint64_t refine, Mat** result)
{
    return guard([&] { keep(result, cv::estimateAffine2D(*from, *to, out(inliers), method, threshold, maxIters, confidence, refine)); });
}
HCV calib3d_estimateAffinePartial2D(Mat* from, Mat* to, Mat* inliers, int method, double threshold, uint64_t maxIters, double confidence, uint64_t refine, Mat** result)
{
    return guard([&] { keep(result, cv::estimateAffinePartial2D(*from, *to, out(inliers), method, threshold, maxIters, confidence, refine)); });
}
HCV calib3d_decomposeHomographyMat(Mat* H, Mat* K, Mat*** R, Mat*** t, Mat*** n, int* nn, int* result)
{
    return guard([&] {
        std::vector<Mat> r, ts, ns;
        *result = cv::decomposeHomographyMat(*H, *K, r, ts, ns);
        give_mats(r, R, nn);
        give_mats(ts, t, nn);
        give_mats(ns, n, nn);
    });
}
HCV calib3d_RQDecomp3x3(Mat* src, Mat* R, Mat* Q, Mat* qx, Mat* qy, Mat* qz, double* angles)
{
    return guard([&] {
        auto v = cv::RQDecomp3x3(*src, *R, *Q, out(qx), out(qy), out(qz));
        for (int i = 0; i < 3; i++)
            angles[i] = v[i];
    });
}
HCV calib3d_decomposeProjectionMatrix(Mat* P, Mat* K, Mat* R, Mat* t, Mat* rx, Mat* ry, Mat* rz, Mat* euler)
{
    return guard([&] { cv::decomposeProjectionMatrix(*P, *K, *R, *t, out(rx), out(ry), out(rz), out(euler)); });
}
HCV calib3d_composeRT(Mat* r1, Mat* t1, Mat* r2, Mat* t2, Mat* r3, Mat* t3) { return guard([&] { cv::composeRT(*r1, *t1, *r2, *t2, *r3, *t3); }); }
HCV calib3d_projectPoints(Mat* X, Mat* r, Mat* t, Mat* K, Mat* D, Mat* x, Mat* jacobian, double aspect)
{
    return guard([&] { cv::projectPoints(*X, *r, *t, *K, in(D), *x, out(jacobian), aspect); });
}
HCV calib3d_solvePnP(Mat* X, Mat* x, Mat* K, Mat* D, Mat* r, Mat* t, bool guess, int flags, bool* result)
{
    return guard([&] { *result = cv::solvePnP(*X, *x, *K, in(D), *r, *t, guess, flags); });
}
HCV calib3d_solvePnPRansac(Mat* X, Mat* x, Mat* K, Mat* D, Mat* r, Mat* t, bool guess, int iterations, float error, double confidence, Mat* inliers, int flags, bool* result)
{
    return guard([&] { *result = cv::solvePnPRansac(*X, *x, *K, in(D), *r, *t, guess, iterations, error, confidence, out(inliers), flags); });
}
HCV calib3d_triangulatePoints(Mat* P1, Mat* P2, Mat* x1, Mat* x2, Mat* X) { return guard([&] { cv::triangulatePoints(*P1, *P2, *x1, *x2, *X); }); }
HCV calib3d_correctMatches(Mat* F, Mat* a, Mat* b, Mat* na, Mat* nb) { return guard([&] { cv::correctMatches(*F, *a, *b, *na, *nb); }); }
HCV calib3d_computeCorrespondEpilines(Mat* points, int which, Mat* F, Mat* lines) { return guard([&] { cv::computeCorrespondEpilines(*points, which, *F, *lines); }); }
HCV calib3d_convertPointsToHomogeneous(Mat* src, Mat* dst) { return guard([&] { cv::convertPointsToHomogeneous(*src, *dst); }); }
HCV calib3d_convertPointsFromHomogeneous(Mat* src, Mat* dst) { return guard([&] { cv::convertPointsFromHomogeneous(*src, *dst); }); }
HCV calib3d_sampsonDistance(Mat* a, Mat* b, Mat* F, double* result) { return guard([&] { *result = cv::sampsonDistance(*a, *b, *F); }); }

HCV calib3d_stereoRectify(Mat* K1, Mat* D1, Mat* K2, Mat* D2, CSize size, Mat* R, Mat* T, Mat* R1, Mat* R2, Mat* P1, Mat* P2, Mat* Q,
    int flags, double alpha, CSize newSize, CRect* roi1, CRect* roi2)
{
    return guard([&] {
        cv::Rect a, b;
        cv::stereoRectify(*K1, in(D1), *K2, in(D2), size, *R, *T, *R1, *R2, *P1, *P2, *Q, flags, alpha, newSize, &a, &b);
        *roi1 = c(a);
        *roi2 = c(b);
    });
}
HCV calib3d_stereoRectifyUncalibrated(Mat* a, Mat* b, Mat* F, CSize size, Mat* H1, Mat* H2, double threshold, bool* result)
{
    return guard([&] { *result = cv::stereoRectifyUncalibrated(*a, *b, *F, size, *H1, *H2, threshold); });
}
HCV calib3d_initUndistortRectifyMap(Mat* K, Mat* D, Mat* R, Mat* newK, CSize size, int type, Mat* map1, Mat* map2)
{
    return guard([&] { cv::initUndistortRectifyMap(*K, in(D), in(R), in(newK), size, type, *map1, *map2); });
}
HCV calib3d_undistort(Mat* src, Mat* dst, Mat* K, Mat* D, Mat* newK) { return guard([&] { cv::undistort(*src, *dst, *K, in(D), in(newK)); }); }
HCV calib3d_undistortPoints(Mat* src, Mat* dst, Mat* K, Mat* D, Mat* R, Mat* P) { return guard([&] { cv::undistortPoints(*src, *dst, *K, in(D), in(R), in(P)); }); }
HCV calib3d_getOptimalNewCameraMatrix(Mat* K, Mat* D, CSize size, double alpha, CSize newSize, CRect* roi, bool center, Mat** result)
{
    return guard([&] {
        cv::Rect r;
        keep(result, cv::getOptimalNewCameraMatrix(*K, in(D), size, alpha, newSize, &r, center));
        *roi = c(r);
    });
}
HCV calib3d_reprojectImageTo3D(Mat* disparity, Mat* dst, Mat* Q, bool missing, int ddepth) { return guard([&] { cv::reprojectImageTo3D(*disparity, *dst, *Q, missing, ddepth); }); }
HCV calib3d_filterSpeckles(Mat* img, double value, int size, double diff, Mat* buf) { return guard([&] { cv::filterSpeckles(*img, value, size, diff, out(buf)); }); }
HCV calib3d_validateDisparity(Mat* disparity, Mat* cost, int min, int count, int diff) { return guard([&] { cv::validateDisparity(*disparity, *cost, min, count, diff); }); }
HCV calib3d_getValidDisparityROI(CRect a, CRect b, int min, int count, int block, CRect* result)
{
    return guard([&] { *result = c(cv::getValidDisparityROI(a, b, min, count, block)); });
}
HCV calib3d_findChessboardCorners(Mat* image, CSize pattern, Mat* corners, int flags, bool* result)
{
    return guard([&] { *result = cv::findChessboardCorners(*image, pattern, *corners, flags); });
}

using Stereo = cv::Ptr<cv::StereoMatcher>;
namespace
{
    cv::StereoSGBM& sgbm(Stereo* s) { return dynamic_cast<cv::StereoSGBM&>(**s); }
    cv::StereoBM& bm(Stereo* s) { return dynamic_cast<cv::StereoBM&>(**s); }
}

HCV calib3d_StereoMatcher_delete(Stereo* s) { return guard([&] { delete s; }); }
HCV calib3d_StereoMatcher_compute(Stereo* s, Mat* left, Mat* right, Mat* disparity) { return guard([&] { (*s)->compute(*left, *right, *disparity); }); }
HCV calib3d_StereoSGBM_create(int min, int count, int block, int p1, int p2, int diff, int cap, int unique, int window, int range, int mode, Stereo** result)
{
    return guard([&] { *result = new Stereo(cv::StereoSGBM::create(min, count, block, p1, p2, diff, cap, unique, window, range, mode)); });
}
HCV calib3d_StereoBM_create(int count, int block, Stereo** result) { return guard([&] { *result = new Stereo(cv::StereoBM::create(count, block)); }); }

#define STEREO_PROPERTY(type, target, name) \
    HCV calib3d_##type##_get##name(Stereo* s, int* v) { return guard([&] { *v = target.get##name(); }); } \
    HCV calib3d_##type##_set##name(Stereo* s, int v) { return guard([&] { target.set##name(v); }); }

STEREO_PROPERTY(StereoMatcher, (**s), MinDisparity)
STEREO_PROPERTY(StereoMatcher, (**s), NumDisparities)
STEREO_PROPERTY(StereoMatcher, (**s), BlockSize)
STEREO_PROPERTY(StereoMatcher, (**s), SpeckleWindowSize)
STEREO_PROPERTY(StereoMatcher, (**s), SpeckleRange)
STEREO_PROPERTY(StereoMatcher, (**s), Disp12MaxDiff)
STEREO_PROPERTY(StereoSGBM, sgbm(s), PreFilterCap)
STEREO_PROPERTY(StereoSGBM, sgbm(s), UniquenessRatio)
STEREO_PROPERTY(StereoSGBM, sgbm(s), P1)
STEREO_PROPERTY(StereoSGBM, sgbm(s), P2)
STEREO_PROPERTY(StereoSGBM, sgbm(s), Mode)
STEREO_PROPERTY(StereoBM, bm(s), PreFilterType)
STEREO_PROPERTY(StereoBM, bm(s), PreFilterSize)
STEREO_PROPERTY(StereoBM, bm(s), PreFilterCap)
STEREO_PROPERTY(StereoBM, bm(s), TextureThreshold)
STEREO_PROPERTY(StereoBM, bm(s), UniquenessRatio)
STEREO_PROPERTY(StereoBM, bm(s), SmallerBlockSize)
