namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void StereoRectify(InputArray cameraMatrix1, InputArray distCoeffs1, InputArray cameraMatrix2, InputArray distCoeffs2, Size imageSize, InputArray R, InputArray T, OutputArray R1, OutputArray R2, OutputArray P1, OutputArray P2, OutputArray Q,
        StereoRectificationFlags flags = StereoRectificationFlags.ZeroDisparity, double alpha = -1, Size? newImageSize = null) =>
        StereoRectify(cameraMatrix1, distCoeffs1, cameraMatrix2, distCoeffs2, imageSize, R, T, R1, R2, P1, P2, Q, flags, alpha, newImageSize ?? default, out _, out _);

    public static void StereoRectify(InputArray cameraMatrix1, InputArray distCoeffs1, InputArray cameraMatrix2, InputArray distCoeffs2, Size imageSize, InputArray R, InputArray T, OutputArray R1, OutputArray R2, OutputArray P1, OutputArray P2, OutputArray Q,
        StereoRectificationFlags flags, double alpha, Size newImageSize, out Rect validPixROI1, out Rect validPixROI2) =>
        NativeMethods.Check(NativeMethods.calib3d_stereoRectify(Arg.In(cameraMatrix1), Arg.Optional(distCoeffs1), Arg.In(cameraMatrix2), Arg.Optional(distCoeffs2), imageSize, Arg.In(R), Arg.In(T),
            Arg.Out(R1), Arg.Out(R2), Arg.Out(P1), Arg.Out(P2), Arg.Out(Q), (int)flags, alpha, newImageSize, out validPixROI1, out validPixROI2));

    public static bool StereoRectifyUncalibrated(InputArray points1, InputArray points2, InputArray F, Size imgSize, OutputArray H1, OutputArray H2, double threshold = 5)
    {
        NativeMethods.Check(NativeMethods.calib3d_stereoRectifyUncalibrated(Arg.In(points1), Arg.In(points2), Arg.In(F), imgSize, Arg.Out(H1), Arg.Out(H2), threshold, out var result));
        return result;
    }

    public static void InitUndistortRectifyMap(InputArray cameraMatrix, InputArray distCoeffs, InputArray r, InputArray newCameraMatrix, Size size, MatType m1type, OutputArray map1, OutputArray map2) =>
        NativeMethods.Check(NativeMethods.calib3d_initUndistortRectifyMap(Arg.In(cameraMatrix), Arg.Optional(distCoeffs), Arg.Optional(r), Arg.Optional(newCameraMatrix), size, m1type, Arg.Out(map1), Arg.Out(map2)));

    public static void Undistort(InputArray src, OutputArray dst, InputArray cameraMatrix, InputArray distCoeffs, InputArray? newCameraMatrix = null) =>
        NativeMethods.Check(NativeMethods.calib3d_undistort(Arg.In(src), Arg.Out(dst), Arg.In(cameraMatrix), Arg.Optional(distCoeffs), Arg.Optional(newCameraMatrix)));

    public static void UndistortPoints(InputArray src, OutputArray dst, InputArray cameraMatrix, InputArray distCoeffs, InputArray? r = null, InputArray? p = null) =>
        NativeMethods.Check(NativeMethods.calib3d_undistortPoints(Arg.In(src), Arg.Out(dst), Arg.In(cameraMatrix), Arg.Optional(distCoeffs), Arg.Optional(r), Arg.Optional(p)));

    public static Mat GetOptimalNewCameraMatrix(InputArray cameraMatrix, InputArray distCoeffs, Size imageSize, double alpha, Size newImgSize, out Rect validPixROI, bool centerPrincipalPoint = false)
    {
        NativeMethods.Check(NativeMethods.calib3d_getOptimalNewCameraMatrix(Arg.In(cameraMatrix), Arg.Optional(distCoeffs), imageSize, alpha, newImgSize, out validPixROI, centerPrincipalPoint, out var handle));
        return new Mat(handle);
    }

    public static void ReprojectImageTo3D(InputArray disparity, OutputArray _3dImage, InputArray Q, bool handleMissingValues = false, int ddepth = -1) =>
        NativeMethods.Check(NativeMethods.calib3d_reprojectImageTo3D(Arg.In(disparity), Arg.Out(_3dImage), Arg.In(Q), handleMissingValues, ddepth));

    public static void FilterSpeckles(InputOutputArray img, double newVal, int maxSpeckleSize, double maxDiff, InputOutputArray? buf = null) =>
        NativeMethods.Check(NativeMethods.calib3d_filterSpeckles(Arg.Out(img), newVal, maxSpeckleSize, maxDiff, Arg.Optional(buf)));

    public static void ValidateDisparity(InputOutputArray disparity, InputArray cost, int minDisparity, int numberOfDisparities, int disp12MaxDisp = 1) =>
        NativeMethods.Check(NativeMethods.calib3d_validateDisparity(Arg.Out(disparity), Arg.In(cost), minDisparity, numberOfDisparities, disp12MaxDisp));

    public static Rect GetValidDisparityROI(Rect roi1, Rect roi2, int minDisparity, int numberOfDisparities, int SADWindowSize)
    {
        NativeMethods.Check(NativeMethods.calib3d_getValidDisparityROI(roi1, roi2, minDisparity, numberOfDisparities, SADWindowSize, out var result));
        return result;
    }
}
