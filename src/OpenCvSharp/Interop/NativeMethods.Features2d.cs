using System.Runtime.InteropServices;

namespace OpenCvSharp;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int features2d_Feature2D_delete(IntPtr f);

    [LibraryImport(Shim)]
    internal static partial int features2d_Feature2D_descriptorSize(FeatureHandle f, out int v);

    [LibraryImport(Shim)]
    internal static partial int features2d_Feature2D_descriptorType(FeatureHandle f, out int v);

    [LibraryImport(Shim)]
    internal static partial int features2d_Feature2D_defaultNorm(FeatureHandle f, out int v);

    [LibraryImport(Shim)]
    internal static partial int features2d_Feature2D_empty(FeatureHandle f, [MarshalAs(UnmanagedType.U1)] out bool v);

    [LibraryImport(Shim)]
    internal static partial int features2d_Feature2D_detect(FeatureHandle f, MatHandle image, MatHandle mask, out KeyPoint* keys, out int count);

    [LibraryImport(Shim)]
    internal static partial int features2d_Feature2D_compute(FeatureHandle f, MatHandle image, KeyPoint* given, int ngiven, MatHandle descriptors, out KeyPoint* keys, out int count);

    [LibraryImport(Shim)]
    internal static partial int features2d_Feature2D_detectAndCompute(FeatureHandle f, MatHandle image, MatHandle mask, KeyPoint* given, int ngiven, MatHandle descriptors, [MarshalAs(UnmanagedType.U1)] bool useProvided, out KeyPoint* keys, out int count);

    [LibraryImport(Shim)]
    internal static partial int features2d_SIFT_create(int n, int layers, double contrast, double edge, double sigma, out FeatureHandle result);

    [LibraryImport(Shim)]
    internal static partial int features2d_ORB_create(int n, float scale, int levels, int edge, int first, int wta, int score, int patch, int fast, out FeatureHandle result);

    [LibraryImport(Shim)]
    internal static partial int features2d_ORB_getMaxFeatures(FeatureHandle f, out int v);

    [LibraryImport(Shim)]
    internal static partial int features2d_ORB_setMaxFeatures(FeatureHandle f, int v);

    [LibraryImport(Shim)]
    internal static partial int features2d_ORB_getScaleFactor(FeatureHandle f, out double v);

    [LibraryImport(Shim)]
    internal static partial int features2d_ORB_setScaleFactor(FeatureHandle f, double v);

    [LibraryImport(Shim)]
    internal static partial int features2d_ORB_getNLevels(FeatureHandle f, out int v);

    [LibraryImport(Shim)]
    internal static partial int features2d_ORB_setNLevels(FeatureHandle f, int v);

    [LibraryImport(Shim)]
    internal static partial int features2d_ORB_getFastThreshold(FeatureHandle f, out int v);

    [LibraryImport(Shim)]
    internal static partial int features2d_ORB_setFastThreshold(FeatureHandle f, int v);

    [LibraryImport(Shim)]
    internal static partial int features2d_AKAZE_create(int type, int size, int channels, float threshold, int octaves, int layers, int diffusivity, out FeatureHandle result);

    [LibraryImport(Shim)]
    internal static partial int features2d_AKAZE_getThreshold(FeatureHandle f, out double v);

    [LibraryImport(Shim)]
    internal static partial int features2d_AKAZE_setThreshold(FeatureHandle f, double v);

    [LibraryImport(Shim)]
    internal static partial int features2d_KAZE_create([MarshalAs(UnmanagedType.U1)] bool extended, [MarshalAs(UnmanagedType.U1)] bool upright, float threshold, int octaves, int layers, int diffusivity, out FeatureHandle result);

    [LibraryImport(Shim)]
    internal static partial int features2d_BRISK_create(int threshold, int octaves, float patternScale, out FeatureHandle result);

    [LibraryImport(Shim)]
    internal static partial int features2d_FastFeatureDetector_create(int threshold, [MarshalAs(UnmanagedType.U1)] bool nonmax, out FeatureHandle result);

    [LibraryImport(Shim)]
    internal static partial int features2d_AgastFeatureDetector_create(int threshold, [MarshalAs(UnmanagedType.U1)] bool nonmax, int type, out FeatureHandle result);

    [LibraryImport(Shim)]
    internal static partial int features2d_GFTTDetector_create(int n, double quality, double distance, int block, [MarshalAs(UnmanagedType.U1)] bool harris, double k, out FeatureHandle result);

    [LibraryImport(Shim)]
    internal static partial int features2d_MSER_create(int delta, int minArea, int maxArea, double maxVariation, double minDiversity, int maxEvolution, double areaThreshold, double minMargin, int edgeBlur, out FeatureHandle result);

    [LibraryImport(Shim)]
    internal static partial int features2d_MSER_detectRegions(FeatureHandle f, MatHandle image, out Point* points, out int* counts, out int regions, out Rect* boxes, out int nboxes);

    [LibraryImport(Shim)]
    internal static partial int features2d_FAST(MatHandle image, int threshold, [MarshalAs(UnmanagedType.U1)] bool nonmax, int type, out KeyPoint* keys, out int count);

    [LibraryImport(Shim)]
    internal static partial int features2d_BFMatcher_create(int norm, [MarshalAs(UnmanagedType.U1)] bool crossCheck, out MatcherHandle result);

    [LibraryImport(Shim)]
    internal static partial int features2d_FlannBasedMatcher_create(int kind, int p1, int p2, int p3, int checks, float eps, [MarshalAs(UnmanagedType.U1)] bool sorted, out MatcherHandle result);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int features2d_DescriptorMatcher_create(string name, out MatcherHandle result);

    [LibraryImport(Shim)]
    internal static partial int features2d_DescriptorMatcher_delete(IntPtr m);

    [LibraryImport(Shim)]
    internal static partial int features2d_DescriptorMatcher_add(MatcherHandle m, IntPtr* items, int count);

    [LibraryImport(Shim)]
    internal static partial int features2d_DescriptorMatcher_clear(MatcherHandle m);

    [LibraryImport(Shim)]
    internal static partial int features2d_DescriptorMatcher_empty(MatcherHandle m, [MarshalAs(UnmanagedType.U1)] out bool v);

    [LibraryImport(Shim)]
    internal static partial int features2d_DescriptorMatcher_isMaskSupported(MatcherHandle m, [MarshalAs(UnmanagedType.U1)] out bool v);

    [LibraryImport(Shim)]
    internal static partial int features2d_DescriptorMatcher_train(MatcherHandle m);

    [LibraryImport(Shim)]
    internal static partial int features2d_DescriptorMatcher_match(MatcherHandle m, MatHandle query, MatHandle train, MatHandle mask, out DMatch* matches, out int count);

    [LibraryImport(Shim)]
    internal static partial int features2d_DescriptorMatcher_knnMatch(MatcherHandle m, MatHandle query, MatHandle train, int k, MatHandle mask, [MarshalAs(UnmanagedType.U1)] bool compact, out DMatch* matches, out int* counts, out int lists);

    [LibraryImport(Shim)]
    internal static partial int features2d_DescriptorMatcher_radiusMatch(MatcherHandle m, MatHandle query, MatHandle train, float distance, MatHandle mask, [MarshalAs(UnmanagedType.U1)] bool compact, out DMatch* matches, out int* counts, out int lists);

    [LibraryImport(Shim)]
    internal static partial int features2d_drawKeypoints(MatHandle image, KeyPoint* keys, int count, MatHandle dst, Scalar color, int flags);

    [LibraryImport(Shim)]
    internal static partial int features2d_drawMatches(MatHandle image1, KeyPoint* keys1, int n1, MatHandle image2, KeyPoint* keys2, int n2, DMatch* matches, int count, MatHandle dst, Scalar matchColor, Scalar singleColor, byte* mask, int nmask, int flags);

    [LibraryImport(Shim)]
    internal static partial int features2d_KeyPointsFilter_runByImageBorder(KeyPoint* given, int n, Size size, int border, out KeyPoint* keys, out int count);

    [LibraryImport(Shim)]
    internal static partial int features2d_KeyPointsFilter_runByKeypointSize(KeyPoint* given, int n, float lo, float hi, out KeyPoint* keys, out int count);

    [LibraryImport(Shim)]
    internal static partial int features2d_KeyPointsFilter_runByPixelsMask(KeyPoint* given, int n, MatHandle mask, out KeyPoint* keys, out int count);

    [LibraryImport(Shim)]
    internal static partial int features2d_KeyPointsFilter_removeDuplicated(KeyPoint* given, int n, out KeyPoint* keys, out int count);

    [LibraryImport(Shim)]
    internal static partial int features2d_KeyPointsFilter_retainBest(KeyPoint* given, int n, int best, out KeyPoint* keys, out int count);
}
