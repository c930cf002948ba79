using System.Diagnostics;
using System.Globalization;
using Hybrid.Imaging;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>The cascade alone.</summary>
/// <param name="network">The network.</param>
/// <param name="options">How it is run.</param>
public sealed class NeuralSolver(CascadeNetwork network, CascadeStereoOptions options) : IDisparitySolver
{
    /// <summary>A pixel of this confidence or more counts as an agreement of the two images.</summary>
    private const float Confident = 0.5f;

    /// <inheritdoc />
    public string Name => "neural";

    /// <inheritdoc />
    public DisparitySolution Solve(Mat left, Mat right, StereoSurvey survey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        long start = Stopwatch.GetTimestamp();
        using Mat grayLeft = PixelFormat.ToGray8(left, IntensityRange.Byte);
        using Mat grayRight = PixelFormat.ToGray8(right, IntensityRange.Byte);
        CascadeDisparity solved = CascadeStereo.Unseeded(network, grayLeft, grayRight, options, cancellationToken);
        double confident = solved.Confidence.Data.Average(c => c >= Confident ? 1.0 : 0.0);
        string evidence = string.Create(CultureInfo.InvariantCulture,
            $"{network.Description}, {solved.Iterations} iterations over {options.Stages} sizes, confident for {100 * confident:0.0} % of the pixels");
        return new DisparitySolution(
            Name, solved.Disparity, solved.Confidence, null, confident,
            [ProvenanceStep.Timed("cascade", StepOutcome.Accepted, ReasonCode.None, evidence, start)]);
    }
}
