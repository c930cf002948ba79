using Hybrid.Classical;
using Hybrid.Imaging;
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

    /// <summary>How far from the seam of half the resolution the seam may lie, pixels of the reduced canvas.</summary>
    private const int Band = 8;

    /// <summary>How far around what two layers share a cut looks, as far as OpenCV does.</summary>
    private const int Context = 10;

    /// <summary>Cuts the layers' masks.</summary>
    public static void Run(SeamKind kind, SmallLayer[] small, ParallelOptions parallel)
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
                Parallel.For(1, small.Length, parallel, j =>
                {
                    for (int i = 0; i < j; i++)
                        Discourage(small[i], small[j], images[j]);
                });
            }
            Rect[] bounds = [.. small.Select(s => s.Bounds)];
            Mat[] cuts = [.. small.Select(s => s.Cut)];
            if (kind == SeamKind.GraphCut)
            {
                // The time of a graph cut grows faster than its pixels, so that a cut in a narrow band around a coarse one costs a fraction.
                CutCoarsely(model, small, images);
                CutPairs(model, images, bounds, cuts);
            }
            else
            {
                SeamFinder.Find(model, [.. images.Select(NativeBuffers.Of)], [.. bounds.Select(NativeBuffers.Corner)], [.. cuts.Select(NativeBuffers.Of)]);
            }
        }
        finally
        {
            foreach (Mat image in images)
                image.Dispose();
        }
    }

    /// <summary>
    /// Cuts pair after pair, as OpenCV does, but each only where both masks are still set: of many layers most have nothing
    /// left to share after their neighbours are cut.
    /// </summary>
    private static void CutPairs(SeamModel model, Mat[] images, Rect[] bounds, Mat[] masks)
    {
        for (int i = 0; i < images.Length; i++)
        {
            for (int j = i + 1; j < images.Length; j++)
            {
                Rect shared = Shared(bounds[i], masks[i], bounds[j], masks[j]);
                if (shared.Width == 0)
                    continue;
                Rect near = new(shared.X - Context, shared.Y - Context, shared.Width + 2 * Context, shared.Height + 2 * Context);
                Rect a = near & bounds[i], b = near & bounds[j];
                using Mat imageA = Part(images[i], bounds[i], a), imageB = Part(images[j], bounds[j], b), maskA = Part(masks[i], bounds[i], a), maskB = Part(masks[j], bounds[j], b);
                SeamFinder.Find(model, [NativeBuffers.Of(imageA), NativeBuffers.Of(imageB)], [NativeBuffers.Corner(a), NativeBuffers.Corner(b)], [NativeBuffers.Of(maskA), NativeBuffers.Of(maskB)]);
                PutBack(maskA, masks[i], a - bounds[i].Location);
                PutBack(maskB, masks[j], b - bounds[j].Location);
            }
        }
    }

    /// <summary>The rectangle around the pixels that two masks share; empty where they share none.</summary>
    private static Rect Shared(Rect boundsA, Mat maskA, Rect boundsB, Mat maskB)
    {
        Rect common = boundsA & boundsB;
        if (common.Width <= 0 || common.Height <= 0)
            return default;
        using Mat a = new(maskA, common - boundsA.Location), b = new(maskB, common - boundsB.Location), both = new();
        Cv2.BitwiseAnd(a, b, both);
        Rect box = Cv2.BoundingRect(both);
        return box.Width == 0 ? default : box + common.Location;
    }

    private static Mat Part(Mat m, Rect bounds, Rect part)
    {
        using Mat view = new(m, part - bounds.Location);
        return view.Clone();
    }

    private static void PutBack(Mat part, Mat whole, Rect at)
    {
        using Mat view = new(whole, at);
        part.CopyTo(view);
    }

    /// <summary>Leaves of every cut mask what a seam of half the resolution gives to its layer, and a band around it.</summary>
    private static void CutCoarsely(SeamModel model, SmallLayer[] small, Mat[] images)
    {
        Rect[] even = [.. small.Select(s => Even(s.Bounds))];
        Mat[] halves = [.. images.Select((m, i) => Half(m, small[i].Bounds, even[i], BorderTypes.Replicate, InterpolationFlags.Area))];
        Mat[] cuts = [.. small.Select((s, i) => Half(s.Mask, s.Bounds, even[i], BorderTypes.Constant, InterpolationFlags.Area))];
        try
        {
            foreach (Mat cut in cuts)
                Cv2.Threshold(cut, cut, 0, 255, ThresholdTypes.Binary);
            CutPairs(model, halves, [.. even.Select(r => new Rect(r.X / 2, r.Y / 2, r.Width / 2, r.Height / 2))], cuts);
            using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(2 * Band + 1, 2 * Band + 1));
            for (int i = 0; i < small.Length; i++)
            {
                using Mat whole = new();
                Cv2.Resize(cuts[i], whole, even[i].Size, 0, 0, InterpolationFlags.Nearest);
                Cv2.Dilate(whole, whole, kernel);
                using Mat part = new(whole, small[i].Bounds - even[i].Location);
                Cv2.BitwiseAnd(part, small[i].Mask, small[i].Cut);
            }
        }
        finally
        {
            foreach (Mat m in halves.Concat(cuts))
                m.Dispose();
        }
    }

    /// <summary>The smallest rectangle around one whose borders have even coordinates, so that halves of all layers lie on one grid.</summary>
    private static Rect Even(Rect r)
    {
        int x = r.X & ~1, y = r.Y & ~1;
        return new Rect(x, y, ((r.Right + 1) & ~1) - x, ((r.Bottom + 1) & ~1) - y);
    }

    private static Mat Half(Mat m, Rect bounds, Rect even, BorderTypes border, InterpolationFlags interpolation)
    {
        using Mat padded = new();
        Cv2.CopyMakeBorder(m, padded, bounds.Y - even.Y, even.Bottom - bounds.Bottom, bounds.X - even.X, even.Right - bounds.Right, border, Scalar.All(0));
        var half = new Mat();
        Cv2.Resize(padded, half, new Size(even.Width / 2, even.Height / 2), 0, 0, interpolation);
        return half;
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
        FlowField flow = DenseFlowEstimator.Estimate(filled, grayB, InverseSearchPreset.UltraFast, threads: 1);
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
