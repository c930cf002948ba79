using Hybrid.Alignment;
using Hybrid.Classical;
using Hybrid.Neural;

namespace Hybrid.Stitching.Refinement;

/// <summary>What computes residual flow, as asked for or as there is. DIS comes first: on the real pairs it leaves less disagreement than the network in most overlaps, at a third of the time.</summary>
internal static class ResidualFlows
{
    private const string Model = "cascade-s";

    /// <summary>The flows in the order in which they are tried, and a note where one asked for is missing.</summary>
    /// <exception cref="InputException">The cascade was asked for by name and its model is missing.</exception>
    public static (IReadOnlyList<IResidualFlow> Flows, string? Note) Create(StitchOptions options)
    {
        var settings = new AlignerSettings { Seed = options.Seed, Threads = options.Threads, ModelFolder = options.ModelFolder };
        var dis = new DisResidualFlow(InverseSearchPreset.Medium, settings);
        if (options.Flow == RefineFlow.Dis)
            return ([dis], null);
        try
        {
            var cascade = new CascadeResidualFlow(FlowNetworks.Shared(Model, options.ModelFolder, options.Threads), new NeuralOptions { Model = Model }, settings);
            return options.Flow == RefineFlow.Cascade ? ([cascade], null) : ([dis, cascade], null);
        }
        catch (InputException e) when (options.Flow == RefineFlow.Auto)
        {
            return ([dis], $"DIS flow alone, without the network: {e.Message}");
        }
    }
}
