#include "shim.hpp"
#include <opencv2/features2d.hpp>

using cv::Mat;
using cv::Ptr;
using Feature = Ptr<cv::Feature2D>;
using Matcher = Ptr<cv::DescriptorMatcher>;
using Key = cv::KeyPoint;
using Match = cv::DMatch;

namespace
{
    template <class T> T& as(Feature* f)
    {
        auto* p = dynamic_cast<T*>(f->get());
        if (!p)
            CV_Error(cv::Error::StsBadArg, "The feature object is of another type");
        return *p;
    }

    void make(Feature** result, Feature f) { *result = new Feature(std::move(f)); }
}

HCV features2d_Feature2D_delete(Feature* f) { return guard([&] { delete f; }); }
HCV features2d_Feature2D_descriptorSize(Feature* f, int* v) { return guard([&] { *v = (*f)->descriptorSize(); }); }
HCV features2d_Feature2D_descriptorType(Feature* f, int* v) { return guard([&] { *v = (*f)->descriptorType(); }); }
HCV features2d_Feature2D_defaultNorm(Feature* f, int* v) { return guard([&] { *v = (*f)->defaultNorm(); }); }
HCV features2d_Feature2D_empty(Feature* f, bool* v) { return guard([&] { *v = (*f)->empty(); }); }
HCV features2d_Feature2D_detect(Feature* f, Mat* image, Mat* mask, Key** keys, int* count)
{
    return guard([&] {
        std::vector<Key> v;
        (*f)->detect(*image, v, in(mask));
        give(v, keys, count);
    });
}
HCV features2d_Feature2D_compute(Feature* f, Mat* image, const Key* given, int ngiven, Mat* descriptors, Key** keys, int* count)
{
    return guard([&] {
        auto v = list(given, ngiven);
        (*f)->compute(*image, v, *descriptors);
        give(v, keys, count);
    });
}
HCV features2d_Feature2D_detectAndCompute(Feature* f, Mat* image, Mat* mask, const Key* given, int ngiven, Mat* descriptors, bool useProvided, Key** keys, int* count)
{
    return guard([&] {
        std::vector<Key> v;
        if (useProvided)
            v = list(given, ngiven);
        (*f)->detectAndCompute(*image, in(mask), v, *descriptors, useProvided);
        give(v, keys, count);
    });
}

HCV features2d_SIFT_create(int n, int layers, double contrast, double edge, double sigma, Feature** result)
{
    return guard([&] { make(result, cv::SIFT::create(n, layers, contrast, edge, sigma)); });
}
HCV features2d_ORB_create(int n, float scale, int levels, int edge, int first, int wta, int score, int patch, int fast, Feature** result)
{
    return guard([&] { make(result, cv::ORB::create(n, scale, levels, edge, first, wta, static_cast<cv::ORB::ScoreType>(score), patch, fast)); });
}
HCV features2d_ORB_getMaxFeatures(Feature* f, int* v) { return guard([&] { *v = as<cv::ORB>(f).getMaxFeatures(); }); }
HCV features2d_ORB_setMaxFeatures(Feature* f, int v) { return guard([&] { as<cv::ORB>(f).setMaxFeatures(v); }); }
HCV features2d_ORB_getScaleFactor(Feature* f, double* v) { return guard([&] { *v = as<cv::ORB>(f).getScaleFactor(); }); }
HCV features2d_ORB_setScaleFactor(Feature* f, double v) { return guard([&] { as<cv::ORB>(f).setScaleFactor(v); }); }
HCV features2d_ORB_getNLevels(Feature* f, int* v) { return guard([&] { *v = as<cv::ORB>(f).getNLevels(); }); }
HCV features2d_ORB_setNLevels(Feature* f, int v) { return guard([&] { as<cv::ORB>(f).setNLevels(v); }); }
HCV features2d_ORB_getFastThreshold(Feature* f, int* v) { return guard([&] { *v = as<cv::ORB>(f).getFastThreshold(); }); }
HCV features2d_ORB_setFastThreshold(Feature* f, int v) { return guard([&] { as<cv::ORB>(f).setFastThreshold(v); }); }

