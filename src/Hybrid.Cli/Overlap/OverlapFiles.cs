using Hybrid.Cli.Infrastructure;
using Hybrid.Imaging;
using Hybrid.Overlap;
using OpenCvSharp;

namespace Hybrid.Cli.Overlap;

/// <summary>The files of <c>hybrid overlap -o</c>.</summary>
internal static class OverlapFiles
{
    /// <summary>The report; written last, so that its presence says that the rest is complete.</summary>
    public const string Report = "overlap.json";

    private const string MaskA = "overlap_a.png";
    private const string MaskB = "overlap_b.png";
    private const string Overlaid = "overlay.png";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Report, MaskA, MaskB, Overlaid];

    /// <summary>Stages everything but the report.</summary>
    public static void Stage(OutputFolder folder, ImagePair pair, OverlapMasks masks)
    {
        folder.Stage(MaskA, ImageWriter.Encode(MaskA, masks.A));
        folder.Stage(MaskB, ImageWriter.Encode(MaskB, masks.B));
        using Mat overlay = MaskDrawing.SideBySide(pair.A, masks.A, pair.B, masks.B);
        folder.Stage(Overlaid, ImageWriter.Encode(Overlaid, overlay, new ImageEncodingParam(ImwriteFlags.PngCompression, 1)));
    }
}
