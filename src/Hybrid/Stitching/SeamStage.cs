using Hybrid.Classical;
using Hybrid.Imaging;
using Hybrid.Native;
using Hybrid.Native.Stitching;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>
/// Finds where the panorama changes from one layer to another, on the reduced canvas. A seam costs what the colours
/// differ by, and more where the images are still displaced against each other.
/// </summary>
internal static class SeamStage
{
    /// <summary>Colour difference that a displacement of one pixel of the reduced canvas counts for.</summary>
    private const float Cost = 24;
    private const float MostCost = 120;

    /// <summary>Cuts the layers' masks.</summary>
    public static void Run(SeamKind kind, SmallLayer[] small)
    {
        if (small.Length < 2)
            return;
        SeamModel model = kind switch
        {
            SeamKind.Voronoi => SeamModel.Voronoi,
            SeamKind.Dynamic => SeamModel.DynamicColorGradient,
            _ => SeamModel.GraphCutColor,
        };
        Mat[] images = [.. small.Select(s => s.Image.Clone())];
        try
        {
            if (kind != SeamKind.Voronoi)
            {
                for (int i = 0; i < small.Length; i++)
                {
                    for (int j = i + 1; j < small.Length; j++)
                        Discourage(small[i], small[j], images[j]);
                }
            }
            SeamFinder.Find(model, [.. images.Select(NativeBuffers.Of)], [.. small.Select(s => NativeBuffers.Corner(s.Bounds))], [.. small.Select(s => NativeBuffers.Of(s.Cut))]);
        }
        finally
        {
            foreach (Mat image in images)
                image.Dispose();
        }
    }

    /// <summary>
    /// Makes the second image differ from the first where they are displaced. OpenCV's cost is the distance of colours, so
    /// blue is raised and red is lowered by the same: a difference of brightness cannot cancel that.
    /// </summary>
    private static void Discourage(SmallLayer a, SmallLayer b, Mat marked)
    {
        Rect common = a.Bounds & b.Bounds;
        if (common.Width < 16 || common.Height < 16)
            return;
        Rect inA = common - a.Bounds.Location, inB = common - b.Bounds.Location;
        using Mat maskA = new(a.Mask, inA), maskB = new(b.Mask, inB), both = new();
        Cv2.BitwiseAnd(maskA, maskB, both);
        if (Cv2.CountNonZero(both) < 100)
            return;
        using Mat colorA = new(a.Image, inA), colorB = new(b.Image, inB), grayB = new(), grayA = new(), filled = new();
        Cv2.CvtColor(colorA, grayA, ColorConversionCodes.BGR2GRAY);
        Cv2.CvtColor(colorB, grayB, ColorConversionCodes.BGR2GRAY);
        grayB.CopyTo(filled);
        grayA.CopyTo(filled, both);
        FlowField flow = DenseFlowEstimator.Estimate(filled, grayB, DisPreset.UltraFast);
        using Mat target = new(marked, inB);
        for (int y = 0; y < common.Height; y++)
        {
            ReadOnlySpan<byte> seen = MatRows.Row<byte>(both, y);
            ReadOnlySpan<float> f = flow.Row(y);
            Span<byte> pixels = MatRows.Row<byte>(target, y);
            for (int x = 0; x < common.Width; x++)
            {
                float length = MathF.Sqrt(f[2 * x] * f[2 * x] + f[2 * x + 1] * f[2 * x + 1]);
                if (seen[x] == 0 || !(length > 0.25f))
                    continue;
                float cost = Math.Min(MostCost, Cost * length);
                pixels[3 * x] = (byte)Math.Clamp(pixels[3 * x] + cost, 0, 255);
                pixels[3 * x + 2] = (byte)Math.Clamp(pixels[3 * x + 2] - cost, 0, 255);
            }
        }
    }
}
