using Hybrid.Classical;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Tests.Classical;

public class GuidedMatcherTests
{
    private const double Radius = 9;
    private static readonly Homography H = new(1.1, 0.1, -4, -0.1, 0.9, 6, 1e-4, 2e-4, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Matches_are_the_mutual_neighbours_of_a_naive_search_within_the_radius(int seed)
    {
        FeatureSet a = Random(160, seed), b = Random(140, seed + 50);
        float[,] scores = new float[a.Count, b.Count];
        for (int i = 0; i < a.Count; i++)
        {
            for (int j = 0; j < b.Count; j++)
            {
                bool near = H.Apply(Place(a, i)).DistanceTo(Place(b, j)) <= Radius;
                scores[i, j] = near ? Enumerable.Range(0, 8).Sum(d => a.Floats[8 * i + d] * b.Floats[8 * j + d]) : float.NegativeInfinity;
            }
        }
        var expected = new List<(Point2d, Point2d)>();
        for (int i = 0; i < a.Count; i++)
        {
            int j = Enumerable.Range(0, b.Count).MaxBy(k => scores[i, k]);
            int back = Enumerable.Range(0, a.Count).MaxBy(k => scores[k, j]);
            if (back == i && float.IsFinite(scores[i, j]))
                expected.Add((Place(a, i), Place(b, j)));
        }
        Assert.InRange(expected.Count, 20, 140);
        Assert.Equal(expected, GuidedMatcher.Match(a, b, H, Radius).Select(m => (m.A, m.B)));
    }

    [Fact]
    public void Nothing_matches_where_nothing_is_near()
    {
        FeatureSet a = Random(20, 1), b = Random(20, 2);
        Assert.Empty(GuidedMatcher.Match(a, b, Homography.Translation(1e12, 0), Radius));
        Assert.Empty(GuidedMatcher.Match(a, new FeatureSet([], Array.Empty<float>(), 1), H, Radius));
    }

    private static Point2d Place(FeatureSet set, int i) => new(set.Keypoints[i].Pt.X, set.Keypoints[i].Pt.Y);

    private static FeatureSet Random(int count, int seed)
    {
        var random = new Random(seed);
        return new FeatureSet(
            [.. Enumerable.Range(0, count).Select(_ => new KeyPoint((float)(120 * random.NextDouble()), (float)(90 * random.NextDouble()), 8))],
            [.. Enumerable.Range(0, 8 * count).Select(_ => (float)(random.NextDouble() - 0.5))], 8);
    }
}
