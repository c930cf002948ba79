using Hybrid.Classical;
using Hybrid.Imaging;
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
    /// <param name="flow">Both ways.</param>
    /// <param name="a">8-bit, one channel.</param>
    /// <param name="b">The same of B, of its size.</param>
    /// <param name="settings">Threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="furthest">
    /// A vector that the search moves by more, in pixels, stays as it was: where a pixel is hidden or beyond the frame there is
    /// nothing to be found, and the network's guess is the better one.
    /// </param>
    public static CascadeFlow Apply(
        CascadeFlow flow, Mat a, Mat b, AlignerSettings settings, CancellationToken cancellationToken, float furthest = float.PositiveInfinity)
    {
        if (!DenseFlowEstimator.CanRefine(a.Size()))
            return flow;
        int each = Math.Max(1, Concurrency.Within(settings.Threads) / 2);
        var forward = flow.Forward;
        var backward = flow.Backward;
        Parallel.Invoke(
            Concurrency.Options(settings.Threads, cancellationToken),
            () => forward = Bounded(flow.Forward, DenseFlowEstimator.Refine(a, b, flow.Forward, each, cancellationToken), furthest),
            () => backward = flow.Backward is null ? null : Bounded(flow.Backward, DenseFlowEstimator.Refine(b, a, flow.Backward, each, cancellationToken), furthest));
        return flow with { Forward = forward, Backward = backward };
    }

    private static FlowField Bounded(FlowField start, FlowField refined, float furthest)
    {
        float[] from = start.Data, to = refined.Data;
        for (int i = 0; i < to.Length; i += 2)
        {
            float dx = to[i] - from[i], dy = to[i + 1] - from[i + 1];
            if (!(dx * dx + dy * dy <= furthest * furthest))
                (to[i], to[i + 1]) = (from[i], from[i + 1]);
        }
        return refined;
    }
}
