namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Rodrigues(InputArray src, OutputArray dst, OutputArray? jacobian = null) =>
        NativeMethods.Check(NativeMethods.calib3d_Rodrigues(Arg.In(src), Arg.Out(dst), Arg.Optional(jacobian)));

    public static Mat FindHomography(InputArray srcPoints, InputArray dstPoints, HomographyMethods method = HomographyMethods.None, double ransacReprojThreshold = 3, OutputArray? mask = null, int maxIters = 2000, double confidence = 0.995)
    {
        NativeMethods.Check(NativeMethods.calib3d_findHomography(Arg.In(srcPoints), Arg.In(dstPoints), (int)method, ransacReprojThreshold, Arg.Optional(mask), maxIters, confidence, out var handle));
        return new Mat(handle);
    }

    public static Mat FindHomography(IEnumerable<Point2d> srcPoints, IEnumerable<Point2d> dstPoints, HomographyMethods method = HomographyMethods.None, double ransacReprojThreshold = 3, OutputArray? mask = null, int maxIters = 2000, double confidence = 0.995)
    {
        var (src, dst) = (Arg.Array(srcPoints), Arg.Array(dstPoints));
        fixed (Point2d* s = src, d = dst)
        {
            NativeMethods.Check(NativeMethods.calib3d_findHomography_points(s, src.Length, d, dst.Length, (int)method, ransacReprojThreshold, Arg.Optional(mask), maxIters, confidence, out var handle));
            return new Mat(handle);
        }
    }

    public static Mat FindHomography(InputArray srcPoints, InputArray dstPoints, OutputArray mask, UsacParams? @params)
    {
        var p = (@params ?? new UsacParams()).ToNativeStruct();
        NativeMethods.Check(NativeMethods.calib3d_findHomography_usac(Arg.In(srcPoints), Arg.In(dstPoints), Arg.Out(mask), ref p, out var handle));
        return new Mat(handle);
    }

    public static Mat FindFundamentalMat(InputArray points1, InputArray points2, FundamentalMatMethods method = FundamentalMatMethods.Ransac, double param1 = 3.0, double param2 = 0.99, OutputArray? mask = null)
    {
        NativeMethods.Check(NativeMethods.calib3d_findFundamentalMat(Arg.In(points1), Arg.In(points2), (int)method, param1, param2, 1000, Arg.Optional(mask), out var handle));
        return new Mat(handle);
    }

    public static Mat FindFundamentalMat(IEnumerable<Point2d> points1, IEnumerable<Point2d> points2, FundamentalMatMethods method = FundamentalMatMethods.Ransac, double param1 = 3.0, double param2 = 0.99, OutputArray? mask = null)
    {
        using var a = Mat.FromArray(points1);
        using var b = Mat.FromArray(points2);
        return FindFundamentalMat((InputArray)a, b, method, param1, param2, mask);
    }

    public static Mat FindFundamentalMat(InputArray points1, InputArray points2, OutputArray mask, UsacParams? @params)
    {
        var p = (@params ?? new UsacParams()).ToNativeStruct();
        NativeMethods.Check(NativeMethods.calib3d_findFundamentalMat_usac(Arg.In(points1), Arg.In(points2), Arg.Out(mask), ref p, out var handle));
        return new Mat(handle);
    }

    public static Mat FindEssentialMat(InputArray points1, InputArray points2, InputArray cameraMatrix, EssentialMatMethod method = EssentialMatMethod.Ransac, double prob = 0.999, double threshold = 1.0, OutputArray? mask = null)
    {
        NativeMethods.Check(NativeMethods.calib3d_findEssentialMat(Arg.In(points1), Arg.In(points2), Arg.In(cameraMatrix), (int)method, prob, threshold, 1000, Arg.Optional(mask), out var handle));
        return new Mat(handle);
    }

    public static Mat FindEssentialMat(InputArray points1, InputArray points2, double focal, Point2d pp, EssentialMatMethod method = EssentialMatMethod.Ransac, double prob = 0.999, double threshold = 1.0, OutputArray? mask = null)
    {
        NativeMethods.Check(NativeMethods.calib3d_findEssentialMat_focal(Arg.In(points1), Arg.In(points2), focal, pp, (int)method, prob, threshold, 1000, Arg.Optional(mask), out var handle));
        return new Mat(handle);
    }

    public static void DecomposeEssentialMat(InputArray e, OutputArray r1, OutputArray r2, OutputArray t) =>
        NativeMethods.Check(NativeMethods.calib3d_decomposeEssentialMat(Arg.In(e), Arg.Out(r1), Arg.Out(r2), Arg.Out(t)));

    public static int RecoverPose(InputArray E, InputArray points1, InputArray points2, InputArray cameraMatrix, OutputArray R, OutputArray t, InputOutputArray? mask = null)
    {
        NativeMethods.Check(NativeMethods.calib3d_recoverPose(Arg.In(E), Arg.In(points1), Arg.In(points2), Arg.In(cameraMatrix), Arg.Out(R), Arg.Out(t), Arg.Optional(mask), out var result));
        return result;
    }

    public static Mat? EstimateAffine2D(InputArray from, InputArray to, OutputArray? inliers = null, RobustEstimationAlgorithms method = RobustEstimationAlgorithms.RANSAC, double ransacReprojThreshold = 3, ulong maxIters = 2000, double confidence = 0.99, ulong refineIters = 10)
    {
        NativeMethods.Check(NativeMethods.calib3d_estimateAffine2D(Arg.In(from), Arg.In(to), Arg.Optional(inliers), (int)method, ransacReprojThreshold, maxIters, confidence, refineIters, out var handle));
        return new Mat(handle);
    }

    public static Mat? EstimateAffinePartial2D(InputArray from, InputArray to, OutputArray? inliers = null, RobustEstimationAlgorithms method = RobustEstimationAlgorithms.RANSAC, double ransacReprojThreshold = 3, ulong maxIters = 2000, double confidence = 0.99, ulong refineIters = 10)
    {
        NativeMethods.Check(NativeMethods.calib3d_estimateAffinePartial2D(Arg.In(from), Arg.In(to), Arg.Optional(inliers), (int)method, ransacReprojThreshold, maxIters, confidence, refineIters, out var handle));
        return new Mat(handle);
    }

    public static int DecomposeHomographyMat(InputArray h, InputArray k, out Mat[] rotations, out Mat[] translations, out Mat[] normals)
    {
        NativeMethods.Check(NativeMethods.calib3d_decomposeHomographyMat(Arg.In(h), Arg.In(k), out var r, out var t, out var n, out var count, out var result));
        rotations = TakeMats(r, count);
        translations = TakeMats(t, count);
        normals = TakeMats(n, count);
        return result;
    }

    public static Vec3d RQDecomp3x3(InputArray src, OutputArray mtxR, OutputArray mtxQ, OutputArray? qx = null, OutputArray? qy = null, OutputArray? qz = null)
    {
        var angles = stackalloc double[3];
        NativeMethods.Check(NativeMethods.calib3d_RQDecomp3x3(Arg.In(src), Arg.Out(mtxR), Arg.Out(mtxQ), Arg.Optional(qx), Arg.Optional(qy), Arg.Optional(qz), angles));
        return new Vec3d(angles[0], angles[1], angles[2]);
    }

    public static void DecomposeProjectionMatrix(InputArray projMatrix, OutputArray cameraMatrix, OutputArray rotMatrix, OutputArray transVect, OutputArray? rotMatrixX = null, OutputArray? rotMatrixY = null, OutputArray? rotMatrixZ = null, OutputArray? eulerAngles = null) =>
        NativeMethods.Check(NativeMethods.calib3d_decomposeProjectionMatrix(Arg.In(projMatrix), Arg.Out(cameraMatrix), Arg.Out(rotMatrix), Arg.Out(transVect), Arg.Optional(rotMatrixX), Arg.Optional(rotMatrixY), Arg.Optional(rotMatrixZ), Arg.Optional(eulerAngles)));

    public static void ProjectPoints(InputArray objectPoints, InputArray rvec, InputArray tvec, InputArray cameraMatrix, InputArray distCoeffs, OutputArray imagePoints, OutputArray? jacobian = null, double aspectRatio = 0) =>
        NativeMethods.Check(NativeMethods.calib3d_projectPoints(Arg.In(objectPoints), Arg.In(rvec), Arg.In(tvec), Arg.In(cameraMatrix), Arg.Optional(distCoeffs), Arg.Out(imagePoints), Arg.Optional(jacobian), aspectRatio));

    public static void SolvePnP(InputArray objectPoints, InputArray imagePoints, InputArray cameraMatrix, InputArray distCoeffs, OutputArray rvec, OutputArray tvec, bool useExtrinsicGuess = false, SolvePnPFlags flags = SolvePnPFlags.Iterative) =>
        NativeMethods.Check(NativeMethods.calib3d_solvePnP(Arg.In(objectPoints), Arg.In(imagePoints), Arg.In(cameraMatrix), Arg.Optional(distCoeffs), Arg.Out(rvec), Arg.Out(tvec), useExtrinsicGuess, (int)flags, out _));

    public static void SolvePnPRansac(InputArray objectPoints, InputArray imagePoints, InputArray cameraMatrix, InputArray distCoeffs, OutputArray rvec, OutputArray tvec, bool useExtrinsicGuess = false, int iterationsCount = 100, float reprojectionError = 8.0f, double confidence = 0.99, OutputArray? inliers = null, SolvePnPFlags flags = SolvePnPFlags.Iterative) =>
        NativeMethods.Check(NativeMethods.calib3d_solvePnPRansac(Arg.In(objectPoints), Arg.In(imagePoints), Arg.In(cameraMatrix), Arg.Optional(distCoeffs), Arg.Out(rvec), Arg.Out(tvec), useExtrinsicGuess, iterationsCount, reprojectionError, confidence, Arg.Optional(inliers), (int)flags, out _));

    public static void TriangulatePoints(InputArray projMatr1, InputArray projMatr2, InputArray projPoints1, InputArray projPoints2, OutputArray points4D) =>
        NativeMethods.Check(NativeMethods.calib3d_triangulatePoints(Arg.In(projMatr1), Arg.In(projMatr2), Arg.In(projPoints1), Arg.In(projPoints2), Arg.Out(points4D)));

    public static void CorrectMatches(InputArray F, InputArray points1, InputArray points2, OutputArray newPoints1, OutputArray newPoints2) =>
        NativeMethods.Check(NativeMethods.calib3d_correctMatches(Arg.In(F), Arg.In(points1), Arg.In(points2), Arg.Out(newPoints1), Arg.Out(newPoints2)));

    public static void ComputeCorrespondEpilines(InputArray points, int whichImage, InputArray F, OutputArray lines) =>
        NativeMethods.Check(NativeMethods.calib3d_computeCorrespondEpilines(Arg.In(points), whichImage, Arg.In(F), Arg.Out(lines)));

    public static void ConvertPointsToHomogeneous(InputArray src, OutputArray dst) => NativeMethods.Check(NativeMethods.calib3d_convertPointsToHomogeneous(Arg.In(src), Arg.Out(dst)));

    public static void ConvertPointsFromHomogeneous(InputArray src, OutputArray dst) => NativeMethods.Check(NativeMethods.calib3d_convertPointsFromHomogeneous(Arg.In(src), Arg.Out(dst)));

    public static double SampsonDistance(InputArray pt1, InputArray pt2, InputArray f)
    {
        NativeMethods.Check(NativeMethods.calib3d_sampsonDistance(Arg.In(pt1), Arg.In(pt2), Arg.In(f), out var result));
        return result;
    }

    public static bool FindChessboardCorners(InputArray image, Size patternSize, OutputArray corners, ChessboardFlags flags = ChessboardFlags.AdaptiveThresh | ChessboardFlags.NormalizeImage)
    {
        NativeMethods.Check(NativeMethods.calib3d_findChessboardCorners(Arg.In(image), patternSize, Arg.Out(corners), (int)flags, out var result));
        return result;
    }

    private static Mat[] TakeMats(IntPtr* items, int count) => [.. NativeMethods.Take(items, count).Select(p => new Mat(new MatHandle(p)))];
}
