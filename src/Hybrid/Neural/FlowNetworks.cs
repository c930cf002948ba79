namespace Hybrid.Neural;

/// <summary>Networks for dense flow, by the name of their model.</summary>
public static class FlowNetworks
{
    /// <summary>A network shared by all who ask for the same model and number of threads; it lives as long as the process.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="folder">Folder of models; null means the usual one.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is missing, damaged, or not one for flow.</exception>
    public static IFlowNetwork Shared(string name, string? folder, int threads) =>
        SharedNetworks<IFlowNetwork>.Get(ModelStore.Find(name, folder), threads, Open);

    /// <summary>Loads a model; the caller owns it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">It is damaged, or not one for flow.</exception>
    public static IFlowNetwork Open(ModelFolder model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Card.Task switch
        {
            "cascade" => new CascadeNetwork(model, threads),
            CreStereoExport.Task => new CreStereoExport(model, threads),
            var task => throw new InputException($"model '{model.Card.Name}' is of task '{task}', which gives no flow; 'hybrid models list' shows the others"),
        };
    }
}
