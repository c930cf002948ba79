using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Composition.Seams;

/// <summary>
/// Finds where the panorama changes from one layer to another, on the reduced canvas. A seam costs what the colours
/// differ by, and more where the images are still displaced against each other.
/// </summary>
internal static class SeamStage
{
    /// <summary>How far from the seam of half the resolution the seam may lie, pixels of the reduced canvas.</summary>
    private const int Band = 8;

    /// <summary>How far around what two layers share a cut looks for pixels that belong to one of them.</summary>
    private const int Context = 10;

    /// <summary>Cuts the layers' masks.</summary>
    public static void Run(SeamKind kind, SmallLayer[] small, ParallelOptions parallel)
    {
        if (small.Length < 2)
            return;
        if (kind == SeamKind.Voronoi)
        {
            VoronoiSeams.Cut(small);
            return;
        }
        Pair[] pairs = Compare(small, parallel);
        Rect[] bounds = [.. small.Select(s => s.Bounds)];
        Mat[] cuts = [.. small.Select(s => s.Cut)];
        if (kind == SeamKind.Dynamic)
        {
            CutPairs(pairs, bounds, cuts, DynamicSeam.Solve);
            return;
        }
        // The time of a graph cut grows faster than its pixels, so that a cut in a narrow band around a coarse one costs a fraction.
        CutCoarsely(pairs, small);
        CutPairs(pairs, bounds, cuts, GraphCutSeam.Solve);
    }

    /// <summary>The pairs of layers that may share pixels, in the order in which they are cut.</summary>
    private static Pair[] Compare(SmallLayer[] small, ParallelOptions parallel)
    {
        (int A, int B)[] near = [.. from a in Enumerable.Range(0, small.Length)
                                    from b in Enumerable.Range(a + 1, small.Length - a - 1)
                                    where (small[a].Bounds & small[b].Bounds) is { Width: > 0, Height: > 0 }
                                    select (a, b)];
        var pairs = new Pair[near.Length];
        Parallel.For(0, near.Length, parallel, k => pairs[k] = new Pair(near[k].A, near[k].B, SeamCost.Between(small[near[k].A], small[near[k].B])!));
        return pairs;
    }

    /// <summary>
    /// Cuts pair after pair, each only where both masks are still set: of many layers most have nothing left to share
    /// after their neighbours are cut.
    /// </summary>
    private static void CutPairs(IEnumerable<Pair> pairs, Rect[] bounds, Mat[] masks, Func<SeamEnergy, bool[]> solve)
    {
        foreach ((int a, int b, SeamCost cost) in pairs)
        {
            Rect shared = Shared(bounds[a], masks[a], bounds[b], masks[b]);
            if (shared.Width == 0)
                continue;
            var region = new Rect(shared.X - Context, shared.Y - Context, shared.Width + 2 * Context, shared.Height + 2 * Context);
            bool[] isA = solve(SeamEnergy.Of(cost, region, bounds[a], masks[a], bounds[b], masks[b]));
            for (int y = shared.Y; y < shared.Bottom; y++)
            {
                Span<byte> maskA = MatRows.Row<byte>(masks[a], y - bounds[a].Y)[(shared.X - bounds[a].X)..], maskB = MatRows.Row<byte>(masks[b], y - bounds[b].Y)[(shared.X - bounds[b].X)..];
                ReadOnlySpan<bool> row = isA.AsSpan((y - region.Y) * region.Width + Context, shared.Width);
                for (int x = 0; x < row.Length; x++)
                {
                    if (maskA[x] != 0 && maskB[x] != 0)
                        (row[x] ? ref maskB[x] : ref maskA[x]) = 0;
                }
            }
        }
    }

    /// <summary>The rectangle around the pixels that two masks share; empty where they share none.</summary>
    private static Rect Shared(Rect boundsA, Mat maskA, Rect boundsB, Mat maskB)
    {
        Rect common = boundsA & boundsB;
        using Mat a = new(maskA, common - boundsA.Location), b = new(maskB, common - boundsB.Location), both = new();
        Cv2.BitwiseAnd(a, b, both);
        Rect box = Cv2.BoundingRect(both);
        return box.Width == 0 ? default : box + common.Location;
    }

    /// <summary>Leaves of every cut mask what a seam of half the resolution gives to its layer, and a band around it.</summary>
    private static void CutCoarsely(Pair[] pairs, SmallLayer[] small)
    {
        Rect[] even = [.. small.Select(s => Even(s.Bounds))];
        Mat[] cuts = [.. small.Select((s, i) => Half(s.Mask, s.Bounds, even[i]))];
        try
        {
            CutPairs(pairs.Select(p => p with { Cost = p.Cost.Halved() }), [.. even.Select(r => new Rect(r.X / 2, r.Y / 2, r.Width / 2, r.Height / 2))], cuts, GraphCutSeam.Solve);
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
            foreach (Mat m in cuts)
                m.Dispose();
        }
    }

    /// <summary>The smallest rectangle around one whose borders have even coordinates, so that halves of all layers lie on one grid.</summary>
    private static Rect Even(Rect r)
    {
        int x = r.X & ~1, y = r.Y & ~1;
        return new Rect(x, y, ((r.Right + 1) & ~1) - x, ((r.Bottom + 1) & ~1) - y);
    }

    /// <summary>A mask at half the resolution, set where any of four pixels is.</summary>
    private static Mat Half(Mat mask, Rect bounds, Rect even)
    {
        using Mat padded = new();
        Cv2.CopyMakeBorder(mask, padded, bounds.Y - even.Y, even.Bottom - bounds.Bottom, bounds.X - even.X, even.Right - bounds.Right, BorderTypes.Constant, Scalar.All(0));
        var half = new Mat();
        Cv2.Resize(padded, half, new Size(even.Width / 2, even.Height / 2), 0, 0, InterpolationFlags.Area);
        Cv2.Threshold(half, half, 0, 255, ThresholdTypes.Binary);
        return half;
    }

    private readonly record struct Pair(int A, int B, SeamCost Cost);
}
