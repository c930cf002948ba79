using Hybrid.Evaluation.Datasets.Layouts;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Every layout that is recognised; a folder that two of them fit is refused.</summary>
public static class DatasetLayouts
{
    /// <summary>The layouts, in the order of listings.</summary>
    public static IReadOnlyList<ILayout> All { get; } =
    [
        new OwnLayout(),
        new HPatchesLayout(),
        new OxfordLayout(),
        new MiddleburyStereoLayout(),
        new MiddleburyFlowLayout(),
        new KittiLayout(),
        new SintelLayout(),
        new FlyingChairsLayout(),
        new Eth3dLayout(),
        new UdisLayout(),
        new GoProLayout(),
        new BlurKernelLayout(),
    ];
}
