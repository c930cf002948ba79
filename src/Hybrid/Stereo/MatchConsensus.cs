using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>Which of a pair's sparse matches can be believed, without knowing how well the pair is rectified.</summary>
internal static class MatchConsensus
{
    private const double Tolerance = 1.5;
    private const int Neighbours = 8;

    /// <summary>
    /// The matches whose offset along an axis agrees with a linear function of their place: rows for a nearly rectified
    /// pair, columns for a vertical one.
    /// </summary>
    /// <param name="matches">All matches.</param>
    /// <param name="size">Size of the images.</param>
    /// <param name="rows">True for y_right − y_left, false for x_right − x_left.</param>
    public static PointMatch[] AlongLines(IReadOnlyList<PointMatch> matches, Size size, bool rows)
    {
        double[] offset = [.. matches.Select(m => rows ? m.B.Y - m.A.Y : m.B.X - m.A.X)];
        if (offset.Length == 0)
            return [];
        double centre = DensestCentre(offset);
        double[] model = [centre, 0, 0];
        // From wide to narrow: the first fit may have to follow a tilt of several pixels.
        foreach (double tolerance in (ReadOnlySpan<double>)[4 * Tolerance, 3 * Tolerance, 2 * Tolerance, Tolerance, Tolerance])
        {
            int[] near = [.. Enumerable.Range(0, offset.Length).Where(i => Math.Abs(offset[i] - At(model, matches[i].A, size)) <= tolerance)];
            if (near.Length < 8 || LinearFit.Solve(3, near.Length, (k, row) =>
                {
                    Point2d p = Centred(matches[near[k]].A, size);
                    (row[0], row[1], row[2]) = (1, p.X, p.Y);
                    return offset[near[k]];
                }) is not { } better)
            {
                break;
            }
            model = better;
        }
        return [.. matches.Where((m, i) => Math.Abs(offset[i] - At(model, m.A, size)) <= Tolerance)];
    }

    /// <summary>The matches whose disparity is shared by at least two of their eight nearest neighbours in the left image: repetition and chance agree with nobody near.</summary>
    public static PointMatch[] Supported(IReadOnlyList<PointMatch> matches)
    {
        var kept = new List<PointMatch>(matches.Count);
        Span<(double Distance, double Disparity)> nearest = stackalloc (double, double)[Neighbours];
        for (int i = 0; i < matches.Count; i++)
        {
            nearest.Fill((double.PositiveInfinity, 0));
            Point2d p = matches[i].A;
            for (int j = 0; j < matches.Count; j++)
            {
                double dx = matches[j].A.X - p.X, dy = matches[j].A.Y - p.Y, distance = dx * dx + dy * dy;
                // Points of one place are one witness.
                if (distance < 1 || distance >= nearest[^1].Distance)
                    continue;
                int at = Neighbours - 1;
                for (; at > 0 && nearest[at - 1].Distance > distance; at--)
                    nearest[at] = nearest[at - 1];
                nearest[at] = (distance, matches[j].A.X - matches[j].B.X);
            }
            double d = matches[i].A.X - matches[i].B.X;
            int agreeing = 0;
            foreach ((double distance, double disparity) in nearest)
                agreeing += double.IsFinite(distance) && Math.Abs(disparity - d) <= 2 + 0.08 * Math.Abs(d) ? 1 : 0;
            if (agreeing >= 2)
                kept.Add(matches[i]);
        }
        return [.. kept];
    }

    private static double DensestCentre(double[] offsets)
    {
        double[] sorted = [.. offsets.Order()];
        int best = 0, bestCount = 0;
        for (int i = 0, j = 0; i < sorted.Length; i++)
        {
            while (j < sorted.Length && sorted[j] <= sorted[i] + 2 * Tolerance)
                j++;
            if (j - i > bestCount)
                (best, bestCount) = (i, j - i);
        }
        return sorted[best + bestCount / 2];
    }

    private static Point2d Centred(Point2d p, Size size) => new((p.X - size.Width / 2.0) / size.Width, (p.Y - size.Height / 2.0) / size.Height);

    private static double At(double[] model, Point2d p, Size size)
    {
        Point2d c = Centred(p, size);
        return model[0] + model[1] * c.X + model[2] * c.Y;
    }
}
