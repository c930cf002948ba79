using System.Globalization;
using Hybrid.Stitching.Cameras;
using Hybrid.Stitching.Registration;

namespace Hybrid.Stitching.Layout;

/// <summary>
/// Chooses poses and surface: turning cameras where they explain the matches, the surface by their field of view; a plane
/// where they do not; and where a view stands in the way of every layout, the panorama without it.
/// </summary>
internal sealed class LayoutStage(StitchOptions options, StageLog log, CancellationToken cancellation)
{
    /// <summary>A plane shows as much as this, degrees, without stretching its margins by more than a half, …</summary>
    private const double PlaneField = 82;

    /// <summary>… or hardly more than a single view does, which is a plane itself.</summary>
    private const double BesideOne = 1.15;
    private const double CylinderHeight = 82;

    /// <summary>A plane map for each view is preferred to turning cameras where it leaves this share of their error.</summary>
    private const double PlainlyFlat = 0.5;

    /// <summary>Focal length in longer sides of an image above which a turning camera is hardly told from one that moves along a plane.</summary>
    private const double Longest = 6;

    /// <summary>Below this error, in pixels, turning cameras are good enough whatever else fits.</summary>
    private const double Precise = 0.2;

    /// <summary>The layout, or null where no two views can be laid out together.</summary>
    /// <param name="members">The views of one panorama; those that had to go are taken from it, with their decisions.</param>
    /// <param name="graph">Their links.</param>
    /// <param name="decisions">What becomes of every image.</param>
    /// <param name="splitOff">Receives the panoramas that are left on the far side of a view that had to go.</param>
    public PanoramaLayout? Run(ref View[] members, MatchGraph graph, ImageDecision[] decisions, ICollection<int[]> splitOff)
    {
        while (members.Length > 1)
        {
            LayoutProblem? problem = null;
            var stage = new PoseStage(members, graph, options.Lens, log, cancellation);
            foreach ((PoseFit fit, SurfaceKind surface) in Candidates(stage, members))
            {
                (PanoramaLayout? layout, LayoutProblem? refused) = PanoramaLayout.Make(members, fit, surface, options);
                if (layout is not null)
                    return layout;
                problem = refused;
                string who = refused!.Member >= 0 ? $"image {members[refused.Member].Index + 1}: " : "";
                log.Add(new("layout", StepOutcome.Rejected, ReasonCode.DegenerateGeometry, $"{surface} by {fit.Solver}: {who}{refused.Text}", 0));
            }
            if (problem is null || problem.Member < 0)
            {
                throw new InputException(problem is null
                    ? "no position of the cameras explains how the images overlap; leave out images that do not belong together"
                    : $"{problem.Text}; make it smaller with --scale, choose another --projection, or write a .tif or .png");
            }
            View out_ = members[problem.Member];
            decisions[out_.Index] = decisions[out_.Index] with
            {
                Outcome = ImageOutcome.Stretched,
                Reason = problem.Text,
                Advice = "choose another projection, or add images between this one and the others",
            };
            View[] rest = [.. members.Where(m => m != out_)];
            var inside = rest.Select(r => r.Index).ToHashSet();
            graph = new MatchGraph(decisions.Length, [.. graph.Links.Where(l => inside.Contains(l.A) && inside.Contains(l.B))], graph.Pinned);
            int[][] parts = [.. graph.Components().Where(c => inside.Contains(c[0]))];
            foreach (int[] part in parts.Skip(1).Where(c => c.Length > 1))
                splitOff.Add(part);
            foreach (int alone in parts.Where(c => c.Length == 1).Select(c => c[0]))
            {
                decisions[alone] = decisions[alone] with
                {
                    Reason = $"it was connected through '{Path.GetFileName(decisions[out_.Index].Name)}' only, which is left out",
                    Advice = "choose another projection, or add images between this one and the others",
                };
            }
            members = [.. rest.Where(r => parts[0].Contains(r.Index))];
        }
        return null;
    }

