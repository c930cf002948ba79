using Hybrid.Evaluation.Datasets;

namespace Hybrid.Evaluation.Methods;

/// <summary>The methods that a comparison is about where none is named: those of the pairs' tasks.</summary>
public static class DefaultMethods
{
    private static readonly string[] Motion = ["classic", "control", "neural", "hybrid"];

    /// <summary>The usual methods of a task, the one to compare with first.</summary>
    public static IReadOnlyList<string> Of(TaskKind task) => task switch
    {
        TaskKind.Stereo => ["classic", "neural", "hybrid"],
        TaskKind.Restoration => [RestorationMethod.Input, "deblur"],
        TaskKind.Overlap => ["overlap-classic", "overlap"],
        _ => Motion,
    };

    /// <summary>The usual methods of all tasks of some datasets, each once; of stereo beside alignment those that both have.</summary>
    public static IReadOnlyList<MethodSpec> For(IEnumerable<IPairDataset> datasets) =>
        [.. datasets.SelectMany(d => d.Pairs).Select(p => p.Task).Distinct().Order().SelectMany(Of).Distinct().Select(MethodSpec.Parse)];
}
