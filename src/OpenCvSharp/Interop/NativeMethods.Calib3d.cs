using System.Runtime.InteropServices;

namespace OpenCvSharp;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int calib3d_Rodrigues(MatHandle src, MatHandle dst, MatHandle jacobian);

    [LibraryImport(Shim)]
    internal static partial int calib3d_findHomography(MatHandle src, MatHandle dst, int method, double threshold, MatHandle mask, int maxIters, double confidence, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_findHomography_points(Point2d* src, int nsrc, Point2d* dst, int ndst, int method, double threshold, MatHandle mask, int maxIters, double confidence, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_findHomography_usac(MatHandle src, MatHandle dst, MatHandle mask, ref WUsacParams @params, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_findFundamentalMat(MatHandle a, MatHandle b, int method, double threshold, double confidence, int maxIters, MatHandle mask, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_findFundamentalMat_usac(MatHandle a, MatHandle b, MatHandle mask, ref WUsacParams @params, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_findEssentialMat(MatHandle a, MatHandle b, MatHandle K, int method, double prob, double threshold, int maxIters, MatHandle mask, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_findEssentialMat_focal(MatHandle a, MatHandle b, double focal, Point2d pp, int method, double prob, double threshold, int maxIters, MatHandle mask, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_decomposeEssentialMat(MatHandle E, MatHandle R1, MatHandle R2, MatHandle t);

    [LibraryImport(Shim)]
    internal static partial int calib3d_recoverPose(MatHandle E, MatHandle a, MatHandle b, MatHandle K, MatHandle R, MatHandle t, MatHandle mask, out int result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_estimateAffine2D(MatHandle from, MatHandle to, MatHandle inliers, int method, double threshold, ulong maxIters, double confidence, ulong refine, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_estimateAffinePartial2D(MatHandle from, MatHandle to, MatHandle inliers, int method, double threshold, ulong maxIters, double confidence, ulong refine, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_decomposeHomographyMat(MatHandle H, MatHandle K, out IntPtr* R, out IntPtr* t, out IntPtr* n, out int nn, out int result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_RQDecomp3x3(MatHandle src, MatHandle R, MatHandle Q, MatHandle qx, MatHandle qy, MatHandle qz, double* angles);

    [LibraryImport(Shim)]
    internal static partial int calib3d_decomposeProjectionMatrix(MatHandle P, MatHandle K, MatHandle R, MatHandle t, MatHandle rx, MatHandle ry, MatHandle rz, MatHandle euler);

    [LibraryImport(Shim)]
    internal static partial int calib3d_composeRT(MatHandle r1, MatHandle t1, MatHandle r2, MatHandle t2, MatHandle r3, MatHandle t3);

    [LibraryImport(Shim)]
    internal static partial int calib3d_projectPoints(MatHandle X, MatHandle r, MatHandle t, MatHandle K, MatHandle D, MatHandle x, MatHandle jacobian, double aspect);

    [LibraryImport(Shim)]
    internal static partial int calib3d_solvePnP(MatHandle X, MatHandle x, MatHandle K, MatHandle D, MatHandle r, MatHandle t, [MarshalAs(UnmanagedType.U1)] bool guess, int flags, [MarshalAs(UnmanagedType.U1)] out bool result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_solvePnPRansac(MatHandle X, MatHandle x, MatHandle K, MatHandle D, MatHandle r, MatHandle t, [MarshalAs(UnmanagedType.U1)] bool guess, int iterations, float error, double confidence, MatHandle inliers, int flags, [MarshalAs(UnmanagedType.U1)] out bool result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_triangulatePoints(MatHandle P1, MatHandle P2, MatHandle x1, MatHandle x2, MatHandle X);

    [LibraryImport(Shim)]
    internal static partial int calib3d_correctMatches(MatHandle F, MatHandle a, MatHandle b, MatHandle na, MatHandle nb);

    [LibraryImport(Shim)]
    internal static partial int calib3d_computeCorrespondEpilines(MatHandle points, int which, MatHandle F, MatHandle lines);

    [LibraryImport(Shim)]
    internal static partial int calib3d_convertPointsToHomogeneous(MatHandle src, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int calib3d_convertPointsFromHomogeneous(MatHandle src, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int calib3d_sampsonDistance(MatHandle a, MatHandle b, MatHandle F, out double result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_stereoRectify(MatHandle K1, MatHandle D1, MatHandle K2, MatHandle D2, Size size, MatHandle R, MatHandle T, MatHandle R1, MatHandle R2, MatHandle P1, MatHandle P2, MatHandle Q, int flags, double alpha, Size newSize, out Rect roi1, out Rect roi2);

    [LibraryImport(Shim)]
    internal static partial int calib3d_stereoRectifyUncalibrated(MatHandle a, MatHandle b, MatHandle F, Size size, MatHandle H1, MatHandle H2, double threshold, [MarshalAs(UnmanagedType.U1)] out bool result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_initUndistortRectifyMap(MatHandle K, MatHandle D, MatHandle R, MatHandle newK, Size size, int type, MatHandle map1, MatHandle map2);

    [LibraryImport(Shim)]
    internal static partial int calib3d_undistort(MatHandle src, MatHandle dst, MatHandle K, MatHandle D, MatHandle newK);

    [LibraryImport(Shim)]
    internal static partial int calib3d_undistortPoints(MatHandle src, MatHandle dst, MatHandle K, MatHandle D, MatHandle R, MatHandle P);

    [LibraryImport(Shim)]
    internal static partial int calib3d_getOptimalNewCameraMatrix(MatHandle K, MatHandle D, Size size, double alpha, Size newSize, out Rect roi, [MarshalAs(UnmanagedType.U1)] bool center, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_reprojectImageTo3D(MatHandle disparity, MatHandle dst, MatHandle Q, [MarshalAs(UnmanagedType.U1)] bool missing, int ddepth);

    [LibraryImport(Shim)]
    internal static partial int calib3d_filterSpeckles(MatHandle img, double value, int size, double diff, MatHandle buf);

    [LibraryImport(Shim)]
    internal static partial int calib3d_validateDisparity(MatHandle disparity, MatHandle cost, int min, int count, int diff);

    [LibraryImport(Shim)]
    internal static partial int calib3d_getValidDisparityROI(Rect a, Rect b, int min, int count, int block, out Rect result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_findChessboardCorners(MatHandle image, Size pattern, MatHandle corners, int flags, [MarshalAs(UnmanagedType.U1)] out bool result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_delete(IntPtr s);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_compute(StereoHandle s, MatHandle left, MatHandle right, MatHandle disparity);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoSGBM_create(int min, int count, int block, int p1, int p2, int diff, int cap, int unique, int window, int range, int mode, out StereoHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_create(int count, int block, out StereoHandle result);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_getMinDisparity(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_setMinDisparity(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_getNumDisparities(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_setNumDisparities(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_getBlockSize(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_setBlockSize(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_getSpeckleWindowSize(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_setSpeckleWindowSize(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_getSpeckleRange(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_setSpeckleRange(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_getDisp12MaxDiff(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoMatcher_setDisp12MaxDiff(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoSGBM_getPreFilterCap(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoSGBM_setPreFilterCap(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoSGBM_getUniquenessRatio(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoSGBM_setUniquenessRatio(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoSGBM_getP1(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoSGBM_setP1(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoSGBM_getP2(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoSGBM_setP2(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoSGBM_getMode(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoSGBM_setMode(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_getPreFilterType(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_setPreFilterType(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_getPreFilterSize(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_setPreFilterSize(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_getPreFilterCap(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_setPreFilterCap(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_getTextureThreshold(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_setTextureThreshold(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_getUniquenessRatio(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_setUniquenessRatio(StereoHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_getSmallerBlockSize(StereoHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int calib3d_StereoBM_setSmallerBlockSize(StereoHandle s, int v);
}
