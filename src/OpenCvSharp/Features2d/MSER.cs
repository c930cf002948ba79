namespace OpenCvSharp;

/// <summary>Matas et al., Robust Wide Baseline Stereo from Maximally Stable Extremal Regions, BMVC 2002.</summary>
public class MSER : Feature2D
{
    private MSER(FeatureHandle handle)
        : base(handle)
    {
    }

    public static MSER Create(int delta = 5, int minArea = 60, int maxArea = 14400, double maxVariation = 0.25, double minDiversity = 0.2, int maxEvolution = 200, double areaThreshold = 1.01, double minMargin = 0.003, int edgeBlurSize = 5)
    {
        NativeMethods.Check(NativeMethods.features2d_MSER_create(delta, minArea, maxArea, maxVariation, minDiversity, maxEvolution, areaThreshold, minMargin, edgeBlurSize, out var handle));
        return new MSER(handle);
    }

    public unsafe void DetectRegions(InputArray image, out Point[][] msers, out Rect[] bboxes)
    {
        NativeMethods.Check(NativeMethods.features2d_MSER_detectRegions(Handle, Arg.In(image), out var points, out var counts, out var regions, out var boxes, out var n));
        bboxes = NativeMethods.Take(boxes, n);
        msers = NativeMethods.Take(points, counts, regions);
    }
}
