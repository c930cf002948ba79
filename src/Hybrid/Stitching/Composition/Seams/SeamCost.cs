using System.Runtime.CompilerServices;
using Hybrid.Classical;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Composition.Seams;

/// <summary>
/// What a seam between two layers costs at every pixel that both may cover: the distance of their colours, and more where
/// they are still displaced against each other.
/// </summary>
/// <param name="Bounds">The part of the canvas that it describes.</param>
/// <param name="Values">Row-major, in <see cref="Unit"/>s a grey level; 0 where not both layers have a pixel.</param>
/// <remarks>
/// The colour term is that of Kwatra et al., Graphcut Textures: Image and Video Synthesis Using Graph Cuts, SIGGRAPH 2003,
/// equation 1.
/// </remarks>
internal sealed record SeamCost(Rect Bounds, ushort[] Values)
{
    /// <summary>Steps of a grey level: costs are whole numbers of them.</summary>
    public const int Unit = 16;

    /// <summary>Grey levels that a displacement of one pixel of the reduced canvas counts for, and the most that any does.</summary>
    private const float Displacement = 34, MostDisplacement = 170;

    /// <summary>Displacements below it are noise of the flow.</summary>
    private const float LeastDisplacement = 0.25f;

    private const int SmallestSide = 16;
    private const int FewestPixels = 100;

    /// <summary>The cost between two layers; null where their rectangles are apart.</summary>
    /// <param name="a">A layer of the reduced canvas.</param>
    /// <param name="b">Another.</param>
    public static SeamCost? Between(SmallLayer a, SmallLayer b)
    {
        Rect common = a.Bounds & b.Bounds;
        if (common.Width <= 0 || common.Height <= 0)
            return null;
        Rect inA = common - a.Bounds.Location, inB = common - b.Bounds.Location;
        using Mat maskA = new(a.Mask, inA), maskB = new(b.Mask, inB), colorA = new(a.Image, inA), colorB = new(b.Image, inB), both = new();
        Cv2.BitwiseAnd(maskA, maskB, both);
        bool comparable = common.Width >= SmallestSide && common.Height >= SmallestSide && Cv2.CountNonZero(both) >= FewestPixels;
        FlowField? flow = comparable ? Flow(colorA, colorB, both) : null;
        var values = new ushort[common.Width * common.Height];
        for (int y = 0; y < common.Height; y++)
        {
            Span<ushort> row = values.AsSpan(y * common.Width, common.Width);
            FillRow(row, MatRows.Row<byte>(both, y), MatRows.Row<byte>(colorA, y), MatRows.Row<byte>(colorB, y), flow is null ? default : flow.Row(y));
        }
        return new SeamCost(common, values);
    }

    /// <summary>The same on a grid of half the resolution, whose pixels begin at even ones of this: the mean over each four.</summary>
    public SeamCost Halved()
    {
        int left = Bounds.X >> 1, top = Bounds.Y >> 1, right = (Bounds.Right + 1) >> 1, bottom = (Bounds.Bottom + 1) >> 1;
        var halved = new Rect(left, top, right - left, bottom - top);
        var values = new ushort[halved.Width * halved.Height];
        for (int y = 0; y < halved.Height; y++)
        {
            for (int x = 0; x < halved.Width; x++)
            {
                int sum = 0, count = 0;
                for (int k = 0; k < 4; k++)
                {
                    int u = 2 * (left + x) + (k & 1) - Bounds.X, v = 2 * (top + y) + (k >> 1) - Bounds.Y;
                    if ((uint)u < (uint)Bounds.Width && (uint)v < (uint)Bounds.Height)
                        (sum, count) = (sum + Values[v * Bounds.Width + u], count + 1);
                }
                values[y * halved.Width + x] = (ushort)(sum / Math.Max(1, count));
            }
        }
        return new SeamCost(halved, values);
    }

    /// <summary>From A to B; where only one of them has a pixel both are given the same, so that nothing moves there.</summary>
    private static FlowField Flow(Mat colorA, Mat colorB, Mat both)
    {
        using Mat grayA = new(), grayB = new(), filled = new();
        Cv2.CvtColor(colorA, grayA, ColorConversionCodes.BGR2GRAY);
        Cv2.CvtColor(colorB, grayB, ColorConversionCodes.BGR2GRAY);
        grayB.CopyTo(filled);
        grayA.CopyTo(filled, both);
        return DenseFlowEstimator.Estimate(filled, grayB, InverseSearchPreset.UltraFast, threads: 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillRow(Span<ushort> costs, ReadOnlySpan<byte> both, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<float> flow)
    {
        for (int x = 0; x < costs.Length; x++)
        {
            if (both[x] == 0)
                continue;
            int blue = a[3 * x] - b[3 * x], green = a[3 * x + 1] - b[3 * x + 1], red = a[3 * x + 2] - b[3 * x + 2];
            float squares = blue * blue + green * green + red * red;
            if (flow.Length > 0)
            {
                float length = MathF.Sqrt(flow[2 * x] * flow[2 * x] + flow[2 * x + 1] * flow[2 * x + 1]);
                float displaced = length > LeastDisplacement ? Math.Min(MostDisplacement, Displacement * length) : 0;
                squares += displaced * displaced;
            }
            costs[x] = (ushort)(Unit * MathF.Sqrt(squares));
        }
    }
}
