using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Alignment.Fusion;

/// <summary>
/// What else may be the flow of a pair besides its refined start: the network from no start, dense inverse search from no
/// start, and the planes of the scene.
/// </summary>
/// <param name="network">The cascade.</param>
/// <param name="options">How it is used.</param>
/// <param name="settings">Seed and threads.</param>
internal sealed class FlowProposals(IFlowNetwork network, NeuralOptions options, AlignerSettings settings)
{
    private const double Reduction = 2.0 / 3;
    private const int SmallestReduced = 96;
    private const float FurthestRefined = 2;

    /// <summary>All proposals, the alignment's own flow first.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="alignment">With a homography and a dense flow.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IReadOnlyList<FlowProposal> Gather(ImagePair pair, AlignmentResult alignment, CancellationToken cancellationToken)
    {
        FlowProposal start = FlowProposal.Dense(ProposalKind.Start, alignment.Flow!, alignment.FlowConfidence!);
        using CommonFrame frame = CommonFrame.Make(pair, options.LongSide);
        CascadeFlow flow = FlowRefinement.Apply(WithoutStart(frame.A, frame.B, cancellationToken), frame.A, frame.B, settings, cancellationToken, FurthestRefined);
        FlowProposal unguided = Of(ProposalKind.Unguided, frame, new ResidualSolution(flow.Forward, flow.Backward!, flow.ForwardConfidence));
        ResidualSolution search = new DisResidualFlow(InverseSearchPreset.Medium, settings, finestScale: 1).Solve(frame.A, frame.B, cancellationToken);
        return [start, unguided, Of(ProposalKind.InverseSearch, frame, search), .. Planes(pair, start, unguided, alignment, options.LongSide, settings.Seed)];
    }

    /// <summary>The network on the pair reduced: a third of the full size's cost, and no worse once its flow is refined at full size.</summary>
    private CascadeFlow WithoutStart(Mat a, Mat b, CancellationToken cancellationToken)
    {
        CascadeOptions cascade = options.Cascade with { Backward = true };
        Size full = a.Size(), size = new((int)Math.Round(full.Width * Reduction), (int)Math.Round(full.Height * Reduction));
        if (options.Stages == 1 || Math.Min(size.Width, size.Height) < SmallestReduced)
            return StackedCascade.Estimate(network, a, b, options.Stages, cascade, cancellationToken);
        using var reducedA = new Mat();
        using var reducedB = new Mat();
        Cv2.Resize(a, reducedA, size, 0, 0, InterpolationFlags.Area);
        Cv2.Resize(b, reducedB, size, 0, 0, InterpolationFlags.Area);
        return StackedCascade.Estimate(network, reducedA, reducedB, options.Stages - 1, cascade, cancellationToken).Resized(full.Width, full.Height);
    }

    /// <summary>The planes of the scene, sought in what either of two flows is surer of, and among the matches of features.</summary>
    private static IEnumerable<FlowProposal> Planes(ImagePair pair, FlowProposal one, FlowProposal other, AlignmentResult alignment, int longSide, int seed)
    {
        Size a = pair.A.Size(), frame = ScaledImage.SizeOf(a, ScaledImage.FactorFor(a, longSide));
        Size b = pair.B.Size(), frameB = ScaledImage.SizeOf(b, ScaledImage.FactorFor(b, longSide));
        var scaleB = new Point2d((double)frameB.Width / b.Width, (double)frameB.Height / b.Height);
        (FlowField flow, ScalarMap confidence) = Surer(one.Resized(frame, scaleB), other.Resized(frame, scaleB));
        Homography toFrame = Homography.Resize((double)frame.Width / a.Width, (double)frame.Height / a.Height);
        Homography toFrameB = Homography.Resize(scaleB.X, scaleB.Y), fromFrameB = toFrameB.Inverse()!.Value;
        Homography inFrames = toFrameB * alignment.Homography!.Value * toFrame.Inverse()!.Value;
        IReadOnlyList<(Homography Plane, double Support)> planes = ScenePlanes.Find(flow, confidence, inFrames, seed);
        IEnumerable<PointMatch> matches = alignment.Tentative.Select(m => new PointMatch(toFrame.Apply(m.A), toFrameB.Apply(m.B), m.Score));
        IReadOnlyList<(Homography Plane, double Support)> matched = MatchedPlanes.Find([.. matches], planes.Select(p => p.Plane));
        FlowProposal Of(ProposalKind kind, (Homography Plane, double Support) found) => FlowProposal.OfPlane(kind, fromFrameB * found.Plane * toFrame, found.Support, a);
        return
        [
            Of(ProposalKind.Plane, planes[0]), .. planes.Skip(1).Select(p => Of(ProposalKind.OtherPlane, p)),
            .. matched.Select(p => Of(ProposalKind.MatchedPlane, p)),
        ];
    }

    private static FlowProposal Of(ProposalKind kind, CommonFrame frame, ResidualSolution solution)
    {
        (FlowField flow, ScalarMap confidence) = frame.Compose(solution);
        return FlowProposal.Dense(kind, flow, confidence) with { Backward = solution.Backward };
    }

    private static (FlowField Flow, ScalarMap Confidence) Surer(FlowProposal one, FlowProposal other)
    {
        var flow = new FlowField(one.Flow.Width, one.Flow.Height);
        var confidence = new ScalarMap(flow.Width, flow.Height);
        for (int y = 0; y < flow.Height; y++)
        {
            for (int x = 0; x < flow.Width; x++)
            {
                FlowProposal surer = one.Confidence[x, y] >= other.Confidence[x, y] ? one : other;
                flow[x, y] = surer.Flow[x, y];
                confidence[x, y] = surer.Confidence[x, y];
            }
        }
        return (flow, confidence);
    }
}
