using System.Diagnostics;
using System.Globalization;
using Hybrid.Classical;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Alignment.Fusion;

/// <summary>
/// The dense flow of a scene that is more than one plane: further proposals are made besides the refined start, and an arbiter
/// chooses between them pixel by pixel. The homography stays as it is.
/// </summary>
/// <param name="network">The cascade; loaded when first needed.</param>
/// <param name="arbiter">Of that cascade; null as its value where it has none.</param>
/// <param name="options">How the cascade is used.</param>
/// <param name="settings">Seed and threads.</param>
internal sealed class FlowFusion(Lazy<IFlowNetwork> network, Lazy<FlowArbiter?> arbiter, NeuralOptions options, AlignerSettings settings)
{
    private const string Name = "fusion";

    /// <summary>The alignment with the fused flow, where the scene asks for it; a line of provenance either way.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="alignment">With a homography and a dense flow; returned as it is without either.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public AlignmentResult Apply(ImagePair pair, AlignmentResult alignment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(alignment);
        if (alignment is not { Homography: { }, Flow: { }, FlowConfidence: { } } || !DenseFlowEstimator.CanRefine(Smaller(pair)))
            return alignment;
        PlaneAgreement plane = PlaneAgreement.Of(alignment, pair.B.Size());
        if (plane.IsPlane)
        {
            string evidence = string.Create(CultureInfo.InvariantCulture, $"the flow follows the homography over {100 * plane.Near:F0} % of it and leaves it over {100 * plane.Elsewhere:F0} %");
            return alignment.WithStep(new ProvenanceStep(Name, StepOutcome.Skipped, ReasonCode.NotNeeded, evidence, 0));
        }
        if (arbiter.Value is not { } judge)
            return alignment.WithStep(new ProvenanceStep(Name, StepOutcome.Skipped, ReasonCode.Unavailable, $"model '{options.Model}' has no arbiter of flow", 0));
        long begin = Stopwatch.GetTimestamp();
        IReadOnlyList<FlowProposal> proposals = new FlowProposals(network.Value, options, settings).Gather(pair, alignment, cancellationToken);
        FusedFlow fused = FusedFlow.Of(pair, proposals, judge, options.LongSide);
        return alignment.WithStep(ProvenanceStep.Timed(Name, StepOutcome.Accepted, ReasonCode.None, fused.Describe(proposals), begin)) with
        {
            Flow = fused.Flow,
            FlowConfidence = fused.Confidence,
        };
    }

    private static Size Smaller(ImagePair pair) => new(Math.Min(pair.A.Width, pair.B.Width), Math.Min(pair.A.Height, pair.B.Height));
}
