using Hybrid.Evaluation.Generation.Painting;

namespace Hybrid.Evaluation.Generation;

/// <summary>A set of views of a painted world by a camera that turns, as the generator makes it.</summary>
/// <param name="Name">Folder of the set.</param>
/// <param name="Kind">What the world is painted with.</param>
/// <param name="Columns">Views in a row.</param>
/// <param name="Rows">Rows of views.</param>
/// <param name="Step">Degrees between columns.</param>
/// <param name="Tilt">Degrees between rows.</param>
/// <param name="Exposure">Deviation of the logarithm of the exposure.</param>
/// <param name="Parallax">How far the camera strays from its place, relative to the distance of what stands in front; 0 leaves nothing in front.</param>
internal sealed record PanoramaSet(string Name, SceneKind Kind, int Columns, int Rows, double Step, double Tilt, double Exposure, double Parallax)
{
    /// <summary>The sets that are made: 8, 30 and 100 views; exposure and parallax varied.</summary>
    internal static IReadOnlyList<PanoramaSet> All { get; } =
    [
        new("sweep_8", SceneKind.Posters, 8, 1, 18, 0, 0, 0),
        new("exposure_8", SceneKind.Litter, 8, 1, 18, 0, 0.25, 0),
        new("parallax_8", SceneKind.Posters, 8, 1, 18, 0, 0.05, 0.02),
        new("loop_30", SceneKind.Posters, 15, 2, 24, 22, 0.1, 0),
        new("grid_100", SceneKind.Litter, 20, 5, 14, 16, 0.1, 0),
    ];
}
