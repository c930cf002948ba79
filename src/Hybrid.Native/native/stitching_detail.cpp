// The parts of cv::detail's stitching pipeline, one by one. All images come and go as raw buffers.
#include "shim.hpp"
#include <opencv2/core/ocl.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/stitching/detail/blenders.hpp>
#include <opencv2/stitching/detail/exposure_compensate.hpp>
#include <opencv2/stitching/detail/matchers.hpp>
#include <opencv2/stitching/detail/motion_estimators.hpp>
#include <opencv2/stitching/detail/seam_finders.hpp>
#include <opencv2/stitching/warpers.hpp>
#include <opencv2/stitching.hpp>

namespace detail = cv::detail;
using cv::Mat;
using cv::UMat;

struct CBuffer
{
    void* data;
    int64_t step;
    int rows, cols, type, reserved;
    Mat mat() const { return Mat(rows, cols, type, data, static_cast<size_t>(step)); }
};

struct CView
{
    const cv::Point2f* points;
    int npoints, width, height, reserved;
};

struct CPair
{
    const int* indices;    // two a match: into the points of a, into those of b
    const uchar* inliers;  // one a match
    int a, b, count, reserved;
    double H[9];
    double confidence;
};

struct CCamera
{
    double focal, aspect, ppx, ppy;
    double R[9], t[3];
};

struct CMatrix3 { float v[9]; };

namespace
{
    std::vector<detail::ImageFeatures> features(const CView* views, int n)
    {
        std::vector<detail::ImageFeatures> v(n);
        for (int i = 0; i < n; i++)
        {
            v[i].img_idx = i;
            v[i].img_size = {views[i].width, views[i].height};
            for (int k = 0; k < views[i].npoints; k++)
                v[i].keypoints.emplace_back(views[i].points[k], 1.f);
        }
        return v;
    }

    // OpenCV wants the whole table of ordered pairs, with the way back beside the way there.
    std::vector<detail::MatchesInfo> table(const CView* views, int n, const CPair* pairs, int npairs)
    {
        std::vector<detail::MatchesInfo> t(static_cast<size_t>(n) * n);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                t[i * n + j].src_img_idx = i;
                t[i * n + j].dst_img_idx = j;
            }
        for (int p = 0; p < npairs; p++)
        {
            const auto& from = pairs[p];
            CV_Assert(from.a >= 0 && from.a < n && from.b >= 0 && from.b < n && from.a != from.b);
            auto& there = t[from.a * n + from.b];
            auto& back = t[from.b * n + from.a];
            for (int k = 0; k < from.count; k++)
            {
                const int a = from.indices[2 * k], b = from.indices[2 * k + 1];
                CV_Assert(a >= 0 && a < views[from.a].npoints && b >= 0 && b < views[from.b].npoints);
                there.matches.emplace_back(a, b, 0.f);
                back.matches.emplace_back(b, a, 0.f);
                there.inliers_mask.push_back(from.inliers[k] ? 1 : 0);
                there.num_inliers += from.inliers[k] ? 1 : 0;
            }
            back.inliers_mask = there.inliers_mask;
            back.num_inliers = there.num_inliers;
            there.confidence = back.confidence = from.confidence;
            there.H = Mat(3, 3, CV_64F, const_cast<double*>(from.H)).clone();
            back.H = there.H.inv();
        }
        return t;
    }

    std::vector<detail::CameraParams> cameras(const CCamera* items, int n)
    {
        std::vector<detail::CameraParams> v(n);
        for (int i = 0; i < n; i++)
        {
            v[i].focal = items[i].focal;
            v[i].aspect = items[i].aspect;
            v[i].ppx = items[i].ppx;
            v[i].ppy = items[i].ppy;
            Mat(3, 3, CV_64F, const_cast<double*>(items[i].R)).convertTo(v[i].R, CV_32F);
            v[i].t = Mat(3, 1, CV_64F, const_cast<double*>(items[i].t)).clone();
        }
        return v;
    }

    void put(const std::vector<detail::CameraParams>& v, CCamera* items)
    {
        for (size_t i = 0; i < v.size(); i++)
        {
            items[i].focal = v[i].focal;
            items[i].aspect = v[i].aspect;
            items[i].ppx = v[i].ppx;
            items[i].ppy = v[i].ppy;
            Mat R(3, 3, CV_64F, items[i].R), t(3, 1, CV_64F, items[i].t);
            v[i].R.convertTo(R, CV_64F);
            v[i].t.convertTo(t, CV_64F);
        }
    }

    std::vector<cv::Point> points(const CPoint* p, int n)
    {
        std::vector<cv::Point> v;
        for (int i = 0; i < n; i++)
            v.push_back(p[i]);
        return v;
    }

    Mat matrix(const CMatrix3& m) { return Mat(3, 3, CV_32F, const_cast<float*>(m.v)).clone(); }

    UMat umat(const Mat& m, int depth = -1)
    {
        UMat u;
        m.convertTo(u, depth < 0 ? m.depth() : depth);
        return u;
    }
}

