using System.Text;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>The files of an alignment, those of <c>hybrid align -o</c>.</summary>
public static class AlignmentFiles
{
    /// <summary>The report; written last, so that its presence says that the rest is complete.</summary>
    public const string Report = "alignment.json";

    private const string Matrix = "homography.txt";
    private const string Flow = "flow.flo";
    private const string Confidence = "confidence.png";
    private const string Warped = "warped.png";
    private const string Values = "warped.tif";
    private const string Overlaid = "overlay.png";
    private const string Matches = "matches.png";
    private const int LongSideOfMatches = 1600;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Report, Matrix, Flow, Confidence, Warped, Values, Overlaid, Matches];

    /// <summary>Writes all files, replacing those of an earlier run; only the report where the alignment failed.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="pair">The images.</param>
    /// <param name="alignment">Their alignment.</param>
    /// <param name="run">The run that made it; the files of its images are never replaced.</param>
    /// <exception cref="InputException">The folder cannot be written to, or an image lies under a name of <see cref="Names"/> in it.</exception>
    public static void Write(string folder, ImagePair pair, AlignmentResult alignment, RunRecord run) =>
        OutputFolder.Write(folder, run, target => Stage(target, pair, alignment), Report, () => AlignmentJson.ToUtf8(alignment, run), Names);

    /// <summary>Stages everything but the report; nothing where the alignment failed, as there is nothing to show that may be used.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="pair">The images.</param>
    /// <param name="alignment">Their alignment.</param>
    public static void Stage(OutputFolder folder, ImagePair pair, AlignmentResult alignment)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(alignment);
        if (!alignment.IsOk || alignment.Homography is not { } h)
            return;
        Warp.CheckSize(pair.A.Width, pair.A.Height);
        (FlowField flow, ScalarMap confidence) = DenseResult.Of(alignment, pair.A.Size(), pair.B.Size());
        confidence = DenseResult.WithData(confidence, pair.ValidA);
        using WarpedImage warped = WarpedImage.Of(pair, DenseResult.WithoutHoles(flow, h));
        Concurrency.Invoke(
            () => folder.StagePicture(Warped, warped.Picture),
            () => WriteValues(folder, warped),
            () => WriteOverlay(folder, pair, warped),
            () => WriteMatches(folder, pair, alignment.Inliers),
            () => WriteConfidence(folder, confidence),
            () => folder.Stage(Flow, FloFile.Encode(flow)),
            () => folder.Stage(Matrix, Encoding.ASCII.GetBytes(h.Normalized().ToText())));
    }

    private static void WriteConfidence(OutputFolder folder, ScalarMap confidence)
    {
        using Mat map = MapColors.ToGray8(confidence, 0, 1);
        folder.StagePicture(Confidence, map);
    }

    // Where B is not seen it is A itself, so that the colours speak of disagreement only.
    private static void WriteOverlay(OutputFolder folder, ImagePair pair, WarpedImage warped)
    {
        using Mat b = pair.GrayA.Clone();
        using Mat gray = PixelFormat.ToGray8(warped.Values, pair.RangeB);
        gray.CopyTo(b, warped.Seen);
        using Mat overlay = Overlay.RedCyan(pair.GrayA, b);
        folder.StagePicture(Overlaid, overlay);
    }

    // A PNG cannot hold floats, and their values must not be lost.
    private static void WriteValues(OutputFolder folder, WarpedImage warped)
    {
        if (!warped.IsPictureExact)
            folder.Stage(Values, ImageWriter.Encode(Values, warped.Values));
    }

    private static void WriteMatches(OutputFolder folder, ImagePair pair, IReadOnlyList<PointMatch> inliers)
    {
        using Mat eightA = PixelFormat.ToBgr8(pair.A, pair.RangeA), eightB = PixelFormat.ToBgr8(pair.B, pair.RangeB);
        using ScaledImage a = ScaledImage.Reduce(eightA, LongSideOfMatches), b = ScaledImage.Reduce(eightB, LongSideOfMatches);
        Homography toA = a.FromOriginal, toB = b.FromOriginal;
        folder.StagePicture(Matches, () => MatchDrawing.Draw(a.Image, b.Image, [.. inliers.Select(m => (toA.Apply(m.A), toB.Apply(m.B)))]));
    }
}
