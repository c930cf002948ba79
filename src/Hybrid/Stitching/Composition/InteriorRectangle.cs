using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Composition;

/// <summary>The largest upright rectangle inside a mask.</summary>
internal static class InteriorRectangle
{
    private const int LongSide = 2000;

    /// <summary>The rectangle in pixels of the mask; empty where the mask is.</summary>
    public static Rect Find(Mat mask)
    {
        int shrink = Math.Max(1, (Math.Max(mask.Width, mask.Height) + LongSide - 1) / LongSide);
        int columns = mask.Width / shrink, rows = mask.Height / shrink;
        var heights = new int[columns];
        Rect best = default;
        for (int j = 0; j < rows; j++)
        {
            var full = new bool[columns];
            Array.Fill(full, true);
            for (int y = j * shrink; y < (j + 1) * shrink; y++)
            {
                ReadOnlySpan<byte> row = MatRows.Row<byte>(mask, y);
                for (int i = 0; i < columns; i++)
                    full[i] &= row.Slice(i * shrink, shrink).IndexOf((byte)0) < 0;
            }
            for (int i = 0; i < columns; i++)
                heights[i] = full[i] ? heights[i] + 1 : 0;
            Rect found = Largest(heights, j);
            if ((long)found.Width * found.Height > (long)best.Width * best.Height)
                best = found;
        }
        return new Rect(best.X * shrink, best.Y * shrink, best.Width * shrink, best.Height * shrink);
    }

    /// <summary>The largest rectangle under a histogram that stands on row <paramref name="bottom"/>.</summary>
    private static Rect Largest(int[] heights, int bottom)
    {
        var open = new Stack<(int Start, int Height)>();
        Rect best = default;
        for (int i = 0; i <= heights.Length; i++)
        {
            int h = i < heights.Length ? heights[i] : 0, start = i;
            while (open.Count > 0 && open.Peek().Height >= h)
            {
                (start, int height) = open.Pop();
                if ((long)height * (i - start) > (long)best.Width * best.Height)
                    best = new Rect(start, bottom - height + 1, i - start, height);
            }
            if (h > 0)
                open.Push((start, h));
        }
        return best;
    }
}
