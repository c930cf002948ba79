using System.Numerics.Tensors;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Classical;

/// <summary>
/// Nearest neighbours by scalar product among those that lie where a homography leads: what is known of the geometry rules
/// out most rivals of a keypoint, so that partners are found that resemble something elsewhere more.
/// </summary>
public static class GuidedMatcher
{
    /// <summary>Matches two sets of descriptors of unit length.</summary>
    /// <param name="a">Keypoints and float descriptors of A.</param>
    /// <param name="b">The same of B.</param>
    /// <param name="h">A to B, approximately.</param>
    /// <param name="radius">How far from H(p) a partner of p may lie, in pixels of B.</param>
    /// <returns>Mutual neighbours among those near, in the order of A's keypoints; the score is the scalar product.</returns>
    /// <exception cref="ArgumentException">The descriptors differ in dimension or are not floats.</exception>
    public static PointMatch[] Match(FeatureSet a, FeatureSet b, in Homography h, double radius)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        if (a.IsBinary || b.IsBinary || (a.Dimension != b.Dimension && a.Count > 0 && b.Count > 0))
            throw new ArgumentException("Only float descriptors of one dimension can be compared.", nameof(b));
        Dictionary<(int, int), List<int>> grid = Grid(b, radius);
        int[] bestOfA = new int[a.Count], bestOfB = new int[b.Count];
        float[] scoreOfA = new float[a.Count], scoreOfB = new float[b.Count];
        Array.Fill(bestOfA, -1);
        Array.Fill(bestOfB, -1);
        Array.Fill(scoreOfA, float.NegativeInfinity);
        Array.Fill(scoreOfB, float.NegativeInfinity);
        for (int i = 0; i < a.Count; i++)
        {
            Point2d p = h.Apply(Place(a, i));
            if (!double.IsFinite(p.X) || !double.IsFinite(p.Y))
                continue;
            ReadOnlySpan<float> row = a.Floats.AsSpan(i * a.Dimension, a.Dimension);
            foreach (int j in Near(grid, b, p, radius))
            {
                float score = TensorPrimitives.Dot(row, b.Floats.AsSpan(j * b.Dimension, b.Dimension));
                if (score > scoreOfA[i] || (score == scoreOfA[i] && j < bestOfA[i]))
                    (bestOfA[i], scoreOfA[i]) = (j, score);
                if (score > scoreOfB[j])
                    (bestOfB[j], scoreOfB[j]) = (i, score);
            }
        }
        return [.. Enumerable.Range(0, a.Count)
            .Where(i => bestOfA[i] >= 0 && bestOfB[bestOfA[i]] == i)
            .Select(i => new PointMatch(Place(a, i), Place(b, bestOfA[i]), scoreOfA[i]))];
    }

    private static Dictionary<(int, int), List<int>> Grid(FeatureSet set, double cell)
    {
        var grid = new Dictionary<(int, int), List<int>>();
        for (int j = 0; j < set.Count; j++)
        {
            Point2d p = Place(set, j);
            (int, int) key = ((int)Math.Floor(p.X / cell), (int)Math.Floor(p.Y / cell));
            if (!grid.TryGetValue(key, out List<int>? members))
                grid[key] = members = [];
            members.Add(j);
        }
        return grid;
    }

    private static IEnumerable<int> Near(Dictionary<(int, int), List<int>> grid, FeatureSet set, Point2d p, double radius)
    {
        double x = Math.Floor(p.X / radius), y = Math.Floor(p.Y / radius);
        if (Math.Abs(x) > int.MaxValue / 2 || Math.Abs(y) > int.MaxValue / 2)
            yield break;
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                if (!grid.TryGetValue(((int)x + dx, (int)y + dy), out List<int>? members))
                    continue;
                foreach (int j in members)
                {
                    if (Place(set, j).DistanceTo(p) <= radius)
                        yield return j;
                }
            }
        }
    }

    private static Point2d Place(FeatureSet set, int i) => new(set.Keypoints[i].Pt.X, set.Keypoints[i].Pt.Y);
}
