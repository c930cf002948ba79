using System.Diagnostics;
using System.Globalization;
using Hybrid.Geometry;
using Hybrid.Native;
using Hybrid.Native.Stitching;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>
/// From linked pairs to poses: OpenCV's estimator and bundle adjustment; our own where that diverges, is too far off or
/// would take too long; and plane maps for scenes that no turning camera explains. Each attempt is recorded.
/// </summary>
internal sealed class PoseStage
{
    private const int PointsPerPair = 150;
    private const int OpenCvUpTo = 12;
    private const int PlanarUpTo = 40;

    private readonly View[] _views;
    private readonly PairDecision[] _links;
    private readonly Size[] _sizes;
    private readonly (int View, int Parent, PairDecision? Edge)[] _walk;
    private readonly List<StageRecord> _log;
    private readonly CancellationToken _cancellation;
    private readonly Lazy<double> _pairwise;

    /// <param name="views">The members of one panorama.</param>
    /// <param name="graph">Holds their links.</param>
    /// <param name="log">Receives a line an attempt.</param>
    /// <param name="cancellation">Stops it.</param>
    public PoseStage(View[] views, MatchGraph graph, List<StageRecord> log, CancellationToken cancellation)
    {
        _views = views;
        _log = log;
        _cancellation = cancellation;
        _pairwise = new Lazy<double>(MeasurePairs);
        _sizes = [.. views.Select(v => v.Gray.Size())];
        Dictionary<int, int> position = views.Select((v, i) => (v.Index, i)).ToDictionary(p => p.Index, p => p.i);
        _links = [.. graph.Links.Where(l => position.ContainsKey(l.A) && position.ContainsKey(l.B))];
        Tracks = [.. _links.Select(l => Track(l, position))];
        (IReadOnlyList<PairDecision> tree, int center) = graph.SpanningTree([.. views.Select(v => v.Index)]);
        _walk = [.. MatchGraph.Walk(tree, center).Select(s => (position[s.View], s.Parent < 0 ? -1 : position[s.Parent], s.Edge))];
        Center = position[center];
    }

    /// <summary>The matches by pairs, in the order of <see cref="Links"/>.</summary>
    public IReadOnlyList<Track> Tracks { get; }

    /// <summary>The linked pairs of this panorama.</summary>
    public IReadOnlyList<PairDecision> Links => _links;

    /// <summary>Position of the view in the middle of the graph.</summary>
    public int Center { get; }

    /// <summary>Rotating cameras.</summary>
    public PoseFit Rotating()
    {
        PoseFit? opencv = null;
        if (_views.Length > OpenCvUpTo)
            _log.Add(new("cameras", StepOutcome.Skipped, $"opencv-ray: its dense Jacobian takes too long for {_views.Length} images", 0));
        else if (!NativeBackend.IsAvailable)
            _log.Add(new("cameras", StepOutcome.Skipped, $"opencv-ray: {NativeBackend.UnavailableReason}", 0));
        else
            opencv = Timed("opencv-ray", OpenCv, NearPairs);
        if (opencv is not null && NearPairs(opencv))
            return opencv;
        PoseFit own = Timed("own-rotating", () =>
        {
            Pose[] start = RotatingStart.Estimate(_sizes, [.. _walk.Select(s => (s.View, s.Parent, s.Edge is null ? null : TrackOf(s.Edge)))]);
            return Own("own-rotating", start, 60);
        })!;
        return opencv is not null && opencv.MedianError <= own.MedianError ? opencv : own;
    }

    /// <summary>Homographies (or affine maps) to one plane; null where there are too many views for one plane to make sense.</summary>
    public PoseFit? Planar(PoseKind kind)
    {
        if (_views.Length > PlanarUpTo && kind == PoseKind.Planar)
            return null;
        string name = kind == PoseKind.Planar ? "own-planar" : "own-affine";
        return Timed(name, () => Own(name, PlanarChain(kind), 40));
    }

    /// <summary>Median transfer error of the pairs' own homographies, pixels of the reduced views.</summary>
    public double Pairwise => _pairwise.Value;

    private double MeasurePairs() => PoseFit.Median([.. Tracks.SelectMany((t, i) =>
    {
        Homography h = Reduced(_links[i]);
        return t.PointsA.Select((a, k) => Distance(h.Apply(a), t.PointsB[k]));
    })]);

    private static double Distance(Point2d p, Point2d q) => Math.Sqrt((p.X - q.X) * (p.X - q.X) + (p.Y - q.Y) * (p.Y - q.Y));

    /// <summary>Whether poses explain the matches about as well as each pair's own homography does.</summary>
    private bool NearPairs(PoseFit fit) => fit.MedianError <= Math.Max(1, 1.5 * Pairwise);

    private PoseFit? Timed(string name, Func<PoseFit?> attempt, Func<PoseFit, bool>? good = null)
    {
        long start = Stopwatch.GetTimestamp();
        PoseFit? fit = attempt();
        string text = fit is null ? "did not converge" : string.Create(CultureInfo.InvariantCulture, $"median error {fit.MedianError:F2} px of {_sizes[0].Width}x{_sizes[0].Height}, pairs alone {Pairwise:F2}");
        bool accepted = fit is not null && (good is null || good(fit));
        _log.Add(new("cameras", accepted ? StepOutcome.Accepted : StepOutcome.Rejected, $"{name}: {text}", Stopwatch.GetElapsedTime(start).TotalMilliseconds));
        return fit;
    }