HCV features2d_AKAZE_create(int type, int size, int channels, float threshold, int octaves, int layers, int diffusivity, Feature** result)
{
    return guard([&] {
        make(result, cv::AKAZE::create(static_cast<cv::AKAZE::DescriptorType>(type), size, channels, threshold, octaves, layers, static_cast<cv::KAZE::DiffusivityType>(diffusivity)));
    });
}
HCV features2d_AKAZE_getThreshold(Feature* f, double* v) { return guard([&] { *v = as<cv::AKAZE>(f).getThreshold(); }); }
HCV features2d_AKAZE_setThreshold(Feature* f, double v) { return guard([&] { as<cv::AKAZE>(f).setThreshold(v); }); }
HCV features2d_KAZE_create(bool extended, bool upright, float threshold, int octaves, int layers, int diffusivity, Feature** result)
{
    return guard([&] { make(result, cv::KAZE::create(extended, upright, threshold, octaves, layers, static_cast<cv::KAZE::DiffusivityType>(diffusivity))); });
}
HCV features2d_BRISK_create(int threshold, int octaves, float patternScale, Feature** result)
{
    return guard([&] { make(result, cv::BRISK::create(threshold, octaves, patternScale)); });
}
HCV features2d_FastFeatureDetector_create(int threshold, bool nonmax, Feature** result)
{
    return guard([&] { make(result, cv::FastFeatureDetector::create(threshold, nonmax)); });
}
HCV features2d_AgastFeatureDetector_create(int threshold, bool nonmax, int type, Feature** result)
{
    return guard([&] { make(result, cv::AgastFeatureDetector::create(threshold, nonmax, static_cast<cv::AgastFeatureDetector::DetectorType>(type))); });
}
HCV features2d_GFTTDetector_create(int n, double quality, double distance, int block, bool harris, double k, Feature** result)
{
    return guard([&] { make(result, cv::GFTTDetector::create(n, quality, distance, block, harris, k)); });
}
HCV features2d_MSER_create(int delta, int minArea, int maxArea, double maxVariation, double minDiversity, int maxEvolution, double areaThreshold,
    double minMargin, int edgeBlur, Feature** result)
{
    return guard([&] { make(result, cv::MSER::create(delta, minArea, maxArea, maxVariation, minDiversity, maxEvolution, areaThreshold, minMargin, edgeBlur)); });
}
HCV features2d_MSER_detectRegions(Feature* f, Mat* image, cv::Point** points, int** counts, int* regions, cv::Rect** boxes, int* nboxes)
{
    return guard([&] {
        std::vector<std::vector<cv::Point>> p;
        std::vector<cv::Rect> b;
        as<cv::MSER>(f).detectRegions(*image, p, b);
        give(p, points, counts, regions);
        give(b, boxes, nboxes);
    });
}
HCV features2d_FAST(Mat* image, int threshold, bool nonmax, int type, Key** keys, int* count)
{
    return guard([&] {
        std::vector<Key> v;
        cv::FAST(*image, v, threshold, nonmax, static_cast<cv::FastFeatureDetector::DetectorType>(type));
        give(v, keys, count);
    });
}

