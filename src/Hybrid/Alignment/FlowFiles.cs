using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>The files of a flow, those of <c>hybrid flow -o</c>.</summary>
public static class FlowFiles
{
    /// <summary>The report; written last, so that its presence says that the rest is complete.</summary>
    public const string Report = "flow.json";

    private const string Flow = "flow.flo";
    private const string Color = "flow.png";
    private const string Confidence = "confidence.png";
    private const string Warped = "warped.png";
    private const string Values = "warped.tif";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Report, Flow, Color, Confidence, Warped, Values];

    /// <summary>Writes all files, replacing those of an earlier run; only the report where there is no flow.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="pair">The images.</param>
    /// <param name="result">Their flow.</param>
    /// <param name="run">The run that made it; the files of its images are never replaced.</param>
    /// <exception cref="InputException">The folder cannot be written to, or an image lies under a name of <see cref="Names"/> in it.</exception>
    public static void Write(string folder, ImagePair pair, FlowResult result, RunRecord run) =>
        OutputFolder.Write(folder, run, target => Stage(target, pair, result), Report, () => FlowJson.ToUtf8(result, run), Names);

    /// <summary>Stages everything but the report; nothing where there is no flow.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="pair">The images.</param>
    /// <param name="result">Their flow.</param>
    public static void Stage(OutputFolder folder, ImagePair pair, FlowResult result)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(result);
        if (result.Flow is not { } flow)
            return;
        Warp.CheckSize(pair.A.Width, pair.A.Height);
        folder.Stage(Flow, FloFile.Encode(flow));
        folder.StagePicture(Color, () => FlowColors.RenderWithLegend(flow));
        folder.StagePicture(Confidence, () => MapColors.ToGray8(DenseResult.WithData(result.Confidence!, pair.ValidA), 0, 1));
        using WarpedImage warped = WarpedImage.Of(pair, flow);
        folder.StagePicture(Warped, warped.Picture);
        if (!warped.IsPictureExact)
            folder.Stage(Values, ImageWriter.Encode(Values, warped.Values));
    }
}
