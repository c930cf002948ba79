using System.Diagnostics;
using System.Globalization;
using Hybrid.Geometry;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>
/// From linked pairs to poses: turning cameras, and plane maps for scenes that no turning camera explains, each from a
/// chain along the spanning tree and adjusted together. Each attempt is recorded.
/// </summary>
internal sealed class PoseStage
{
    private const int PointsPerPair = 150;
    private const int PlanarUpTo = 40;

    /// <summary>A link is judged where it is off by so many times the median error of all matches.</summary>
    private const double FarOff = 3;

    /// <summary>A link is set aside where the rest agrees so much better without it.</summary>
    private const double Agreement = 0.5;
    private const int MostContradictions = 8;
    private const string RotatingName = "rotating";

    /// <summary>Below this error, in pixels, a pinhole is good enough, …</summary>
    private const double GoodPinhole = 0.45;

    /// <summary>… and above it a lens has to leave so much less of it to be believed.</summary>
    private const double BetterLens = 0.75;

    /// <summary>A barrel so strong is tried as a fisheye too.</summary>
    private const double StrongBarrel = -0.2;

    /// <summary>Focal lengths that differ from EXIF's by more than this factor are told of.</summary>
    private const double FarFromExif = 1.3;

    private readonly View[] _views;
    private readonly PairDecision[] _links;
    private readonly Track[] _tracks;
    private readonly Size[] _sizes;
    private readonly (int View, int Parent, PairDecision? Edge)[] _walk;
    private readonly StageLog _log;
    private readonly CancellationToken _cancellation;
    private readonly Lazy<double> _pairwise;
    private readonly FocalBelief[] _beliefs;
    private readonly LensChoice _lens;

    /// <param name="views">The members of one panorama.</param>
    /// <param name="graph">Holds their links.</param>
    /// <param name="lens">What is known of their lenses.</param>
    /// <param name="log">Receives a line an attempt.</param>
    /// <param name="cancellation">Stops it.</param>
    public PoseStage(View[] views, MatchGraph graph, LensChoice lens, StageLog log, CancellationToken cancellation)
    {
        _views = views;
        _lens = lens;
        _log = log;
        _cancellation = cancellation;
        _pairwise = new Lazy<double>(MeasurePairs);
        _sizes = [.. views.Select(v => v.Gray.Size())];
        _beliefs = [.. views.Select(v => FocalBelief.Of(v.ExifFocal, v.Gray.Size()))];
        Dictionary<int, int> position = views.Select((v, i) => (v.Index, i)).ToDictionary(p => p.Index, p => p.i);
        _links = [.. graph.Links.Where(l => position.ContainsKey(l.A) && position.ContainsKey(l.B))];
        _tracks = [.. _links.Select(l => Track(l, position))];
        (IReadOnlyList<PairDecision> tree, int center) = graph.SpanningTree([.. views.Select(v => v.Index)]);
        _walk = [.. MatchGraph.Walk(tree, center).Select(s => (position[s.View], s.Parent < 0 ? -1 : position[s.Parent], s.Edge))];
        Center = position[center];
    }

    /// <summary>The matches by pairs, in the order of <see cref="Links"/>.</summary>
    public IReadOnlyList<Track> Tracks => _tracks;

    /// <summary>The linked pairs of this panorama.</summary>
    public IReadOnlyList<PairDecision> Links => _links;

    /// <summary>Position of the view in the middle of the graph.</summary>
    public int Center { get; }

    /// <summary>Rotating cameras.</summary>
    public PoseFit Rotating()
    {
        PoseFit fit = Timed(RotatingName, TurningCameras, NearPairs);
        double[] ratios = [.. fit.Poses.Zip(_views).Where(p => p.Second.ExifFocal is not null).Select(p => p.First.Focal / p.Second.ExifFocal!.Value).Order()];
        if (ratios.Length > 0 && ratios[ratios.Length / 2] is double ratio && (ratio > FarFromExif || ratio < 1 / FarFromExif))
            _log.Add(new("focal", StepOutcome.Skipped, ReasonCode.VerificationFailed, string.Create(CultureInfo.InvariantCulture, $"the images ask for {ratio:F2} times the focal length in their EXIF: cropped, taken through another lens, or seen with parallax"), 0));
        return fit;
    }

    private PoseFit TurningCameras()
    {
        (int, int, Track?)[] walk = [.. _walk.Select(s => (s.View, s.Parent, s.Edge is null ? null : TrackOf(s.Edge)))];
        double circle = _views.All(v => v.Circle > 0) ? _views.Min(v => v.Circle) : 0;
        var search = new LensSearch(_sizes, _tracks, walk, Center, _cancellation);
        if (_lens == LensChoice.Fisheye || (_lens == LensChoice.Auto && circle > 0))
            return Told(PoseFit.Of(RotatingName, search.Fisheye(circle), Tracks));
        PoseFit pinhole = Adjusted(RotatingName, RotatingStart.Estimate(_sizes, walk, Focals(), _beliefs), 60);
        if (_lens == LensChoice.Rectilinear || pinhole.MedianError < GoodPinhole)
            return pinhole;
        PoseFit lens = PoseFit.Of(RotatingName, search.Radial(pinhole.Poses, _beliefs), Tracks);
        if (lens.Poses[0].Lens.Lambda < StrongBarrel && PoseFit.Of(RotatingName, search.Fisheye(0), Tracks) is var fisheye && fisheye.MedianError < lens.MedianError)
            lens = fisheye;
        return lens.MedianError < BetterLens * pinhole.MedianError ? Told(lens, pinhole) : pinhole;
    }

