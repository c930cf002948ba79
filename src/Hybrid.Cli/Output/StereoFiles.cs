using System.Runtime.ExceptionServices;
using System.Text;
using Hybrid.Cli.Infrastructure;
using Hybrid.Imaging;
using Hybrid.Stereo;
using OpenCvSharp;

namespace Hybrid.Cli.Output;

/// <summary>The files of <c>hybrid stereo -o</c>.</summary>
internal static class StereoFiles
{
    /// <summary>The report; written last, so that its presence says that the rest is complete.</summary>
    public const string Report = "stereo.json";

    private const string Pfm = "disparity.pfm";
    private const string Png = "disparity.png";
    private const string Color = "color.png";
    private const string Confidence = "confidence.png";
    private const string LeftRight = "left_right.png";
    private const string Error = "error.png";
    private const string LeftMatrix = "rectify_left.txt";
    private const string RightMatrix = "rectify_right.txt";

    /// <summary>Where the colours of the left-right and the error picture end, px.</summary>
    private const float LargestShown = 4;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Report, Pfm, Png, Color, Confidence, LeftRight, Error, LeftMatrix, RightMatrix];

    /// <summary>Stages everything but the report; nothing where the pair failed, as there is nothing to show that may be used.</summary>
    public static void Stage(OutputFolder folder, StereoResult result, ScalarMap? truth)
    {
        if (!result.IsOk)
            return;
        ScalarMap disparity = result.Disparity!, confidence = result.Confidence!;
        (float low, float high) = Shown(disparity);
        try
        {
            Parallel.Invoke(
                () => folder.Stage(Pfm, PfmFile.Encode(disparity)),
                () => StageScaled(folder, disparity),
                () => StagePicture(folder, Color, MapColors.RenderWithLegend(disparity, low, high, ColormapTypes.Turbo)),
                () => StagePicture(folder, Confidence, MapColors.ToGray8(confidence, 0, 1)),
                () =>
                {
                    if (result.LeftRightError is { } error)
                        StagePicture(folder, LeftRight, MapColors.RenderWithLegend(error, 0, LargestShown));
                },
                () =>
                {
                    if (truth is not null)
                        StagePicture(folder, Error, MapColors.RenderWithLegend(BadPixels.Errors(disparity, truth), 0, LargestShown));
                });
        }
        catch (AggregateException e)
        {
            // Where several fail it is for one reason, most likely the disk.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        if (result.Rectified is { } rectified)
        {
            folder.Stage(LeftMatrix, Encoding.ASCII.GetBytes(AlignmentText.HomographyFile(rectified.Left)));
            folder.Stage(RightMatrix, Encoding.ASCII.GetBytes(AlignmentText.HomographyFile(rectified.Right)));
        }
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

    private static void StageScaled(OutputFolder folder, ScalarMap disparity)
    {
        string temporary = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".png");
        try
        {
            DisparityFile.WriteScaled(temporary, disparity);
            folder.Stage(Png, File.ReadAllBytes(temporary));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // Fast compression: these are pictures to look at once.
    private static void StagePicture(OutputFolder folder, string name, Mat picture)
    {
        using (picture)
            folder.Stage(name, ImageWriter.Encode(name, picture, new ImageEncodingParam(ImwriteFlags.PngCompression, 1)));
    }
}
