namespace Hybrid.Stitching.Composition.Seams;

/// <summary>
/// The cheapest division by a seam that crosses every row once, or every column once, with either layer on either side:
/// less free than a minimum cut, and found by dynamic programming in time proportional to the pixels.
/// </summary>
/// <remarks>
/// Efros and Freeman, Image Quilting for Texture Synthesis and Transfer, SIGGRAPH 2001, with steps of any length: what a
/// step costs is a difference of prefix sums, so that the best is found in two sweeps.
/// </remarks>
internal static class DynamicSeam
{
    /// <summary>Which pixels go to layer A, row-major.</summary>
    public static bool[] Solve(SeamEnergy energy)
    {
        SeamEnergy turned = energy.Transposed();
        bool[] best = [];
        long least = long.MaxValue;
        foreach (bool upright in (bool[])[true, false])
        {
            foreach (bool first in (bool[])[true, false])
            {
                (bool[] isA, long cost) = Rows(upright ? energy : turned, first);
                if (cost < least)
                    (best, least) = (upright ? isA : Transpose(isA, energy.Height, energy.Width), cost);
            }
        }
        return best;
    }

    /// <summary>The cheapest seam with one crossing a row: crossing s gives the row's first s pixels to A if <paramref name="first"/>, else to B.</summary>
    private static (bool[] IsA, long Cost) Rows(SeamEnergy energy, bool first)
    {
        int width = energy.Width, height = energy.Height, crossings = width + 1;
        var costs = new long[crossings];
        var step = new long[crossings];
        var from = new int[height * crossings];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<int> terminals = energy.Terminals.AsSpan(y * width, width), right = energy.Right.AsSpan(y * width, width);
            if (y > 0)
                Descend(costs, energy.Down.AsSpan((y - 1) * width, width), step, from.AsSpan(y * crossings, crossings));
            long own = 0;
            for (int x = 0; x < width; x++)
                own += Violation(terminals[x], !first);
            for (int s = 0; s < crossings; s++)
            {
                costs[s] += own + (s > 0 && s < width ? right[s - 1] : 0);
                if (s < width)
                    own += Violation(terminals[s], first) - Violation(terminals[s], !first);
            }
        }
        int end = Array.IndexOf(costs, costs.Min());
        long least = costs[end];
        var isA = new bool[width * height];
        for (int y = height - 1, s = end; y >= 0; s = from[y * crossings + s], y--)
        {
            isA.AsSpan(y * width, s).Fill(first);
            isA.AsSpan(y * width + s, width - s).Fill(!first);
        }
        return (isA, least);
    }

    /// <summary>Replaces the costs of the row above by those of arriving in this one.</summary>
    private static void Descend(long[] costs, ReadOnlySpan<int> down, long[] prefix, Span<int> from)
    {
        // A step from s to t cuts the links between the rows from s to t.
        for (int s = 0; s < down.Length; s++)
            prefix[s + 1] = prefix[s] + down[s];
        for (int s = 0; s < costs.Length; s++)
            from[s] = s;
        for (int s = 1; s < costs.Length; s++)
            Arrive(s - 1, s, costs, prefix, from);
        for (int s = costs.Length - 2; s >= 0; s--)
            Arrive(s + 1, s, costs, prefix, from);
    }

    private static void Arrive(int beside, int s, long[] costs, long[] prefix, Span<int> from)
    {
        long cost = costs[beside] + Math.Abs(prefix[s] - prefix[beside]);
        if (cost < costs[s])
            (costs[s], from[s]) = (cost, from[beside]);
    }

    private static long Violation(int terminal, bool isA) => Math.Max(0, isA ? -terminal : terminal);

    private static bool[] Transpose(bool[] isA, int width, int height)
    {
        var turned = new bool[isA.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                turned[x * height + y] = isA[y * width + x];
        }
        return turned;
    }
}
