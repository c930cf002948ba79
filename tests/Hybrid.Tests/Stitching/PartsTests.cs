using Hybrid.Geometry;
using Hybrid.Stitching;
using Hybrid.Stitching.Cameras;
using Hybrid.Stitching.Composition;
using Hybrid.Stitching.Refinement;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching;

public class PartsTests
{
    [Fact]
    public void Adjustment_finds_the_cameras_that_made_the_matches()
    {
        double[] yaws = [-30, -10, 12, 33], focals = [500, 520, 480, 500];
        Pose[] truth = [.. yaws.Select((y, i) => new Pose(PoseKind.Rotating, focals[i], 199.5, 149.5, World.Turn(y, i - 1, 2 * i)))];
        var tracks = new List<Track>();
        for (int a = 0; a + 1 < truth.Length; a++)
        {
            Homography map = truth[a + 1].ToPixels!.Value * truth[a].ToWorld;
            Point2d[] from = [.. Enumerable.Range(0, 48).Select(k => new Point2d(150 + k % 8 * 30, k / 8 * 50))];
            tracks.Add(new Track(a, a + 1, from, [.. from.Select(map.Apply)]));
        }
        Pose[] start = [.. truth.Select(p => p with { Focal = 600, Matrix = World.Turn(3, 2, -2) * p.Matrix })];
        (Pose[] found, double cost, _) = GlobalAdjuster.Adjust(start, tracks, 1, 100, default);
        Assert.True(PoseFit.Of("test", found, tracks).MedianError < 0.05, $"cost {cost}");
    }

    [Fact]
    public void The_largest_rectangle_is_that_of_trying_all()
    {
        using var mask = new Mat(24, 30, MatType.CV_8UC1, Scalar.All(0));
        Cv2.Ellipse(mask, new Point(14, 12), new Size(13, 9), 20, 0, 360, Scalar.All(255), -1);
        int best = 0;
        for (int y0 = 0; y0 < 24; y0++)
        {
            for (int x0 = 0; x0 < 30; x0++)
            {
                for (int y1 = y0 + 1; y1 <= 24; y1++)
                {
                    for (int x1 = x0 + 1; x1 <= 30; x1++)
                    {
                        int area = (x1 - x0) * (y1 - y0);
                        if (area <= best)
                            continue;
                        using Mat part = new(mask, new Rect(x0, y0, x1 - x0, y1 - y0));
                        if (Cv2.CountNonZero(part) == area)
                            best = area;
                    }
                }
            }
        }
        Rect found = InteriorRectangle.Find(mask);
        using Mat inside = new(mask, found);
        Assert.Equal(best, found.Width * found.Height);
        Assert.Equal(best, Cv2.CountNonZero(inside));
    }

    [Fact]
    public void A_correction_strains_nothing_and_ends_far_from_the_overlap()
    {
        var size = new Size(200, 120);
        using Mat flow = new(size, MatType.CV_32FC2, Scalar.All(0)), trust = new(size, MatType.CV_32FC1, Scalar.All(0)), overlap = new(size, MatType.CV_8UC1, Scalar.All(0));
        using (Mat f = new(flow, new Rect(0, 0, 40, 120)), g = new(flow, new Rect(40, 0, 40, 120)), t = new(trust, new Rect(0, 0, 80, 120)), o = new(overlap, new Rect(0, 0, 80, 120)))
        {
            f.SetTo(new Scalar(6, 0));
            g.SetTo(new Scalar(-6, 0));
            t.SetTo(Scalar.All(1));
            o.SetTo(Scalar.All(255));
        }
        using Mat field = CorrectionField.Make(flow, trust, overlap);
        for (int x = 0; x + 1 < 200; x++)
            Assert.True(Math.Abs(field.At<Vec2f>(60, x + 1).Item0 - field.At<Vec2f>(60, x).Item0) <= 0.46f);
        Assert.InRange(field.At<Vec2f>(60, 10).Item0, 4, 6.5);
        Assert.Equal(0, field.At<Vec2f>(60, 199).Item0, 3);
    }
}