    private PoseFit Own(string name, Pose[] start, int iterations)
    {
        (Pose[] poses, _, _) = GlobalAdjuster.Adjust(start, Tracks, Center, iterations, _cancellation);
        return PoseFit.Of(name, poses, Tracks);
    }

    private Pose[] PlanarChain(PoseKind kind)
    {
        var poses = new Pose[_views.Length];
        foreach ((int view, int parent, PairDecision? edge) in _walk)
        {
            double cx = (_sizes[view].Width - 1) / 2.0, cy = (_sizes[view].Height - 1) / 2.0;
            double unit = Math.Max(_sizes[view].Width, _sizes[view].Height);
            Homography matrix = new(1 / unit, 0, -cx / unit, 0, 1 / unit, -cy / unit, 0, 0, 1);
            if (edge is not null)
            {
                Homography h = Reduced(edge);
                Homography toParent = edge.A == _views[view].Index ? h : h.Inverse() ?? Homography.Identity;
                if (kind == PoseKind.Affine)
                    toParent = AffineNear(toParent, cx, cy);
                matrix = poses[parent].Matrix * toParent;
                if (matrix.Depth(new Point2d(cx, cy)) < 0)
                    matrix = Pose.Scale(matrix, -1);
            }
            poses[view] = new Pose(kind, 1, cx, cy, matrix);
        }
        return poses;
    }

    /// <summary>The affine map that agrees with a homography to first order at a point.</summary>
    private static Homography AffineNear(in Homography h, double x, double y)
    {
        const double d = 0.5;
        Point2d o = h.Apply(new Point2d(x, y));
        Point2d r = h.Apply(new Point2d(x + d, y)), l = h.Apply(new Point2d(x - d, y));
        Point2d u = h.Apply(new Point2d(x, y + d)), v = h.Apply(new Point2d(x, y - d));
        double a = r.X - l.X, b = u.X - v.X, c = r.Y - l.Y, e = u.Y - v.Y;
        return new Homography(a, b, o.X - a * x - b * y, c, e, o.Y - c * x - e * y, 0, 0, 1);
    }

    private PoseFit? OpenCv()
    {
        ViewPoints[] views = new ViewPoints[_views.Length];
        var points = _views.Select(_ => new List<float>()).ToArray();
        var pairs = new List<PairMatches>();
        foreach ((Track t, PairDecision link) in Tracks.Zip(_links))
        {
            var indices = new int[2 * t.PointsA.Length];
            for (int k = 0; k < t.PointsA.Length; k++)
            {
                (indices[2 * k], indices[2 * k + 1]) = (points[t.A].Count / 2, points[t.B].Count / 2);
                points[t.A].AddRange([(float)t.PointsA[k].X, (float)t.PointsA[k].Y]);
                points[t.B].AddRange([(float)t.PointsB[k].X, (float)t.PointsB[k].Y]);
            }
            // OpenCV's estimator expects homographies between pixels counted from the images' middles.
            Homography h = Reduced(link).Then(Homography.Translation(-0.5 * _sizes[t.B].Width, -0.5 * _sizes[t.B].Height)) * Homography.Translation(0.5 * _sizes[t.A].Width, 0.5 * _sizes[t.A].Height);
            bool[] inliers = [.. Enumerable.Repeat(true, t.PointsA.Length)];
            pairs.Add(new PairMatches(t.A, t.B, indices, inliers, h.Normalized().ToRowMajor(), inliers.Length / (8 + 0.3 * inliers.Length)));
        }
        for (int i = 0; i < views.Length; i++)
            views[i] = new ViewPoints(_sizes[i].Width, _sizes[i].Height, [.. points[i]]);
        try
        {
            if (CameraEstimator.Estimate(CameraModel.Homography, views, pairs) is not { } start
                || CameraEstimator.Adjust(BundleAdjustment.Ray, views, pairs, start, 0, null, 200) is not { } cameras)
                return null;
            Pose[] poses = [.. cameras.Select(c => new Pose(PoseKind.Rotating, c.Focal, c.Ppx, c.Ppy, Homography.FromRowMajor(c.R)))];
            bool sane = poses.All(p => p.Focal > 1 && double.IsFinite(p.Focal) && Math.Abs(p.Matrix.Determinant - 1) < 0.01);
            return sane ? PoseFit.Of("opencv-ray", poses, Tracks) : null;
        }
        catch (NativeException)
        {
            return null;
        }
    }

    private Track TrackOf(PairDecision link) => Tracks[Array.IndexOf(_links, link)];

    private Homography Reduced(PairDecision link)
    {
        View a = _views.First(v => v.Index == link.A), b = _views.First(v => v.Index == link.B);
        return (b.ToReduced * link.Homography!.Value * a.ToFull).Normalized();
    }

    private Track Track(PairDecision link, Dictionary<int, int> position)
    {
        int a = position[link.A], b = position[link.B];
        Homography toA = _views[a].ToReduced, toB = _views[b].ToReduced;
        int count = Math.Min(PointsPerPair, link.Inliers.Count);
        var pointsA = new Point2d[count];
        var pointsB = new Point2d[count];
        for (int k = 0; k < count; k++)
        {
            PointMatch m = link.Inliers[(int)((long)k * link.Inliers.Count / count)];
            (pointsA[k], pointsB[k]) = (toA.Apply(m.A), toB.Apply(m.B));
        }
        return new Track(a, b, pointsA, pointsB);
    }
}
