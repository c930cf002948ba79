using Hybrid.Classical;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// The last fraction of a pixel of a network's flow, by dense inverse search around it: the learned flow brings the
/// reach, the classical one the precision.
/// </summary>
internal static class FlowRefinement
{
    /// <summary>Both directions, refined; the flow as it is where the images are too small.</summary>
    public static CascadeFlow Apply(CascadeFlow flow, Mat a, Mat b, AlignerSettings settings, CancellationToken cancellationToken)
    {
        if (!DenseFlowEstimator.CanRefine(a.Size()))
            return flow;
        int each = Math.Max(1, Concurrency.Within(settings.Threads) / 2);
        var forward = flow.Forward;
        var backward = flow.Backward;
        Parallel.Invoke(
            Concurrency.Options(settings.Threads, cancellationToken),
            () => forward = DenseFlowEstimator.Refine(a, b, flow.Forward, each, cancellationToken),
            () => backward = flow.Backward is null ? null : DenseFlowEstimator.Refine(b, a, flow.Backward, each, cancellationToken));
        return flow with { Forward = forward, Backward = backward };
    }
}
