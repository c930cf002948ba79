using System.Diagnostics;
using System.Globalization;
using Hybrid.Imaging;
using Hybrid.Neural;
using Hybrid.Stereo.Arbitration;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>
/// Semi-global matching seeds the cascade, the cascade fills and refines, and where they differ an arbiter or, without one,
/// the network's confidence says which stands.
/// </summary>
/// <param name="classic">Semi-global matching.</param>
/// <param name="network">The network.</param>
/// <param name="options">How it is run and believed.</param>
public sealed class HybridSolver(ClassicSolver classic, CascadeNetwork network, CascadeStereoOptions options) : IDisparitySolver
{
    /// <summary>Decides where both differ; null leaves it to the confidences and thresholds of the options.</summary>
    internal DisparityArbiter? Arbiter { get; init; }

    /// <inheritdoc />
    public string Name => "hybrid";

    /// <inheritdoc />
    public DisparitySolution Solve(Mat left, Mat right, StereoSurvey survey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(survey);
        (SemiGlobalDisparity measured, ProvenanceStep step) = classic.Measure(left, right, survey.Range, cancellationToken);
        return Finish(left, right, survey.Range, measured, step, cancellationToken);
    }

    /// <summary>The answer that starts from a measurement.</summary>
    internal DisparitySolution Finish(
        Mat left, Mat right, DisparityRange range, SemiGlobalDisparity measured, ProvenanceStep measureStep, CancellationToken cancellationToken)
    {
        var steps = new List<ProvenanceStep> { measureStep };
        using StereoEvidence evidence = Gather(left, right, range, measured, steps, cancellationToken);
        long start = Stopwatch.GetTimestamp();
        FusedDisparity fused = DisparityFusion.Fuse(evidence, options, Arbiter);
        steps.Add(ProvenanceStep.Timed("fusion", StepOutcome.Accepted, ReasonCode.None, fused.Evidence, start));
        return new DisparitySolution(Name, fused.Disparity, fused.Confidence, measured.LeftRightError, measured.CheckedShare, steps);
    }

    /// <summary>Both answers, before one is made of them.</summary>
    internal StereoEvidence Gather(
        Mat left, Mat right, DisparityRange range, SemiGlobalDisparity measured, List<ProvenanceStep> steps, CancellationToken cancellationToken)
    {
        ScalarMap filled = SurfaceFill.Fill(measured.Checked, measured.Right, left, range);
        ScalarMap confidence = DisparityConfidence.Of(measured, filled);
        long start = Stopwatch.GetTimestamp();
        Mat grayLeft = PixelFormat.ToGray8(left, IntensityRange.Byte), grayRight = PixelFormat.ToGray8(right, IntensityRange.Byte);
        try
        {
            // A seed that hardly any pixel supports would lead astray.
            bool seeded = options.Seeded && measured.CheckedShare > 0.2;
            CascadeDisparity solved = seeded
                ? CascadeStereo.Seeded(network, grayLeft, grayRight, filled, options, cancellationToken)
                : CascadeStereo.Unseeded(network, grayLeft, grayRight, options, cancellationToken);
            string evidence = string.Create(CultureInfo.InvariantCulture, $"{network.Description}, {solved.Iterations} iterations, {(seeded ? $"seeded at 1/{options.Cascade.StartLevel}" : "not seeded")}");
            steps.Add(ProvenanceStep.Timed("cascade", StepOutcome.Accepted, ReasonCode.None, evidence, start));
            return new StereoEvidence(grayLeft, grayRight, measured, filled, confidence, solved);
        }
        catch
        {
            grayLeft.Dispose();
            grayRight.Dispose();
            throw;
        }
    }
}
