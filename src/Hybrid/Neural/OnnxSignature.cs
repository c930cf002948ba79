namespace Hybrid.Neural;

/// <summary>What an ONNX file is for, told from its inputs and outputs.</summary>
public static class OnnxSignature
{
    /// <summary>The task that a single published ONNX file fits.</summary>
    /// <param name="name">Name in messages.</param>
    /// <param name="bytes">The file.</param>
    /// <returns>One of the tasks of <see cref="FeatureNetwork"/>, <see cref="MatchNetwork"/> and <see cref="CreStereoExport"/>.</returns>
    /// <exception cref="InputException">It is no ONNX model, or of a signature that nothing here can use.</exception>
    public static string Recognise(string name, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        using var graph = new OnnxGraph(name, bytes, 1, [], []);
        bool Has(params string[] inputs) => inputs.All(graph.Inputs.ContainsKey);
        if (Has("init_left", "init_right") || Has("next_left", "next_right", "next_flow"))
            return CreStereoExport.Task;
        if (Has("kpts0", "kpts1", "desc0", "desc1") && graph.Outputs.ContainsKey("matches"))
            return MatchNetwork.Task;
        bool oneImage = graph.Inputs.Count == 1 && graph.Inputs.First().Value is [_, 3, > 0, > 0];
        bool keypoints = graph.Outputs.ContainsKey("keypoints") && graph.Outputs.ContainsKey("descriptors");
        bool maps = graph.Outputs.Count == 3 && graph.Outputs.Values.Any(o => o is [_, 65, _, _]);
        if (oneImage && (keypoints || maps))
            return FeatureNetwork.Task;
        throw new InputException(
            $"{name} takes {string.Join(", ", graph.Inputs.Keys)} and gives {string.Join(", ", graph.Outputs.Keys)}: no model that is known here " +
            "(CREStereo: init_left, init_right or next_left, next_right, next_flow; XFeat: one image to keypoints and descriptors; LighterGlue: kpts0, kpts1, desc0, desc1)");
    }
}
