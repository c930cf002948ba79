using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Composition.Exposure;

/// <summary>Measures what overlapping cells show.</summary>
internal static class CellOverlaps
{
    /// <summary>The overlaps of cells of different layers.</summary>
    /// <param name="layers">The layers on the reduced canvas.</param>
    /// <param name="grids">Their cells.</param>
    /// <param name="intensities">Their intensities, CV_32FC1.</param>
    public static IReadOnlyList<CellOverlap> Measure(IReadOnlyList<SmallLayer> layers, IReadOnlyList<CellGrid> grids, IReadOnlyList<Mat> intensities)
    {
        var overlaps = new List<CellOverlap>();
        for (int a = 0; a < layers.Count; a++)
        {
            for (int b = a + 1; b < layers.Count; b++)
            {
                Rect common = layers[a].Bounds & layers[b].Bounds;
                if (common.Width > 0 && common.Height > 0)
                    overlaps.AddRange(Pair(common, layers[a], grids[a], intensities[a], layers[b], grids[b], intensities[b]));
            }
        }
        return overlaps;
    }

    /// <summary>Pixels of every cell, at least 1.</summary>
    public static long[] Areas(IReadOnlyList<SmallLayer> layers, IReadOnlyList<CellGrid> grids)
    {
        var areas = new long[grids[^1].End];
        for (int i = 0; i < layers.Count; i++)
        {
            Rect whole = new(0, 0, layers[i].Mask.Width, layers[i].Mask.Height);
            for (int k = 0; k < grids[i].Columns * grids[i].Rows; k++)
            {
                Rect cell = whole & new Rect(k % grids[i].Columns * grids[i].CellWidth, k / grids[i].Columns * grids[i].CellHeight, grids[i].CellWidth, grids[i].CellHeight);
                long count = 0;
                if (cell.Width > 0 && cell.Height > 0)
                {
                    using Mat mask = new(layers[i].Mask, cell);
                    count = Cv2.CountNonZero(mask);
                }
                areas[grids[i].First + k] = Math.Max(1, count);
            }
        }
        return areas;
    }

    private static IEnumerable<CellOverlap> Pair(Rect common, SmallLayer a, CellGrid gridA, Mat intensityA, SmallLayer b, CellGrid gridB, Mat intensityB)
    {
        var sums = new SortedDictionary<(int A, int B), (long Count, double A, double B)>();
        int fromA = common.X - a.Bounds.X, fromB = common.X - b.Bounds.X;
        for (int y = common.Y; y < common.Bottom; y++)
        {
            int rowA = y - a.Bounds.Y, rowB = y - b.Bounds.Y;
            ReadOnlySpan<byte> seenA = MatRows.Row<byte>(a.Mask, rowA).Slice(fromA, common.Width), seenB = MatRows.Row<byte>(b.Mask, rowB).Slice(fromB, common.Width);
            ReadOnlySpan<float> valueA = MatRows.Row<float>(intensityA, rowA).Slice(fromA, common.Width), valueB = MatRows.Row<float>(intensityB, rowB).Slice(fromB, common.Width);
            for (int x = 0; x < seenA.Length;)
            {
                // As far as both cells last.
                int end = Math.Min(seenA.Length, Math.Min(Next(fromA + x, gridA.CellWidth) - fromA, Next(fromB + x, gridB.CellWidth) - fromB));
                (int A, int B) cells = (gridA.CellOf(fromA + x, rowA), gridB.CellOf(fromB + x, rowB));
                (long count, double sumA, double sumB) = (0, 0, 0);
                for (; x < end; x++)
                {
                    if (seenA[x] != 0 && seenB[x] != 0)
                        (count, sumA, sumB) = (count + 1, sumA + valueA[x], sumB + valueB[x]);
                }
                if (count == 0)
                    continue;
                (long Count, double A, double B) sum = sums.GetValueOrDefault(cells);
                sums[cells] = (sum.Count + count, sum.A + sumA, sum.B + sumB);
            }
        }
        return sums.Select(s => new CellOverlap(s.Key.A, s.Key.B, s.Value.Count, s.Value.A / s.Value.Count, s.Value.B / s.Value.Count));
    }

    private static int Next(int position, int cell) => (position / cell + 1) * cell;
}
