using Hybrid.Classical;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>Residual flow by dense inverse search: no learned weight.</summary>
/// <param name="preset">Speed against quality.</param>
/// <param name="settings">Threads.</param>
/// <param name="finestScale">Finest level of the pyramid that is searched, 0 for full resolution; null for the preset's.</param>
public sealed class DisResidualFlow(InverseSearchPreset preset, AlignerSettings settings, int? finestScale = null) : IResidualFlow
{
    /// <inheritdoc />
    public string Name => "dis";

    /// <inheritdoc />
    public ResidualSolution Solve(Mat a, Mat b, CancellationToken cancellationToken)
    {
        FlowField? forward = null, backward = null;
        int each = Math.Max(1, Concurrency.Within(settings.Threads) / 2);
        Parallel.Invoke(
            Concurrency.Options(settings.Threads, cancellationToken),
            () => forward = DenseFlowEstimator.Estimate(a, b, preset, finestScale, each, cancellationToken),
            () => backward = DenseFlowEstimator.Estimate(b, a, preset, finestScale, each, cancellationToken));
        return new ResidualSolution(forward!, backward!, null);
    }
}
