using Hybrid.Imaging;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>Residual flow by the cascade, started from zero motion at a level that reaches what a homography leaves over.</summary>
/// <param name="network">The network.</param>
/// <param name="options">How it is used.</param>
/// <param name="settings">Threads.</param>
public sealed class CascadeResidualFlow(IFlowNetwork network, NeuralOptions options, AlignerSettings settings) : IResidualFlow
{
    /// <inheritdoc />
    public string Name => "cascade";

    /// <inheritdoc />
    public ResidualSolution Solve(Mat a, Mat b, CancellationToken cancellationToken)
    {
        CascadeFlow flow = network.Estimate(a, b, new FlowField(a.Width, a.Height), options.Cascade with { Backward = true }, cancellationToken);
        if (options.RefineFlow ?? true)
            flow = FlowRefinement.Apply(flow, a, b, settings, cancellationToken);
        return new ResidualSolution(flow.Forward, flow.Backward!, flow.ForwardConfidence);
    }
}
