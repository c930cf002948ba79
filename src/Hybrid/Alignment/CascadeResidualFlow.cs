using Hybrid.Imaging;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Aligners;

/// <summary>Residual flow by the cascade, started from zero motion at a level that reaches what a homography leaves over.</summary>
/// <param name="network">The network.</param>
/// <param name="options">Iterations and early exit.</param>
public sealed class CascadeResidualFlow(IFlowNetwork network, CascadeOptions options) : IResidualFlow
{
    /// <inheritdoc />
    public string Name => "cascade";

    /// <inheritdoc />
    public string? Unavailable => null;

    /// <inheritdoc />
    public ResidualSolution Solve(Mat a, Mat b, CancellationToken cancellationToken)
    {
        CascadeFlow flow = network.Estimate(a, b, new FlowField(a.Width, a.Height), options with { Backward = true }, cancellationToken);
        return new ResidualSolution(flow.Forward, flow.Backward!, flow.ForwardConfidence);
    }
}