    private IEnumerable<(PoseFit Fit, SurfaceKind Surface)> Candidates(PoseStage stage, View[] members)
    {
        switch (options.Surface)
        {
            case SurfaceKind.Affine:
                yield return (stage.Planar(PoseKind.Affine)!, SurfaceKind.Affine);
                yield break;
            case SurfaceKind.Plane:
                if (stage.Planar(PoseKind.Planar) is { } plane)
                    yield return (plane, SurfaceKind.Plane);
                PoseFit wide = stage.Rotating();
                yield return (wide, SurfaceKind.Plane);
                if (Explains(wide, stage))
                {
                    foreach (SurfaceKind other in new[] { SurfaceKind.Cylindrical, SurfaceKind.Spherical })
                    {
                        log.Add(new("projection", StepOutcome.Skipped, ReasonCode.DegenerateGeometry, $"a plane cannot show this field of view: {other} instead", 0));
                        yield return (wide, other);
                    }
                }
                yield break;
            case not SurfaceKind.Auto:
                yield return (stage.Rotating(), options.Surface);
                yield break;
        }
        PoseFit turning = stage.Rotating();
        SurfaceKind byField = ByField(turning, members);
        PoseFit? planar = null;
        bool explained = Explains(turning, stage);
        if (explained && (IsDistant(turning, members) || (turning.MedianError > Precise && turning.MedianError > stage.Pairwise / PlainlyFlat)) && (members.Length > 2 || byField == SurfaceKind.Plane))
        {
            // A camera that moves along a flat scene looks much like one of a very long focal length that turns.
            planar = stage.Planar(PoseKind.Planar);
            explained = !(planar?.MedianError < (IsDistant(turning, members) ? 1 : PlainlyFlat) * turning.MedianError);
        }
        if (explained)
            yield return (turning, byField);
        else
            log.Add(new("cameras", StepOutcome.Rejected, ReasonCode.VerificationFailed, string.Create(CultureInfo.InvariantCulture, $"no turning camera explains the matches: {turning.MedianError:F2} px where pairs alone have {stage.Pairwise:F2}"), 0));
        if (!explained || byField == SurfaceKind.Plane)
        {
            planar ??= stage.Planar(PoseKind.Planar);
            if (planar is not null)
                yield return (planar, SurfaceKind.Plane);
        }
        PoseFit? scan = null;
        if (!explained)
        {
            // A scan too long for one perspective plane: affine maps, where they fit better than cameras that do not explain it.
            scan = stage.Planar(PoseKind.Affine)!;
            if (scan.MedianError < turning.MedianError)
                yield return (scan, SurfaceKind.Affine);
            yield return (turning, byField);
        }
        yield return (turning, SurfaceKind.Cylindrical);
        yield return (turning, SurfaceKind.Spherical);
        if (explained)
            yield return (turning, SurfaceKind.Stereographic);
        yield return (scan ?? stage.Planar(PoseKind.Affine)!, SurfaceKind.Affine);
    }

    private static bool Explains(PoseFit turning, PoseStage stage) => turning.MedianError <= Math.Max(0.8, 1.3 * stage.Pairwise);

    private static bool IsDistant(PoseFit turning, View[] members) =>
        turning.Poses.Select((p, i) => p.Focal / Math.Max(members[i].Gray.Width, members[i].Gray.Height)).Order().ElementAt(members.Length / 2) > Longest;

    private SurfaceKind ByField(PoseFit fit, View[] members)
    {
        ViewingField field = ViewingField.Of(members, fit, options);
        if (options.Straighten && !WorldOrientation.Find([.. fit.Poses.Select(p => p.Matrix)]).IsDetermined)
            log.Add(new("upright", StepOutcome.Skipped, ReasonCode.DegenerateGeometry, "the views hardly spread: up is as in the images", 0));
        bool flat = field.Horizontal < Math.Max(PlaneField, BesideOne * field.WidestAcross) && field.Vertical < Math.Max(PlaneField, BesideOne * field.WidestAlong);
        SurfaceKind kind = flat ? SurfaceKind.Plane : field.Vertical < CylinderHeight ? SurfaceKind.Cylindrical : SurfaceKind.Spherical;
        log.Add(new("projection", StepOutcome.Accepted, ReasonCode.None, string.Create(CultureInfo.InvariantCulture, $"{kind}: field of view {field.Horizontal:F0}x{field.Vertical:F0} degrees"), 0));
        return kind;
    }
}
