using System.Globalization;

namespace Hybrid.Stitching;

/// <summary>
/// Chooses poses and surface: turning cameras where they explain the matches, the surface by their field of view; a plane
/// where they do not; and where a view stands in the way of every layout, the panorama without it.
/// </summary>
internal sealed class LayoutStage(StitchOptions options, List<StageRecord> log, CancellationToken cancellation)
{
    private const double PlaneField = 55;
    private const double CylinderHeight = 75;

    /// <summary>The layout, or null where no two views can be laid out together; views that had to go are taken from the members, with their decisions.</summary>
    public PanoramaLayout? Run(ref View[] members, MatchGraph graph, ImageDecision[] decisions)
    {
        while (members.Length > 1)
        {
            LayoutProblem? problem = null;
            var stage = new PoseStage(members, graph, log, cancellation);
            foreach ((PoseFit fit, SurfaceKind surface) in Candidates(stage, members))
            {
                (PanoramaLayout? layout, LayoutProblem? refused) = PanoramaLayout.Make(members, fit, surface, options);
                if (layout is not null)
                    return layout;
                problem = refused;
                string who = refused!.Member >= 0 ? $"image {members[refused.Member].Index + 1}: " : "";
                log.Add(new("layout", StepOutcome.Rejected, $"{surface} by {fit.Solver}: {who}{refused.Text}", 0));
            }
            if (problem is null || problem.Member < 0)
            {
                string text = problem?.Text ?? "no poses were found";
                throw new InputException($"{text}; make it smaller with --scale, choose another --projection, or write a .tif or .png");
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
            var smaller = new MatchGraph(decisions.Length, [.. graph.Links.Where(l => inside.Contains(l.A) && inside.Contains(l.B))], graph.Pinned);
            int[] largest = smaller.Components()[0];
            members = [.. rest.Where(r => largest.Contains(r.Index))];
            graph = smaller;
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
                yield return (stage.Rotating(), SurfaceKind.Plane);
                yield break;
            case not SurfaceKind.Auto:
                yield return (stage.Rotating(), options.Surface);
                yield break;
        }
        PoseFit turning = stage.Rotating();
        double pairs = stage.Pairwise();
        bool explained = turning.MedianError <= Math.Max(0.8, 1.3 * pairs);
        SurfaceKind byField = ByField(turning, members);
        if (explained)
            yield return (turning, byField);
        else
            log.Add(new("cameras", StepOutcome.Rejected, string.Create(CultureInfo.InvariantCulture, $"no turning camera explains the matches: {turning.MedianError:F2} px where pairs alone have {pairs:F2}"), 0));
        if (stage.Planar(PoseKind.Planar) is { } planar && (!explained || byField == SurfaceKind.Plane))
            yield return (planar, SurfaceKind.Plane);
        if (!explained)
            yield return (turning, byField);
        yield return (turning, SurfaceKind.Cylindrical);
        yield return (turning, SurfaceKind.Spherical);
        yield return (stage.Planar(PoseKind.Affine)!, SurfaceKind.Affine);
    }

    private SurfaceKind ByField(PoseFit fit, View[] members)
    {
        (double horizontal, double vertical) = PanoramaLayout.Field(members, fit, options);
        SurfaceKind kind = horizontal < PlaneField && vertical < PlaneField ? SurfaceKind.Plane
            : vertical < CylinderHeight ? SurfaceKind.Cylindrical : SurfaceKind.Spherical;
        log.Add(new("projection", StepOutcome.Accepted, string.Create(CultureInfo.InvariantCulture, $"{kind}: field of view {horizontal:F0}x{vertical:F0} degrees"), 0));
        return kind;
    }
}
