#include "shim.hpp"
#include <opencv2/video/tracking.hpp>

using cv::Mat;

HCV video_findTransformECC(Mat* templ, Mat* input, Mat* warp, int motion, CTermCriteria criteria, Mat* mask, int gaussian, double* result)
{
    return guard([&] { *result = cv::findTransformECC(*templ, *input, *warp, motion, criteria, in(mask), gaussian); });
}
HCV video_computeECC(Mat* templ, Mat* input, Mat* mask, double* result) { return guard([&] { *result = cv::computeECC(*templ, *input, in(mask)); }); }
HCV video_calcOpticalFlowPyrLK(Mat* prev, Mat* next, Mat* prevPts, Mat* nextPts, Mat* status, Mat* err, CSize win, int maxLevel,
    CTermCriteria criteria, int flags, double minEig)
{
    return guard([&] { cv::calcOpticalFlowPyrLK(*prev, *next, *prevPts, *nextPts, *status, out(err), win, maxLevel, criteria, flags, minEig); });
}
HCV video_calcOpticalFlowFarneback(Mat* prev, Mat* next, Mat* flow, double scale, int levels, int win, int iterations, int polyN, double polySigma, int flags)
{
    return guard([&] { cv::calcOpticalFlowFarneback(*prev, *next, *flow, scale, levels, win, iterations, polyN, polySigma, flags); });
}

// DIS flow takes raw buffers, so that it serves whichever OpenCV binding the caller has.
struct CDisSettings
{
    int preset, finestScale, patchSize, patchStride, gradientDescentIterations, variationalRefinementIterations;
    float variationalRefinementAlpha, variationalRefinementDelta, variationalRefinementGamma;
    int useMeanNormalization, useSpatialPropagation;
};
using Dis = cv::Ptr<cv::DISOpticalFlow>;

HCV video_DIS_create(int preset, Dis** result) { return guard([&] { *result = new Dis(cv::DISOpticalFlow::create(preset)); }); }
HCV video_DIS_delete(Dis* d) { return guard([&] { delete d; }); }
HCV video_DIS_get(Dis* d, CDisSettings* s)
{
    return guard([&] {
        auto& o = **d;
        s->finestScale = o.getFinestScale();
        s->patchSize = o.getPatchSize();
        s->patchStride = o.getPatchStride();
        s->gradientDescentIterations = o.getGradientDescentIterations();
        s->variationalRefinementIterations = o.getVariationalRefinementIterations();
        s->variationalRefinementAlpha = o.getVariationalRefinementAlpha();
        s->variationalRefinementDelta = o.getVariationalRefinementDelta();
        s->variationalRefinementGamma = o.getVariationalRefinementGamma();
        s->useMeanNormalization = o.getUseMeanNormalization();
        s->useSpatialPropagation = o.getUseSpatialPropagation();
    });
}
HCV video_DIS_set(Dis* d, const CDisSettings* s)
{
    return guard([&] {
        auto& o = **d;
        o.setFinestScale(s->finestScale);
        o.setPatchSize(s->patchSize);
        o.setPatchStride(s->patchStride);
        o.setGradientDescentIterations(s->gradientDescentIterations);
        o.setVariationalRefinementIterations(s->variationalRefinementIterations);
        o.setVariationalRefinementAlpha(s->variationalRefinementAlpha);
        o.setVariationalRefinementDelta(s->variationalRefinementDelta);
        o.setVariationalRefinementGamma(s->variationalRefinementGamma);
        o.setUseMeanNormalization(s->useMeanNormalization != 0);
        o.setUseSpatialPropagation(s->useSpatialPropagation != 0);
    });
}
HCV video_DIS_calc(Dis* d, int rows, int cols, void* a, int64_t stepA, void* b, int64_t stepB, void* flow, int64_t stepFlow, bool useInitial)
{
    return guard([&] {
        Mat ma(rows, cols, CV_8UC1, a, static_cast<size_t>(stepA)), mb(rows, cols, CV_8UC1, b, static_cast<size_t>(stepB));
        Mat given(rows, cols, CV_32FC2, flow, static_cast<size_t>(stepFlow));
        Mat result;
        if (useInitial)
            given.copyTo(result);
        (*d)->calc(ma, mb, result);
        result.copyTo(given);
    });
}
