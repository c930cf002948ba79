using System.Text;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>The files of a stereo result, those of <c>hybrid stereo -o</c>.</summary>
public static class StereoFiles
{
    /// <summary>The report; written last, so that its presence says that the rest is complete.</summary>
    public const string Report = "stereo.json";

    private const string Pfm = "disparity.pfm";
    private const string Png = "disparity.png";
    private const string Color = "color.png";
    private const string Confidence = "confidence.png";
    private const string LeftRight = "left_right.png";
    private const string Error = "error.png";
    private const string Points = "points.png";
    private const string Depth = "depth.pfm";
    private const string Cloud = "points.ply";
    private const string LeftRectified = "rectified_left.png";
    private const string RightRectified = "rectified_right.png";
    private const string LeftMatrix = "rectify_left.txt";
    private const string RightMatrix = "rectify_right.txt";

    /// <summary>Where the colours of the left-right and the error picture end, px.</summary>
    private const float LargestShown = 4;

    /// <summary>Confidence below which a pixel is no point of the cloud.</summary>
    private const double LeastOfCloud = 0.5;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Report, Pfm, Png, Color, Confidence, LeftRight, Error, Points, Depth, Cloud, LeftRectified, RightRectified, LeftMatrix, RightMatrix];

    /// <summary>Writes all files, replacing those of an earlier run; only the report where the pair failed.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="pair">The images whose disparity the result is.</param>
    /// <param name="calibrated">Their calibration; null without one.</param>
    /// <param name="result">The result.</param>
    /// <param name="truth">True disparity; null where there is none.</param>
    /// <param name="run">The run that made it; the files of its images are never replaced.</param>
    /// <exception cref="InputException">The folder cannot be written to, or an image lies under a name of <see cref="Names"/> in it.</exception>
    public static void Write(string folder, ImagePair pair, CalibratedPair? calibrated, StereoResult result, ScalarMap? truth, RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(result);
        BadPixels? bad = truth is null || !result.IsOk ? null : BadPixels.Of(result.Disparity!, truth);
        OutputFolder.Write(folder, run, target => Stage(target, pair, calibrated, result, truth), Report, () => StereoJson.ToUtf8(result, calibrated, bad, run), Names);
    }

    /// <summary>Stages everything but the report; nothing where the pair failed, as there is nothing to show that may be used.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="pair">The images whose disparity the result is.</param>
    /// <param name="calibrated">Their calibration; null without one.</param>
    /// <param name="result">The result.</param>
    /// <param name="truth">True disparity; null where there is none.</param>
    public static void Stage(OutputFolder folder, ImagePair pair, CalibratedPair? calibrated, StereoResult result, ScalarMap? truth)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(result);
        if (!result.IsOk)
            return;
        ScalarMap disparity = result.Disparity!, confidence = result.Confidence!;
        (float low, float high) = Shown(disparity);
        using Mat left = PixelFormat.ToBgr8(pair.A, pair.RangeA);
        Concurrency.Invoke(
            () => folder.Stage(Pfm, PfmFile.Encode(disparity)),
            () => folder.Stage(Png, DisparityFile.EncodeScaled(disparity)),
            () => folder.StagePicture(Color, () => MapColors.RenderWithLegend(disparity, low, high, ColormapTypes.Turbo)),
            () => folder.StagePicture(Points, () => PointCloud.Preview(disparity, left)),
            () => folder.StagePicture(Confidence, () => MapColors.ToGray8(confidence, 0, 1)),
            () =>
            {
                if (result.LeftRightError is { } error)
                    folder.StagePicture(LeftRight, () => MapColors.RenderWithLegend(error, 0, LargestShown));
            },
            () =>
            {
                if (truth is not null)
                    folder.StagePicture(Error, () => MapColors.RenderWithLegend(DisparityErrors.Map(disparity, truth), 0, LargestShown));
            });
        if (calibrated is not null)
            StageCalibrated(folder, calibrated, left, disparity, confidence);
        if (result.Rectified is { } rectified)
        {
            folder.Stage(LeftMatrix, Encoding.ASCII.GetBytes(rectified.Left.Normalized().ToText()));
            folder.Stage(RightMatrix, Encoding.ASCII.GetBytes(rectified.Right.Normalized().ToText()));
        }
    }

    private static void StageCalibrated(OutputFolder folder, CalibratedPair calibrated, Mat left, ScalarMap disparity, ScalarMap confidence)
    {
        folder.Stage(Depth, PfmFile.Encode(PointCloud.Depth(disparity, calibrated.Camera)));
        folder.Stage(Cloud, PointCloud.EncodePly(disparity, confidence, left, calibrated.Camera, LeastOfCloud));
        if (!calibrated.IsResampled)
            return;
        folder.StagePicture(LeftRectified, calibrated.Pair.A);
        folder.StagePicture(RightRectified, calibrated.Pair.B);
    }

    /// <summary>The range of values that the colours span: all but the outermost half per cent.</summary>
    private static (float Low, float High) Shown(ScalarMap disparity)
    {
        float[] known = [.. disparity.Data.Where(float.IsFinite).Order()];
        if (known.Length == 0)
            return (0, 1);
        float low = known[known.Length / 200], high = known[known.Length - 1 - known.Length / 200];
        return high - low >= 1 ? (low, high) : (low - 0.5f, low + 0.5f);
    }
}
