using Hybrid.Aligners;
using Hybrid.Native;
using Hybrid.Neural;

namespace Hybrid.Stitching;

/// <summary>What computes residual flow, as asked for or as there is.</summary>
internal static class ResidualFlows
{
    private const string Model = "cascade-s";

    /// <summary>The flow, and a note where it is not the one asked for first.</summary>
    /// <exception cref="InputException">The cascade was asked for by name and its model is missing.</exception>
    public static (IResidualFlow Flow, string? Note) Create(StitchOptions options)
    {
        var settings = new AlignerSettings { Seed = options.Seed, Threads = options.Threads, ModelFolder = options.ModelFolder };
        if (options.Flow == RefineFlow.Dis)
            return (new DisResidualFlow(DisPreset.Medium, settings), null);
        try
        {
            return (new CascadeResidualFlow(FlowNetworks.Shared(Model, options.ModelFolder, options.Threads), new NeuralOptions(), settings), null);
        }
        catch (InputException e) when (options.Flow == RefineFlow.Auto)
        {
            return (new DisResidualFlow(DisPreset.Medium, settings), $"DIS flow instead of the network: {e.Message}");
        }
    }
}