HCV features2d_BFMatcher_create(int norm, bool crossCheck, Matcher** result) { return guard([&] { *result = new Matcher(cv::BFMatcher::create(norm, crossCheck)); }); }
// kind: 0 four k-d trees, 1 LSH, 2 one k-d tree for exact search, 3 hierarchical k-means, 4 linear
HCV features2d_FlannBasedMatcher_create(int kind, int p1, int p2, int p3, int checks, float eps, bool sorted, Matcher** result)
{
    return guard([&] {
        Ptr<cv::flann::IndexParams> index;
        switch (kind)
        {
            case 1: index = cv::makePtr<cv::flann::LshIndexParams>(p1, p2, p3); break;
            case 2: index = cv::makePtr<cv::flann::KDTreeIndexParams>(1); break;
            case 3: index = cv::makePtr<cv::flann::KMeansIndexParams>(p1, p2); break;
            case 4: index = cv::makePtr<cv::flann::LinearIndexParams>(); break;
            default: index = cv::makePtr<cv::flann::KDTreeIndexParams>(p1); break;
        }
        *result = new Matcher(new cv::FlannBasedMatcher(index, cv::makePtr<cv::flann::SearchParams>(checks, eps, sorted)));
    });
}
HCV features2d_DescriptorMatcher_create(const char* name, Matcher** result) { return guard([&] { *result = new Matcher(cv::DescriptorMatcher::create(cv::String(name))); }); }
HCV features2d_DescriptorMatcher_delete(Matcher* m) { return guard([&] { delete m; }); }
HCV features2d_DescriptorMatcher_add(Matcher* m, Mat* const* items, int count) { return guard([&] { (*m)->add(mats(items, count)); }); }
HCV features2d_DescriptorMatcher_clear(Matcher* m) { return guard([&] { (*m)->clear(); }); }
HCV features2d_DescriptorMatcher_empty(Matcher* m, bool* v) { return guard([&] { *v = (*m)->empty(); }); }
HCV features2d_DescriptorMatcher_isMaskSupported(Matcher* m, bool* v) { return guard([&] { *v = (*m)->isMaskSupported(); }); }
HCV features2d_DescriptorMatcher_train(Matcher* m) { return guard([&] { (*m)->train(); }); }
HCV features2d_DescriptorMatcher_match(Matcher* m, Mat* query, Mat* train, Mat* mask, Match** matches, int* count)
{
    return guard([&] {
        std::vector<Match> v;
        if (train)
            (*m)->match(*query, *train, v, in(mask));
        else
            (*m)->match(*query, v);
        give(v, matches, count);
    });
}
HCV features2d_DescriptorMatcher_knnMatch(Matcher* m, Mat* query, Mat* train, int k, Mat* mask, bool compact, Match** matches, int** counts, int* lists)
{
    return guard([&] {
        std::vector<std::vector<Match>> v;
        if (train)
            (*m)->knnMatch(*query, *train, v, k, in(mask), compact);
        else
            (*m)->knnMatch(*query, v, k, cv::noArray(), compact);
        give(v, matches, counts, lists);
    });
}
HCV features2d_DescriptorMatcher_radiusMatch(Matcher* m, Mat* query, Mat* train, float distance, Mat* mask, bool compact, Match** matches, int** counts, int* lists)
{
    return guard([&] {
        std::vector<std::vector<Match>> v;
        if (train)
            (*m)->radiusMatch(*query, *train, v, distance, in(mask), compact);
        else
            (*m)->radiusMatch(*query, v, distance, cv::noArray(), compact);
        give(v, matches, counts, lists);
    });
}

HCV features2d_drawKeypoints(Mat* image, const Key* keys, int count, Mat* dst, CScalar color, int flags)
{
    return guard([&] { cv::drawKeypoints(*image, list(keys, count), *dst, color, static_cast<cv::DrawMatchesFlags>(flags)); });
}
HCV features2d_drawMatches(Mat* image1, const Key* keys1, int n1, Mat* image2, const Key* keys2, int n2, const Match* matches, int count, Mat* dst,
    CScalar matchColor, CScalar singleColor, const char* mask, int nmask, int flags)
{
    return guard([&] {
        cv::drawMatches(*image1, list(keys1, n1), *image2, list(keys2, n2), list(matches, count), *dst, matchColor, singleColor,
            list(mask, nmask), static_cast<cv::DrawMatchesFlags>(flags));
    });
}

HCV features2d_KeyPointsFilter_runByImageBorder(const Key* given, int n, CSize size, int border, Key** keys, int* count)
{
    return guard([&] {
        auto v = list(given, n);
        cv::KeyPointsFilter::runByImageBorder(v, size, border);
        give(v, keys, count);
    });
}
HCV features2d_KeyPointsFilter_runByKeypointSize(const Key* given, int n, float lo, float hi, Key** keys, int* count)
{
    return guard([&] {
        auto v = list(given, n);
        cv::KeyPointsFilter::runByKeypointSize(v, lo, hi);
        give(v, keys, count);
    });
}
HCV features2d_KeyPointsFilter_runByPixelsMask(const Key* given, int n, Mat* mask, Key** keys, int* count)
{
    return guard([&] {
        auto v = list(given, n);
        cv::KeyPointsFilter::runByPixelsMask(v, *mask);
        give(v, keys, count);
    });
}
HCV features2d_KeyPointsFilter_removeDuplicated(const Key* given, int n, Key** keys, int* count)
{
    return guard([&] {
        auto v = list(given, n);
        cv::KeyPointsFilter::removeDuplicated(v);
        give(v, keys, count);
    });
}
HCV features2d_KeyPointsFilter_retainBest(const Key* given, int n, int best, Key** keys, int* count)
{
    return guard([&] {
        auto v = list(given, n);
        cv::KeyPointsFilter::retainBest(v, best);
        give(v, keys, count);
    });
}