HCV detail_estimate(int kind, const CView* views, int n, const CPair* pairs, int npairs, CCamera* result, bool* found)
{
    return guard([&] {
        std::vector<detail::CameraParams> v;
        const auto f = features(views, n);
        const auto t = table(views, n, pairs, npairs);
        if (kind == 1)
            *found = detail::AffineBasedEstimator()(f, t, v);
        else
            *found = detail::HomographyBasedEstimator()(f, t, v);
        if (*found)
            put(v, result);
    });
}

HCV detail_adjust(int kind, const CView* views, int n, const CPair* pairs, int npairs, double confidence, const uchar* refine, CTermCriteria criteria,
    CCamera* items, bool* converged)
{
    return guard([&] {
        cv::Ptr<detail::BundleAdjusterBase> adjuster;
        switch (kind)
        {
            case 1: adjuster = cv::makePtr<detail::BundleAdjusterRay>(); break;
            case 2: adjuster = cv::makePtr<detail::BundleAdjusterReproj>(); break;
            case 3: adjuster = cv::makePtr<detail::BundleAdjusterAffine>(); break;
            case 4: adjuster = cv::makePtr<detail::BundleAdjusterAffinePartial>(); break;
            default: adjuster = cv::makePtr<detail::NoBundleAdjuster>(); break;
        }
        adjuster->setConfThresh(confidence);
        adjuster->setTermCriteria(criteria);
        Mat mask(3, 3, CV_8U);
        std::memcpy(mask.data, refine, 9);
        adjuster->setRefinementMask(mask);
        auto v = cameras(items, n);
        *converged = (*adjuster)(features(views, n), table(views, n, pairs, npairs), v);
        if (*converged)
            put(v, items);
    });
}

HCV detail_waveCorrect(CCamera* items, int n, int kind)
{
    return guard([&] {
        auto v = cameras(items, n);
        std::vector<Mat> r;
        for (const auto& c : v)
            r.push_back(c.R.clone());
        detail::waveCorrect(r, static_cast<detail::WaveCorrectKind>(kind));
        for (int i = 0; i < n; i++)
            v[i].R = r[i];
        put(v, items);
    });
}

HCV detail_biggestComponent(const CView* views, int n, const CPair* pairs, int npairs, float confidence, int** indices, int* count)
{
    return guard([&] {
        auto f = features(views, n);
        auto t = table(views, n, pairs, npairs);
        give(detail::leaveBiggestComponent(f, t, confidence), indices, count);
    });
}

using Warper = cv::Ptr<detail::RotationWarper>;

