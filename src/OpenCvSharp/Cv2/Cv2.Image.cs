namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void CvtColor(InputArray src, OutputArray dst, ColorConversionCodes code, int dstCn = 0) =>
        NativeMethods.Check(NativeMethods.imgproc_cvtColor(Arg.In(src), Arg.Out(dst), (int)code, dstCn));

    public static void Demosaicing(InputArray src, OutputArray dst, ColorConversionCodes code, int dstCn = 0) =>
        NativeMethods.Check(NativeMethods.imgproc_demosaicing(Arg.In(src), Arg.Out(dst), (int)code, dstCn));

    public static double Threshold(InputArray src, OutputArray dst, double thresh, double maxval, ThresholdTypes type)
    {
        NativeMethods.Check(NativeMethods.imgproc_threshold(Arg.In(src), Arg.Out(dst), thresh, maxval, (int)type, out var result));
        return result;
    }

    public static void AdaptiveThreshold(InputArray src, OutputArray dst, double maxValue, AdaptiveThresholdTypes adaptiveMethod, ThresholdTypes thresholdType, int blockSize, double c) =>
        NativeMethods.Check(NativeMethods.imgproc_adaptiveThreshold(Arg.In(src), Arg.Out(dst), maxValue, (int)adaptiveMethod, (int)thresholdType, blockSize, c));

    public static void EqualizeHist(InputArray src, OutputArray dst) => NativeMethods.Check(NativeMethods.imgproc_equalizeHist(Arg.In(src), Arg.Out(dst)));

    public static CLAHE CreateCLAHE(double clipLimit = 40.0, Size? tileGridSize = null) => CLAHE.Create(clipLimit, tileGridSize);

    public static void CalcHist(Mat[] images, int[] channels, InputArray? mask, OutputArray hist, int dims, int[] histSize, Rangef[] ranges, bool uniform = true, bool accumulate = false)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        CalcHist(images, channels, mask, hist, dims, histSize, [.. ranges.Select(r => new[] { r.Start, r.End })], uniform, accumulate);
    }

    public static void CalcHist(Mat[] images, int[] channels, InputArray? mask, OutputArray hist, int dims, int[] histSize, float[][] ranges, bool uniform = true, bool accumulate = false)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(histSize);
        ArgumentNullException.ThrowIfNull(ranges);
        using var list = new HandleList(images);
        var flat = ranges.SelectMany(r => r).ToArray();
        var starts = stackalloc float*[ranges.Length];
        fixed (float* r = flat)
        fixed (int* c = channels, h = histSize)
        fixed (IntPtr* p = list.Addresses)
        {
            for (int i = 0, at = 0; i < ranges.Length; at += ranges[i++].Length)
                starts[i] = r + at;
            NativeMethods.Check(NativeMethods.imgproc_calcHist(p, list.Count, c, Arg.Optional(mask), Arg.Out(hist), dims, h, starts, uniform, accumulate));
        }
    }

    public static double CompareHist(InputArray h1, InputArray h2, HistCompMethods method)
    {
        NativeMethods.Check(NativeMethods.imgproc_compareHist(Arg.In(h1), Arg.In(h2), (int)method, out var result));
        return result;
    }

    public static void DistanceTransform(InputArray src, OutputArray dst, DistanceTypes distanceType, DistanceTransformMasks maskSize, int dstType = MatType.CV_32F) =>
        NativeMethods.Check(NativeMethods.imgproc_distanceTransform(Arg.In(src), Arg.Out(dst), (int)distanceType, (int)maskSize, dstType));

    public static void DistanceTransformWithLabels(InputArray src, OutputArray dst, OutputArray labels, DistanceTypes distanceType, DistanceTransformMasks maskSize, DistanceTransformLabelTypes labelType = DistanceTransformLabelTypes.CComp) =>
        NativeMethods.Check(NativeMethods.imgproc_distanceTransformWithLabels(Arg.In(src), Arg.Out(dst), Arg.Out(labels), (int)distanceType, (int)maskSize, (int)labelType));

    public static int ConnectedComponents(InputArray image, OutputArray labels, PixelConnectivity connectivity = PixelConnectivity.Connectivity8) =>
        ConnectedComponents(image, labels, connectivity, MatType.CV_32S);

    public static int ConnectedComponents(InputArray image, OutputArray labels, PixelConnectivity connectivity, MatType ltype)
    {
        NativeMethods.Check(NativeMethods.imgproc_connectedComponents(Arg.In(image), Arg.Out(labels), (int)connectivity, ltype, out var result));
        return result;
    }

    public static int ConnectedComponentsWithStats(InputArray image, OutputArray labels, OutputArray stats, OutputArray centroids, PixelConnectivity connectivity = PixelConnectivity.Connectivity8) =>
        ConnectedComponentsWithStats(image, labels, stats, centroids, connectivity, MatType.CV_32S);

    public static int ConnectedComponentsWithStats(InputArray image, OutputArray labels, OutputArray stats, OutputArray centroids, PixelConnectivity connectivity, MatType ltype)
    {
        NativeMethods.Check(NativeMethods.imgproc_connectedComponentsWithStats(Arg.In(image), Arg.Out(labels), Arg.Out(stats), Arg.Out(centroids), (int)connectivity, ltype, out var result));
        return result;
    }

    public static int FloodFill(InputOutputArray image, Point seedPoint, Scalar newVal) => FloodFill(image, seedPoint, newVal, out _);

    public static int FloodFill(InputOutputArray image, Point seedPoint, Scalar newVal, out Rect rect, Scalar? loDiff = null, Scalar? upDiff = null, FloodFillFlags flags = FloodFillFlags.Link4)
    {
        NativeMethods.Check(NativeMethods.imgproc_floodFill(Arg.Out(image), MatHandle.None, seedPoint, newVal, out rect, loDiff ?? default, upDiff ?? default, (int)flags, out var result));
        return result;
    }

    public static int FloodFill(InputOutputArray image, InputOutputArray mask, Point seedPoint, Scalar newVal) => FloodFill(image, mask, seedPoint, newVal, out _);

    public static int FloodFill(InputOutputArray image, InputOutputArray mask, Point seedPoint, Scalar newVal, out Rect rect, Scalar? loDiff = null, Scalar? upDiff = null, FloodFillFlags flags = FloodFillFlags.Link4)
    {
        NativeMethods.Check(NativeMethods.imgproc_floodFill(Arg.Out(image), Arg.Out(mask), seedPoint, newVal, out rect, loDiff ?? default, upDiff ?? default, (int)flags, out var result));
        return result;
    }

    public static void MatchTemplate(InputArray image, InputArray templ, OutputArray result, TemplateMatchModes method, InputArray? mask = null) =>
        NativeMethods.Check(NativeMethods.imgproc_matchTemplate(Arg.In(image), Arg.In(templ), Arg.Out(result), (int)method, Arg.Optional(mask)));

    public static Point2d PhaseCorrelate(InputArray src1, InputArray src2, InputArray window, out double response)
    {
        Point2d shift;
        NativeMethods.Check(NativeMethods.imgproc_phaseCorrelate(Arg.In(src1), Arg.In(src2), Arg.Optional(window), out response, out shift));
        return shift;
    }

    public static void CreateHanningWindow(InputOutputArray dst, Size winSize, MatType type) => NativeMethods.Check(NativeMethods.imgproc_createHanningWindow(Arg.Out(dst), winSize, type));

    public static void Integral(InputArray src, OutputArray sum, int sdepth = -1) => NativeMethods.Check(NativeMethods.imgproc_integral(Arg.In(src), Arg.Out(sum), sdepth));

    public static void Integral(InputArray src, OutputArray sum, OutputArray sqsum, int sdepth = -1) =>
        NativeMethods.Check(NativeMethods.imgproc_integral2(Arg.In(src), Arg.Out(sum), Arg.Out(sqsum), sdepth, -1));

    public static void ApplyColorMap(InputArray src, OutputArray dst, ColormapTypes colormap) => NativeMethods.Check(NativeMethods.imgproc_applyColorMap(Arg.In(src), Arg.Out(dst), (int)colormap));

    public static void ApplyColorMap(InputArray src, OutputArray dst, InputArray userColor) => NativeMethods.Check(NativeMethods.imgproc_applyColorMap_user(Arg.In(src), Arg.Out(dst), Arg.In(userColor)));

    public static void Accumulate(InputArray src, InputOutputArray dst, InputArray mask) => NativeMethods.Check(NativeMethods.imgproc_accumulate(Arg.In(src), Arg.Out(dst), Arg.Optional(mask)));

    public static void AccumulateWeighted(InputArray src, InputOutputArray dst, double alpha, InputArray mask) =>
        NativeMethods.Check(NativeMethods.imgproc_accumulateWeighted(Arg.In(src), Arg.Out(dst), alpha, Arg.Optional(mask)));
}
