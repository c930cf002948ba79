using Hybrid.Alignment.Fusion;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment.Fusion;

/// <summary>The planes of a scene, from dense flow and from matches.</summary>
public class PlanesTests
{
    private static readonly Homography Ground = new(1.02, 0.01, 4, -0.02, 0.99, 3, 1e-5, 0, 1);

    [Fact]
    public void Every_plane_that_flow_follows_is_found()
    {
        var wall = new Homography(0.95, 0, -20, 0.03, 1, 8, 0, 2e-5, 1);
        (FlowField flow, ScalarMap confidence) = Flow((x, _) => x < 200 ? Ground : wall);
        IReadOnlyList<(Homography Plane, double Support)> planes = ScenePlanes.Find(flow, confidence, Ground, 0);
        Assert.Equal(2, planes.Count);
        Assert.Equal(Ground, planes[0].Plane);
        Assert.InRange(planes[0].Support, 0.6, 0.65);
        Assert.InRange(planes[1].Support, 0.35, 0.4);
        Point2d corner = new(319, 239);
        Assert.True(planes[1].Plane.Apply(corner).DistanceTo(wall.Apply(corner)) < 0.1);
    }

    [Fact]
    public void Flow_that_is_not_trusted_is_no_plane()
    {
        (FlowField flow, ScalarMap confidence) = Flow((x, _) => x < 200 ? Ground : Homography.Translation(30, 0));
        confidence.Data.AsSpan().Clear();
        Assert.Single(ScenePlanes.Find(flow, confidence, Ground, 0));
    }

    [Fact]
    public void A_small_thing_that_a_few_matches_show_is_found_among_false_ones()
    {
        var thing = new Homography(0.9, 0.1, 80, -0.1, 0.9, -30, 0, 0, 1);
        PointMatch[] matches = [.. Follow(Ground, 200, new Rect(0, 0, 640, 480), 1), .. Follow(thing, 9, new Rect(300, 200, 60, 60), 2), .. Chance(60, 3)];
        IReadOnlyList<(Homography Plane, double Support)> found = MatchedPlanes.Find(matches, [Ground]);
        (Homography motion, double support) = Assert.Single(found);
        Assert.InRange(support, 9 / 269.0 - 1e-9, 11 / 269.0);
        Point2d middle = new(330, 230);
        Assert.True(motion.Apply(middle).DistanceTo(thing.Apply(middle)) < 0.5);
    }

    [Fact]
    public void False_matches_alone_are_no_plane()
    {
        for (int seed = 0; seed < 20; seed++)
            Assert.Empty(MatchedPlanes.Find(Chance(60, seed), [Ground]));
        Assert.Empty(MatchedPlanes.Find([], [Ground]));
    }

    [Fact]
    public void One_keypoint_matched_many_times_is_no_evidence()
    {
        PointMatch[] matches = [.. Enumerable.Repeat(new PointMatch(new Point2d(10, 10), new Point2d(90, 50), 1), 30)];
        Assert.Empty(MatchedPlanes.Find(matches, [Ground]));
    }

    private static (FlowField Flow, ScalarMap Confidence) Flow(Func<int, int, Homography> plane)
    {
        var flow = new FlowField(320, 240);
        var confidence = new ScalarMap(320, 240);
        confidence.Data.AsSpan().Fill(1);
        for (int y = 0; y < flow.Height; y++)
        {
            for (int x = 0; x < flow.Width; x++)
            {
                Point2d p = plane(x, y).Apply(new Point2d(x, y));
                flow[x, y] = new System.Numerics.Vector2((float)(p.X - x), (float)(p.Y - y));
            }
        }
        return (flow, confidence);
    }

    private static IEnumerable<PointMatch> Follow(Homography h, int count, Rect within, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            var a = new Point2d(within.X + within.Width * random.NextDouble(), within.Y + within.Height * random.NextDouble());
            Point2d b = h.Apply(a);
            yield return new PointMatch(a, new Point2d(b.X + random.NextDouble() - 0.5, b.Y + random.NextDouble() - 0.5), 1);
        }
    }

    private static PointMatch[] Chance(int count, int seed)
    {
        var random = new Random(seed);
        Point2d Anywhere() => new(640 * random.NextDouble(), 480 * random.NextDouble());
        return [.. Enumerable.Range(0, count).Select(_ => new PointMatch(Anywhere(), Anywhere(), 1))];
    }
}
