using OpenCvSharp;

namespace Hybrid.Stitching.Composition.Blending;

/// <summary>
/// Blends the parts of a tile in Laplacian pyramids, in 32-bit floats, so that 16-bit images lose nothing.
/// </summary>
/// <remarks>
/// Burt and Adelson, A Multiresolution Spline with Application to Image Mosaics, ACM TOG 1983: every band is the mean of the
/// parts' bands by their weights at that band, L = Σ ŵ_k L(P_k), with Σ ŵ_k = 1. Pyramids being linear, this is
/// L(P_0) + Σ ŵ_k L(P_k − P_0), and the first term collapses to P_0 itself: a tile of two parts costs one pyramid, and
/// parts that agree are left as they are, to the bit.
/// </remarks>
internal static class MultiBand
{
    /// <summary>Keeps weights of pixels that no part covers from dividing by zero.</summary>
    private const double LeastWeight = 1e-6;

    /// <summary>How many bands a tile is large enough for.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="most">No more than so many.</param>
    public static int Bands(Size size, int most)
    {
        while (most > 0 && Math.Min(size.Width, size.Height) >> most < 2)
            most--;
        return most;
    }

    /// <summary>
    /// A part's rectangle of the tile, enlarged by the reach of the lowest band's weights and so that its pixels lie on
    /// pixels of the tile at every band.
    /// </summary>
    /// <param name="reach">Where the part has pixels.</param>
    /// <param name="tile">The tile's size.</param>
    /// <param name="bands">Levels of the pyramids.</param>
    public static Rect Align(Rect reach, Size tile, int bands)
    {
        int step = 1 << bands, margin = 2 * step;
        int left = Math.Max(0, reach.X - margin) & -step, top = Math.Max(0, reach.Y - margin) & -step;
        int right = Math.Min(tile.Width, (reach.Right + margin + step - 1) & -step), bottom = Math.Min(tile.Height, (reach.Bottom + margin + step - 1) & -step);
        return new Rect(left, top, right - left, bottom - top);
    }

    /// <summary>The blended tile, of the parts' type.</summary>
    /// <param name="parts">The first covers the whole tile, the others what <see cref="Align"/> says.</param>
    /// <param name="bands">Levels of the pyramids, as many as <see cref="Bands"/> allows at most.</param>
    public static Mat Blend(IReadOnlyList<TilePart> parts, int bands)
    {
        Mat ground = parts[0].Image;
        Mat[] sums = Zeros(ground.Size(), bands, MatType.CV_32FC3), weights = Sum(parts, bands);
        try
        {
            for (int k = 1; k < parts.Count; k++)
                Add(parts[k], ground, weights, sums);
            using Mat difference = Collapse(sums);
            var blended = new Mat();
            using var none = new Mat();
            Cv2.Add(ground, difference, blended, none, ground.Depth());
            return blended;
        }
        finally
        {
            foreach (Mat m in sums.Concat(weights))
                m.Dispose();
        }
    }

    private static Mat[] Zeros(Size size, int bands, MatType type)
    {
        var levels = new Mat[bands + 1];
        for (int level = 0; level <= bands; level++, size = new Size((size.Width + 1) / 2, (size.Height + 1) / 2))
            levels[level] = new Mat(size, type, Scalar.All(0));
        return levels;
    }

    /// <summary>What the weights of all parts come to at every band.</summary>
    private static Mat[] Sum(IReadOnlyList<TilePart> parts, int bands)
    {
        Mat[] sums = Zeros(parts[0].Image.Size(), bands, MatType.CV_32FC1);
        foreach (TilePart part in parts)
        {
            Mat weight = TileWeights.Plane(part);
            for (int level = 0; ; level++)
            {
                using Mat current = weight, at = new(sums[level], At(part, level, current));
                Cv2.Add(at, current, at);
                if (level == bands)
                    break;
                weight = new Mat();
                Cv2.PyrDown(current, weight);
            }
        }
        foreach (Mat sum in sums)
            Cv2.Add(sum, Scalar.All(LeastWeight), sum);
        return sums;
    }

    /// <summary>Adds the bands by which a part differs from the first, by its weights.</summary>
    private static void Add(TilePart part, Mat ground, Mat[] weights, Mat[] sums)
    {
        Mat image = new(), weight = TileWeights.Plane(part);
        using (Mat under = new(ground, part.At))
        using (Mat none = new())
            Cv2.Subtract(part.Image, under, image, none, MatType.CV_32F);
        for (int level = 0; ; level++)
        {
            using Mat current = image, currentWeight = weight;
            Rect at = At(part, level, current);
            using Mat sum = new(sums[level], at), total = new(weights[level], at), share = new(), three = new(), weighted = new();
            Cv2.Divide(currentWeight, total, share);
            Cv2.Merge([share, share, share], three);
            bool last = level + 1 == sums.Length;
            if (!last)
            {
                (image, weight) = (new Mat(), new Mat());
                Cv2.PyrDown(current, image);
                Cv2.PyrDown(currentWeight, weight);
                using var up = new Mat();
                Cv2.PyrUp(image, up, current.Size());
                Cv2.Subtract(current, up, current);
            }
            Cv2.Multiply(current, three, weighted);
            Cv2.Add(sum, weighted, sum);
            if (last)
                return;
        }
    }

    private static Rect At(TilePart part, int level, Mat band) => new(part.At.X >> level, part.At.Y >> level, band.Width, band.Height);

    private static Mat Collapse(Mat[] bands)
    {
        Mat result = bands[^1].Clone();
        for (int level = bands.Length - 2; level >= 0; level--)
        {
            using Mat coarse = result;
            result = new Mat();
            Cv2.PyrUp(coarse, result, bands[level].Size());
            Cv2.Add(result, bands[level], result);
        }
        return result;
    }
}
