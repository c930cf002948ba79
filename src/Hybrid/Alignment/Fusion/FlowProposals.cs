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
    /// <summary>All proposals, the alignment's own flow first.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="alignment">With a homography and a dense flow.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IReadOnlyList<FlowProposal> Gather(ImagePair pair, AlignmentResult alignment, CancellationToken cancellationToken)
    {
        FlowProposal start = FlowProposal.Dense(ProposalKind.Start, alignment.Flow!, alignment.FlowConfidence!);
        using CommonFrame frame = CommonFrame.Make(pair, options.LongSide);
        CascadeFlow flow = StackedCascade.Estimate(network, frame.A, frame.B, options.Stages, options.Cascade with { Backward = true }, cancellationToken);
        flow = FlowRefinement.Apply(flow, frame.A, frame.B, settings, cancellationToken);
        FlowProposal unguided = Of(ProposalKind.Unguided, frame, new ResidualSolution(flow.Forward, flow.Backward!, flow.ForwardConfidence));
        ResidualSolution search = new DisResidualFlow(InverseSearchPreset.Medium, settings, finestScale: 1).Solve(frame.A, frame.B, cancellationToken);
        return [start, unguided, Of(ProposalKind.InverseSearch, frame, search), .. Planes(pair, start, unguided, alignment.Homography!.Value, options.LongSide, settings.Seed)];
    }

    /// <summary>The planes of the scene, sought in what either of two flows is surer of.</summary>
    internal static IEnumerable<FlowProposal> Planes(ImagePair pair, FlowProposal one, FlowProposal other, in Homography known, int longSide, int seed)
    {
        Size a = pair.A.Size(), frame = ScaledImage.SizeOf(a, ScaledImage.FactorFor(a, longSide));
        Size b = pair.B.Size(), frameB = ScaledImage.SizeOf(b, ScaledImage.FactorFor(b, longSide));
        var scaleB = new Point2d((double)frameB.Width / b.Width, (double)frameB.Height / b.Height);
        (FlowField flow, ScalarMap confidence) = Surer(one.Resized(frame, scaleB), other.Resized(frame, scaleB));
        Homography toFrame = Homography.Resize((double)frame.Width / a.Width, (double)frame.Height / a.Height);
        Homography toFrameB = Homography.Resize(scaleB.X, scaleB.Y), fromFrameB = toFrameB.Inverse()!.Value;
        Homography inFrames = toFrameB * known * toFrame.Inverse()!.Value;
        IReadOnlyList<(Homography Plane, double Support)> planes = ScenePlanes.Find(flow, confidence, inFrames, seed);
        return [.. planes.Select((p, i) => FlowProposal.OfPlane(
            i == 0 ? ProposalKind.Plane : ProposalKind.OtherPlane, fromFrameB * p.Plane * toFrame, p.Support, a))];
    }

    private static FlowProposal Of(ProposalKind kind, CommonFrame frame, ResidualSolution solution)
    {
        (FlowField flow, ScalarMap confidence) = frame.Compose(solution);
        return FlowProposal.Dense(kind, flow, confidence);
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
