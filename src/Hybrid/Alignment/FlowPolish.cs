using Hybrid.Classical;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// The last fraction of a pixel of a network's flow, by dense inverse search around it: the learned flow brings the
/// reach, the classical one the precision.
/// </summary>
internal static class FlowPolish
{
    /// <summary>Both directions, polished; the flow as it is where the images are too small.</summary>
    public static CascadeFlow Apply(CascadeFlow flow, Mat a, Mat b, AlignerSettings settings, CancellationToken cancellationToken)
    {
        if (!DenseFlowEstimator.CanPolish(a.Size()))
            return flow;
        int threads = settings.Threads > 0 ? settings.Threads : Environment.ProcessorCount, each = Math.Max(1, threads / 2);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(2, threads), CancellationToken = cancellationToken };
        var forward = flow.Forward;
        var backward = flow.Backward;
        Parallel.Invoke(
            parallel,
            () => forward = DenseFlowEstimator.Polish(a, b, flow.Forward, each, cancellationToken),
            () => backward = flow.Backward is null ? null : DenseFlowEstimator.Polish(b, a, flow.Backward, each, cancellationToken));
        return flow with { Forward = forward, Backward = backward };
    }
}