HCV detail_Warper_create(int kind, float scale, float a, float b, Warper** result)
{
    return guard([&] {
        cv::Ptr<cv::WarperCreator> c;
        switch (kind)
        {
            case 0: c = cv::makePtr<cv::PlaneWarper>(); break;
            case 1: c = cv::makePtr<cv::AffineWarper>(); break;
            case 2: c = cv::makePtr<cv::CylindricalWarper>(); break;
            case 3: c = cv::makePtr<cv::SphericalWarper>(); break;
            case 4: c = cv::makePtr<cv::FisheyeWarper>(); break;
            case 5: c = cv::makePtr<cv::StereographicWarper>(); break;
            case 6: c = cv::makePtr<cv::CompressedRectilinearWarper>(a, b); break;
            case 7: c = cv::makePtr<cv::CompressedRectilinearPortraitWarper>(a, b); break;
            case 8: c = cv::makePtr<cv::PaniniWarper>(a, b); break;
            case 9: c = cv::makePtr<cv::PaniniPortraitWarper>(a, b); break;
            case 10: c = cv::makePtr<cv::MercatorWarper>(); break;
            case 11: c = cv::makePtr<cv::TransverseMercatorWarper>(); break;
            default: CV_Error(cv::Error::StsBadArg, "unknown projection");
        }
        *result = new Warper(c->create(scale));
    });
}
HCV detail_Warper_delete(Warper* w) { return guard([&] { delete w; }); }
HCV detail_Warper_warpPoint(Warper* w, CPoint2f p, const CMatrix3* K, const CMatrix3* R, CPoint2f* result)
{
    return guard([&] {
        const auto q = (*w)->warpPoint(p, matrix(*K), matrix(*R));
        *result = {q.x, q.y};
    });
}
HCV detail_Warper_warpPointBackward(Warper* w, CPoint2f p, const CMatrix3* K, const CMatrix3* R, CPoint2f* result)
{
    return guard([&] {
        const auto q = (*w)->warpPointBackward(p, matrix(*K), matrix(*R));
        *result = {q.x, q.y};
    });
}
HCV detail_Warper_warpRoi(Warper* w, CSize size, const CMatrix3* K, const CMatrix3* R, CRect* roi)
{
    return guard([&] { *roi = c((*w)->warpRoi(size, matrix(*K), matrix(*R))); });
}
HCV detail_Warper_buildMaps(Warper* w, CSize size, const CMatrix3* K, const CMatrix3* R, Mat** xmap, Mat** ymap, CRect* roi)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        Mat x, y;
        *roi = c((*w)->buildMaps(size, matrix(*K), matrix(*R), x, y));
        *xmap = new Mat(x);
        *ymap = new Mat(y);
    });
}
HCV detail_Warper_warp(Warper* w, const CBuffer* src, const CMatrix3* K, const CMatrix3* R, int interpolation, int border, Mat** result, CPoint* corner)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        Mat dst;
        *corner = c((*w)->warp(src->mat(), matrix(*K), matrix(*R), interpolation, border, dst));
        *result = new Mat(dst);
    });
}
HCV detail_Warper_warpBackward(Warper* w, const CBuffer* src, const CMatrix3* K, const CMatrix3* R, int interpolation, int border, CSize size, Mat** result)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        Mat dst;
        (*w)->warpBackward(src->mat(), matrix(*K), matrix(*R), interpolation, border, size, dst);
        *result = new Mat(dst);
    });
}

using Exposure = cv::Ptr<detail::ExposureCompensator>;

HCV detail_Exposure_create(int kind, int feeds, CSize block, double similarity, Exposure** result)
{
    return guard([&] {
        Exposure e;
        switch (kind)
        {
            case 1:
            {
                auto g = cv::makePtr<detail::GainCompensator>(feeds);
                g->setSimilarityThreshold(similarity);
                e = g;
                break;
            }
            case 2:
            {
                auto g = cv::makePtr<detail::BlocksGainCompensator>(block.width, block.height, feeds);
                g->setSimilarityThreshold(similarity);
                e = g;
                break;
            }
            case 3:
            {
                auto g = cv::makePtr<detail::ChannelsCompensator>(feeds);
                g->setSimilarityThreshold(similarity);
                e = g;
                break;
            }
            case 4:
            {
                auto g = cv::makePtr<detail::BlocksChannelsCompensator>(block.width, block.height, feeds);
                g->setSimilarityThreshold(similarity);
                e = g;
                break;
            }
            default: e = cv::makePtr<detail::NoExposureCompensator>(); break;
        }
        *result = new Exposure(e);
    });
}
HCV detail_Exposure_delete(Exposure* e) { return guard([&] { delete e; }); }
HCV detail_Exposure_feed(Exposure* e, const CPoint* corners, const CBuffer* images, const CBuffer* masks, int n)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        std::vector<UMat> i, m;
        for (int k = 0; k < n; k++)
        {
            i.push_back(umat(images[k].mat()));
            m.push_back(umat(masks[k].mat()));
        }
        (*e)->feed(points(corners, n), i, m);
    });
}
HCV detail_Exposure_apply(Exposure* e, int index, CPoint corner, const CBuffer* image, const CBuffer* mask)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        auto m = image->mat();
        (*e)->apply(index, corner, m, mask->mat());
        if (m.data != image->data)
        {
            auto to = image->mat();
            m.convertTo(to, to.type());
        }
    });
}
HCV detail_Exposure_gains(Exposure* e, Mat*** gains, int* count)
{
    return guard([&] {
        std::vector<Mat> v;
        (*e)->getMatGains(v);
        std::vector<Mat*> p;
        for (const auto& m : v)
            p.push_back(new Mat(m.clone()));
        give(p, gains, count);
    });
}

