using Hybrid.Classical;
using Hybrid.Imaging;
using Hybrid.Native;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>Residual flow by dense inverse search: no learned weight.</summary>
/// <param name="preset">Speed against quality.</param>
/// <param name="settings">Threads.</param>
/// <param name="finestScale">Finest level of the pyramid that is searched, 0 for full resolution; null for the preset's.</param>
public sealed class DisResidualFlow(DisPreset preset, AlignerSettings settings, int? finestScale = null) : IResidualFlow
{
    /// <inheritdoc />
    public string Name => "dis";

    /// <inheritdoc />
    public string? Unavailable => DenseFlowEstimator.IsAvailable(out string? reason) ? null : reason;

    /// <inheritdoc />
    public ResidualSolution Solve(Mat a, Mat b, CancellationToken cancellationToken)
    {
        FlowField? forward = null, backward = null;
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = settings.Threads == 1 ? 1 : 2, CancellationToken = cancellationToken },
            () => forward = DenseFlowEstimator.Estimate(a, b, preset, finestScale),
            () => backward = DenseFlowEstimator.Estimate(b, a, preset, finestScale));
        return new ResidualSolution(forward!, backward!, null);
    }
}
