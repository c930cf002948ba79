#include "shim.hpp"
#include <opencv2/core/ocl.hpp>
#include <opencv2/stitching.hpp>

using cv::Mat;
using Stitcher = cv::Ptr<cv::Stitcher>;

HCV stitching_Stitcher_create(int mode, Stitcher** result)
{
    return guard([&] { *result = new Stitcher(cv::Stitcher::create(static_cast<cv::Stitcher::Mode>(mode))); });
}
HCV stitching_Stitcher_delete(Stitcher* s) { return guard([&] { delete s; }); }

#define STITCHER_PROPERTY(type, get, set) \
    HCV stitching_Stitcher_##get(Stitcher* s, type* v) { return guard([&] { *v = static_cast<type>((*s)->get()); }); } \
    HCV stitching_Stitcher_##set(Stitcher* s, type v) { return guard([&] { (*s)->set(v); }); }

STITCHER_PROPERTY(double, registrationResol, setRegistrationResol)
STITCHER_PROPERTY(double, seamEstimationResol, setSeamEstimationResol)
STITCHER_PROPERTY(double, compositingResol, setCompositingResol)
STITCHER_PROPERTY(double, panoConfidenceThresh, setPanoConfidenceThresh)
STITCHER_PROPERTY(bool, waveCorrection, setWaveCorrection)

HCV stitching_Stitcher_waveCorrectKind(Stitcher* s, int* v) { return guard([&] { *v = static_cast<int>((*s)->waveCorrectKind()); }); }
HCV stitching_Stitcher_setWaveCorrectKind(Stitcher* s, int v)
{
    return guard([&] { (*s)->setWaveCorrectKind(static_cast<cv::detail::WaveCorrectKind>(v)); });
}
HCV stitching_Stitcher_workScale(Stitcher* s, double* v) { return guard([&] { *v = (*s)->workScale(); }); }
HCV stitching_Stitcher_component(Stitcher* s, int** items, int* count) { return guard([&] { give((*s)->component(), items, count); }); }
HCV stitching_Stitcher_estimateTransform(Stitcher* s, Mat* const* images, int n, int* status)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        *status = (*s)->estimateTransform(mats(images, n));
    });
}
HCV stitching_Stitcher_composePanorama(Stitcher* s, Mat* pano, int* status)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        *status = (*s)->composePanorama(*pano);
    });
}
HCV stitching_Stitcher_composePanorama_images(Stitcher* s, Mat* const* images, int n, Mat* pano, int* status)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        *status = (*s)->composePanorama(mats(images, n), *pano);
    });
}
HCV stitching_Stitcher_stitch(Stitcher* s, Mat* const* images, int n, Mat* pano, int* status)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        *status = (*s)->stitch(mats(images, n), *pano);
    });
}