    /// <summary>Says which lens was found.</summary>
    private PoseFit Told(PoseFit fit, PoseFit? pinhole = null)
    {
        Pose pose = fit.Poses[Center];
        string lens = pose.Lens.Kind == LensKind.Fisheye
            ? string.Create(CultureInfo.InvariantCulture, $"equidistant fisheye of {Math.Sqrt((double)_sizes[Center].Width * _sizes[Center].Width + (double)_sizes[Center].Height * _sizes[Center].Height) / pose.Focal * 180 / Math.PI:F0} degrees across the diagonal")
            : string.Create(CultureInfo.InvariantCulture, $"radial distortion {pose.Lens.Lambda:F3} by the division model, in half diagonals");
        string than = pinhole is null ? "" : string.Create(CultureInfo.InvariantCulture, $" instead of a pinhole's {pinhole.MedianError:F2}");
        _log.Add(new("lens", StepOutcome.Accepted, ReasonCode.Verified, string.Create(CultureInfo.InvariantCulture, $"{lens}: median error {fit.MedianError:F2} px{than}"), 0));
        return fit;
    }

    /// <summary>Homographies (or affine maps) to one plane; null where there are too many views for one plane to make sense.</summary>
    public PoseFit? Planar(PoseKind kind)
    {
        if (_views.Length > PlanarUpTo && kind == PoseKind.Planar)
            return null;
        string name = kind == PoseKind.Planar ? "planar" : "affine";
        return Timed(name, () => Adjusted(name, PlanarChain(kind), 40), _ => true);
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

    private PoseFit Timed(string name, Func<PoseFit> attempt, Func<PoseFit, bool> good)
    {
        long start = Stopwatch.GetTimestamp();
        PoseFit fit = attempt();
        string text = string.Create(CultureInfo.InvariantCulture, $"{name}: median error {fit.MedianError:F2} px of {_sizes[0].Width}x{_sizes[0].Height}, pairs alone {Pairwise:F2}");
        bool accepted = good(fit);
        _log.Add(ProvenanceStep.Timed("cameras", accepted ? StepOutcome.Accepted : StepOutcome.Rejected, accepted ? ReasonCode.Verified : ReasonCode.VerificationFailed, text, start));
        return fit;
    }

    /// <summary>
    /// Poses that fit all links; or, where one link contradicts the others, those that fit the others: repeated texture links
    /// views that do not overlap, and one such link would bend the whole panorama.
    /// </summary>
    private PoseFit Adjusted(string name, Pose[] start, int iterations)
    {
        List<Track> trusted = [.. Tracks];
        PoseFit fit = Fit();
        for (int k = 0; k < MostContradictions && !NearPairs(fit) && Contradicting(fit, trusted) is { } odd; k++)
        {
            trusted.Remove(odd);
            PoseFit without = Fit();
            // Parallax makes every link a little wrong; only what the others agree without is wrong altogether.
            if (!(without.MedianError < Agreement * fit.MedianError))
                break;
            string link = string.Create(CultureInfo.InvariantCulture, $"{name}: the link of images {_views[odd.A].Index + 1} and {_views[odd.B].Index + 1} contradicts the others: {fit.MedianError:F2} px with it, {without.MedianError:F2} without");
            _log.Add(new("cameras", StepOutcome.Rejected, ReasonCode.VerificationFailed, link, 0));
            fit = without;
        }
        return fit;

        PoseFit Fit()
        {
            (Pose[] poses, _, _) = GlobalAdjuster.Adjust(start, trusted, Center, iterations, _cancellation, name == RotatingName ? _beliefs : null);
            return PoseFit.Of(name, poses, Tracks);
        }
    }

    /// <summary>The link that poses explain worst of those that are not needed to connect the views; null where none is far off.</summary>
    private Track? Contradicting(PoseFit fit, List<Track> trusted)
    {
        HashSet<Track> tree = [.. _walk.Where(s => s.Edge is not null).Select(s => TrackOf(s.Edge!))];
        Track? worst = trusted.Where(t => !tree.Contains(t)).MaxBy(Error);
        return worst is not null && Error(worst) > FarOff * fit.MedianError ? worst : null;

        double Error(Track track) => fit.PairErrors[Array.IndexOf(_tracks, track)];
    }

    /// <summary>Focal lengths that the links' homographies ask for, in longer sides of an image.</summary>
    private double[] Focals() => [.. _links.Zip(Tracks).Select(l => PairFocal.Estimate(Reduced(l.First), _sizes[l.Second.A], _sizes[l.Second.B])).OfType<double>()];

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
