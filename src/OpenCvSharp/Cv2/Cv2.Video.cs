namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static double FindTransformECC(InputArray templateImage, InputArray inputImage, InputOutputArray warpMatrix, MotionTypes motionType, TermCriteria criteria, InputArray? inputMask = null, int gaussFiltSize = 5)
    {
        NativeMethods.Check(NativeMethods.video_findTransformECC(Arg.In(templateImage), Arg.In(inputImage), Arg.Out(warpMatrix), (int)motionType, criteria, Arg.Optional(inputMask), gaussFiltSize, out var result));
        return result;
    }

    public static double FindTransformECC(InputArray templateImage, InputArray inputImage, InputOutputArray warpMatrix, MotionTypes motionType = MotionTypes.Affine, TermCriteria? criteria = null, InputArray? inputMask = null) =>
        FindTransformECC(templateImage, inputImage, warpMatrix, motionType, criteria ?? TermCriteria.Both(50, 0.001), inputMask, 5);

    public static double ComputeECC(InputArray templateImage, InputArray inputImage, InputArray? inputMask = null)
    {
        NativeMethods.Check(NativeMethods.video_computeECC(Arg.In(templateImage), Arg.In(inputImage), Arg.Optional(inputMask), out var result));
        return result;
    }

    public static void CalcOpticalFlowPyrLK(InputArray prevImg, InputArray nextImg, InputArray prevPts, InputOutputArray nextPts, OutputArray status, OutputArray err, Size? winSize = null, int maxLevel = 3, TermCriteria? criteria = null, OpticalFlowFlags flags = OpticalFlowFlags.None, double minEigThreshold = 1e-4) =>
        NativeMethods.Check(NativeMethods.video_calcOpticalFlowPyrLK(Arg.In(prevImg), Arg.In(nextImg), Arg.In(prevPts), Arg.Out(nextPts), Arg.Out(status), Arg.Optional(err), winSize ?? new Size(21, 21), maxLevel, criteria ?? TermCriteria.Both(30, 0.01), (int)flags, minEigThreshold));

    public static void CalcOpticalFlowFarneback(InputArray prev, InputArray next, InputOutputArray flow, double pyrScale, int levels, int winsize, int iterations, int polyN, double polySigma, OpticalFlowFlags flags) =>
        NativeMethods.Check(NativeMethods.video_calcOpticalFlowFarneback(Arg.In(prev), Arg.In(next), Arg.Out(flow), pyrScale, levels, winsize, iterations, polyN, polySigma, (int)flags));
}
