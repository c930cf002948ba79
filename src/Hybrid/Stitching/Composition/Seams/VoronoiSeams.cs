using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Composition.Seams;

/// <summary>Gives every place to the layer whose border is farthest from it, the first of equals.</summary>
/// <remarks>Peleg, Elimination of Seams from Photomosaics, CGIP 1981, with distances to the masks' borders.</remarks>
internal static class VoronoiSeams
{
    /// <summary>Cuts the layers' masks.</summary>
    public static void Cut(IReadOnlyList<SmallLayer> layers)
    {
        Mat[] distances = [.. layers.Select(Distance)];
        try
        {
            for (int i = 0; i < layers.Count; i++)
            {
                for (int j = i + 1; j < layers.Count; j++)
                    Divide(layers[i], distances[i], layers[j], distances[j]);
            }
        }
        finally
        {
            foreach (Mat distance in distances)
                distance.Dispose();
        }
    }

    /// <summary>Pixels to the nearest that the layer lacks; beyond its rectangle it has none.</summary>
    private static Mat Distance(SmallLayer layer)
    {
        using Mat framed = new(), distance = new();
        Cv2.CopyMakeBorder(layer.Mask, framed, 1, 1, 1, 1, BorderTypes.Constant, Scalar.All(0));
        Cv2.DistanceTransform(framed, distance, DistanceTypes.L2, DistanceTransformMasks.Mask5);
        using Mat inner = new(distance, new Rect(1, 1, layer.Mask.Width, layer.Mask.Height));
        return inner.Clone();
    }

    private static void Divide(SmallLayer a, Mat distanceA, SmallLayer b, Mat distanceB)
    {
        Rect common = a.Bounds & b.Bounds;
        for (int y = common.Y; y < common.Bottom; y++)
        {
            int left = common.X - a.Bounds.X, right = common.X - b.Bounds.X;
            ReadOnlySpan<float> farA = MatRows.Row<float>(distanceA, y - a.Bounds.Y).Slice(left, common.Width), farB = MatRows.Row<float>(distanceB, y - b.Bounds.Y).Slice(right, common.Width);
            Span<byte> cutA = MatRows.Row<byte>(a.Cut, y - a.Bounds.Y).Slice(left, common.Width), cutB = MatRows.Row<byte>(b.Cut, y - b.Bounds.Y).Slice(right, common.Width);
            for (int x = 0; x < farA.Length; x++)
            {
                if (farA[x] == 0 || farB[x] == 0)
                    continue;
                if (farA[x] >= farB[x])
                    cutB[x] = 0;
                else
                    cutA[x] = 0;
            }
        }
    }
}
