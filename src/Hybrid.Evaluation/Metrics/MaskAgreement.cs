namespace Hybrid.Evaluation.Metrics;

/// <summary>Agreement of two binary masks of one size.</summary>
public static class MaskAgreement
{
    /// <summary>Intersection over union; 1 where both are empty.</summary>
    public static double IntersectionOverUnion(ReadOnlySpan<bool> a, ReadOnlySpan<bool> b)
    {
        int both = 0, either = 0;
        for (int i = 0; i < a.Length; i++)
        {
            both += a[i] && b[i] ? 1 : 0;
            either += a[i] || b[i] ? 1 : 0;
        }
        return either == 0 ? 1 : both / (double)either;
    }

    /// <summary>
    /// Boundary F: harmonic mean of the shares of each mask's boundary that lies within a distance of the other's. A boundary
    /// pixel is set and has a 4-neighbour that is not; the image's edge is no boundary. 1 where both have none, 0 where one has none.
    /// </summary>
    /// <param name="predicted">One mask, row-major.</param>
    /// <param name="truth">The other.</param>
    /// <param name="width">Width of both.</param>
    /// <param name="tolerance">Euclidean distance in pixels.</param>
    /// <remarks>Csurka et al., What Is a Good Evaluation Measure for Semantic Segmentation?, BMVC 2013.</remarks>
    public static double BoundaryF(bool[] predicted, bool[] truth, int width, int tolerance = 3)
    {
        int[] p = Boundary(predicted, width), t = Boundary(truth, width);
        if (p.Length == 0 || t.Length == 0)
            return p.Length == t.Length ? 1 : 0;
        double precision = Near(p, t, width, predicted.Length / width, tolerance), recall = Near(t, p, width, predicted.Length / width, tolerance);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static int[] Boundary(bool[] mask, int width)
    {
        var pixels = new List<int>();
        int height = mask.Length / width;
        for (int i = 0; i < mask.Length; i++)
        {
            int x = i % width, y = i / width;
            if (mask[i] && ((x > 0 && !mask[i - 1]) || (x < width - 1 && !mask[i + 1]) || (y > 0 && !mask[i - width]) || (y < height - 1 && !mask[i + width])))
                pixels.Add(i);
        }
        return [.. pixels];
    }

    private static double Near(int[] pixels, int[] others, int width, int height, int tolerance)
    {
        bool[] reach = new bool[width * height];
        foreach (int other in others)
        {
            int ox = other % width, oy = other / width;
            for (int dy = -tolerance; dy <= tolerance; dy++)
            {
                for (int dx = -tolerance; dx <= tolerance; dx++)
                {
                    int x = ox + dx, y = oy + dy;
                    if (dx * dx + dy * dy <= tolerance * tolerance && x >= 0 && y >= 0 && x < width && y < height)
                        reach[y * width + x] = true;
                }
            }
        }
        return pixels.Count(p => reach[p]) / (double)pixels.Length;
    }
}
