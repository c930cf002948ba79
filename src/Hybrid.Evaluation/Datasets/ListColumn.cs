namespace Hybrid.Evaluation.Datasets;

/// <summary>A column of a CSV list of pairs, a key of a YAML one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">One line on what stands in it.</param>
public sealed record ListColumn(string Name, string Meaning)
{
    /// <summary>Every column. Only <c>a</c> and <c>b</c> must be there; of the truths a pair has one.</summary>
    public static IReadOnlyList<ListColumn> All { get; } =
    [
        new("name", "name of the pair; its number in the list where none is given"),
        new("a", "image A (the left one, the blurred one); paths are relative to the list"),
        new("b", "image B (the right one, the sharp one)"),
        new("task", "alignment (where nothing is said), stereo, restoration, overlap or stitching"),
        new("truth", "none: the images show different things; empty: as the other columns say"),
        new("homography", "text file of nine numbers, A to B"),
        new("points", "text file of x1 y1 x2 y2 on a plane; beside a homography, the points to score at"),
        new("scene_points", "text file of x1 y1 x2 y2 in a scene with depth"),
        new("flow", "dense flow A to B: .flo, KITTI's .png or .pfm"),
        new("occlusion", "mask of A: white where B does not show it"),
        new("disparity", "disparity of A: .pfm, or an image of scaled values, 0 unknown"),
        new("disparity_scale", "stored value a pixel of disparity; 256 where none is given"),
        new("overlap_a", "mask of A: white where B shows it, too"),
        new("overlap_b", "mask of B: white where A shows it, too"),
        new("tags", "words separated by blanks, by which figures are grouped"),
    ];

    /// <summary>The names, in the order of templates.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(c => c.Name)];
}
