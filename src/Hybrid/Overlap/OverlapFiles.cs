using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Overlap;

/// <summary>The files of overlap masks, those of <c>hybrid overlap -o</c>.</summary>
public static class OverlapFiles
{
    /// <summary>The report; written last, so that its presence says that the rest is complete.</summary>
    public const string Report = "overlap.json";

    private const string MaskA = "overlap_a.png";
    private const string MaskB = "overlap_b.png";
    private const string Overlaid = "overlay.png";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Report, MaskA, MaskB, Overlaid];

    /// <summary>Writes all files, replacing those of an earlier run.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="pair">The images.</param>
    /// <param name="masks">What they share.</param>
    /// <param name="run">The run that made it; the files of its images are never replaced.</param>
    /// <exception cref="InputException">The folder cannot be written to, or an image lies under a name of <see cref="Names"/> in it.</exception>
    public static void Write(string folder, ImagePair pair, OverlapResult masks, RunRecord run) =>
        OutputFolder.Write(folder, run, target => Stage(target, pair, masks), Report, () => OverlapJson.ToUtf8(masks, run), Names);

    /// <summary>Stages everything but the report.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="pair">The images.</param>
    /// <param name="masks">What they share.</param>
    public static void Stage(OutputFolder folder, ImagePair pair, OverlapResult masks)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(masks);
        folder.Stage(MaskA, ImageWriter.Encode(MaskA, masks.A));
        folder.Stage(MaskB, ImageWriter.Encode(MaskB, masks.B));
        folder.StagePicture(Overlaid, () => MaskDrawing.SideBySide(pair.A, masks.A, pair.B, masks.B));
    }
}
