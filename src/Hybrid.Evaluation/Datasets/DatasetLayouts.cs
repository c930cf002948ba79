using Hybrid.Evaluation.Datasets.Layouts;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Every layout that is recognised; where two could match, the first wins.</summary>
public static class DatasetLayouts
{
    /// <summary>The layouts, most specific first.</summary>
    public static IReadOnlyList<ILayout> All { get; } =
    [
        new OwnLayout(),
    ];
}
