using System.Diagnostics;
using System.Globalization;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>Semi-global matching, left-right check, surface-aware filling.</summary>
/// <param name="options">Matching.</param>
/// <param name="fill">Whether holes are filled.</param>
/// <param name="threads">Threads to use; 0 means all cores.</param>
public sealed class ClassicSolver(SemiGlobalOptions options, bool fill, int threads) : IDisparitySolver
{
    /// <inheritdoc />
    public string Name => "classic";

    /// <inheritdoc />
    public DisparitySolution Solve(Mat left, Mat right, StereoSurvey survey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(survey);
        (SemiGlobalDisparity measured, ProvenanceStep step) = Measure(left, right, survey.Range, cancellationToken);
        return Finish(left, survey.Range, measured, step);
    }

    /// <summary>The measurement and its line of provenance, for others to start from.</summary>
    internal (SemiGlobalDisparity Measured, ProvenanceStep Step) Measure(Mat left, Mat right, DisparityRange range, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        SemiGlobalDisparity measured = Measure(left, right, range);
        string evidence = string.Create(CultureInfo.InvariantCulture,
            $"{Describe(measured.Paths)} over {range.Min} to {range.Max} px, {100 * measured.CheckedShare:0.0} % of the pixels pass the left-right check");
        var step = ProvenanceStep.Timed("sgbm", StepOutcome.Accepted, ReasonCode.None, evidence, start);
        cancellationToken.ThrowIfCancellationRequested();
        return (measured, step);
    }

    /// <summary>The answer to a measurement.</summary>
    internal DisparitySolution Finish(Mat left, DisparityRange range, SemiGlobalDisparity measured, ProvenanceStep measureStep)
    {
        long start = Stopwatch.GetTimestamp();
        ScalarMap disparity = fill ? SurfaceFill.Fill(measured.Checked, measured.Right, left, range) : measured.Checked;
        ScalarMap confidence = DisparityConfidence.Of(measured, disparity);
        var fillStep = ProvenanceStep.Timed(
            "surface-fill", fill ? StepOutcome.Accepted : StepOutcome.Skipped, fill ? ReasonCode.None : ReasonCode.NotNeeded,
            fill ? "farther surface behind occlusions, surface of the same colour elsewhere" : "switched off", start);
        return new DisparitySolution(Name, disparity, confidence, measured.LeftRightError, measured.CheckedShare, [measureStep, fillStep]);
    }

    /// <summary>Only the measurement, for others to start from.</summary>
    public SemiGlobalDisparity Measure(Mat left, Mat right, DisparityRange range)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (options.Color || left.Channels() == 1)
            return SemiGlobalMatcher.Match(left, right, range, options, threads);
        using Mat grayLeft = PixelFormat.ToGray8(left, IntensityRange.Byte);
        using Mat grayRight = PixelFormat.ToGray8(right, IntensityRange.Byte);
        return SemiGlobalMatcher.Match(grayLeft, grayRight, range, options, threads);
    }

    private static string Describe(SemiGlobalPaths paths) => paths switch
    {
        SemiGlobalPaths.Eight => "eight paths",
        SemiGlobalPaths.Five => "five paths",
        _ => "three paths",
    };
}