HCV detail_findSeams(int kind, const CBuffer* images, const CPoint* corners, const CBuffer* masks, int n)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        cv::Ptr<detail::SeamFinder> finder;
        using Cut = detail::GraphCutSeamFinder;
        switch (kind)
        {
            case 1: finder = cv::makePtr<detail::VoronoiSeamFinder>(); break;
            case 2: finder = cv::makePtr<detail::DpSeamFinder>(detail::DpSeamFinder::COLOR); break;
            case 3: finder = cv::makePtr<detail::DpSeamFinder>(detail::DpSeamFinder::COLOR_GRAD); break;
            case 4: finder = cv::makePtr<Cut>(static_cast<int>(Cut::COST_COLOR)); break;
            case 5: finder = cv::makePtr<Cut>(static_cast<int>(Cut::COST_COLOR_GRAD)); break;
            default: finder = cv::makePtr<detail::NoSeamFinder>(); break;
        }
        std::vector<UMat> i, m;
        for (int k = 0; k < n; k++)
        {
            i.push_back(umat(images[k].mat(), CV_32F));
            m.push_back(umat(masks[k].mat()));
        }
        finder->find(i, points(corners, n), m);
        for (int k = 0; k < n; k++)
        {
            auto to = masks[k].mat();
            m[k].copyTo(to);
        }
    });
}

using Blender = cv::Ptr<detail::Blender>;

HCV detail_Blender_create(int kind, float sharpness, int bands, Blender** result)
{
    return guard([&] {
        Blender b;
        if (kind == 1)
            b = cv::makePtr<detail::FeatherBlender>(sharpness);
        else if (kind == 2)
            b = cv::makePtr<detail::MultiBandBlender>(0, bands);
        else
            b = cv::makePtr<detail::Blender>();
        *result = new Blender(b);
    });
}
HCV detail_Blender_delete(Blender* b) { return guard([&] { delete b; }); }
HCV detail_Blender_prepare(Blender* b, CRect roi)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        (*b)->prepare(roi);
    });
}
HCV detail_Blender_feed(Blender* b, const CBuffer* image, const CBuffer* mask, CPoint corner)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        Mat m;
        image->mat().convertTo(m, CV_16S);
        (*b)->feed(m, mask->mat(), corner);
    });
}
HCV detail_Blender_blend(Blender* b, Mat** image, Mat** mask)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        Mat i, m, bytes;
        (*b)->blend(i, m);
        i.convertTo(bytes, CV_8U);
        *image = new Mat(bytes);
        *mask = new Mat(m);
    });
}

// OpenCV's own pipeline as a whole, with the cameras that it found, so that its alignment can be judged apart from its blending.
HCV detail_stitch(int mode, const CBuffer* images, int n, int* status, Mat** panorama, int** component, int* count, CCamera* items, double* workScale)
{
    return guard([&] {
        cv::ocl::setUseOpenCL(false);
        auto stitcher = cv::Stitcher::create(static_cast<cv::Stitcher::Mode>(mode));
        std::vector<Mat> list;
        for (int i = 0; i < n; i++)
            list.push_back(images[i].mat());
        Mat result;
        *status = static_cast<int>(stitcher->stitch(list, result));
        *panorama = new Mat(result);
        const auto cameras = stitcher->cameras();
        if (*status == 0)
            put(cameras, items);
        give(*status == 0 ? stitcher->component() : std::vector<int>(), component, count);
        *workScale = stitcher->workScale();
    });
}
