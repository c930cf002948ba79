using System.Diagnostics;
using System.Globalization;
using Hybrid.Geometry;
using Hybrid.Neural;

namespace Hybrid.Alignment;

/// <summary>
/// Refinement of the homography on grey values by <see cref="PhotometricRegistration"/>, tested like any other refinement;
/// with <see cref="PhotometricMotion.Tps"/> also a dense flow where the scene is not quite a plane.
/// </summary>
public sealed class PhotometricRefiner : IRefiner
{
    private readonly PhotometricOptions _options;

    /// <summary>Creates the refiner.</summary>
    /// <param name="options">How to register; null means the defaults.</param>
    public PhotometricRefiner(PhotometricOptions? options = null)
    {
        _options = options ?? new PhotometricOptions();
    }

    /// <inheritdoc />
    public string Name => "photometric";

    /// <inheritdoc />
    public AlignmentResult Refine(ImagePair pair, AlignmentResult start, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(start);
        if (start.Homography is not { } h)
            return start;
        long begin = Stopwatch.GetTimestamp();
        PhotometricResult result = PhotometricRegistration.Register(pair.GrayA, pair.GrayB, h, _options, cancellationToken);
        RefinementDecision decision = RefinementTest.Compare(pair, start, h, result.Homography);
        string text = string.Create(CultureInfo.InvariantCulture, $"correlation {result.Correlation:F3} after {result.Iterations} steps; {decision.Text}");
        AlignmentResult refined = decision.IsBetter
            ? With(start, StepOutcome.Accepted, ReasonCode.Verified, text, begin) with
            {
                Homography = result.Homography,
                Overlap = result.Homography.OverlapFraction(pair.A.Size(), pair.B.Size()),
            }
            : With(start, StepOutcome.Rejected, result.Converged ? decision.Reason : ReasonCode.NotConverged, text, begin);
        return _options.Motion == PhotometricMotion.Tps ? Bend(pair, refined, cancellationToken) : refined;
    }

    /// <summary>Keeps the spline's flow only where the images agree better under it than under the plane.</summary>
    private AlignmentResult Bend(ImagePair pair, AlignmentResult plane, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long begin = Stopwatch.GetTimestamp();
        (Imaging.FlowField flow, double before, double after) = PhotometricRegistration.RegisterSpline(pair.GrayA, pair.GrayB, plane.Homography!.Value, _options);
        string text = string.Create(CultureInfo.InvariantCulture, $"thin-plate spline: correlation {before:F3} becomes {after:F3}");
        bool better = after > before + 0.05 * (1 - before);
        return With(plane, better ? StepOutcome.Accepted : StepOutcome.Rejected, better ? ReasonCode.Verified : ReasonCode.NoImprovement, text, begin) with
        {
            Flow = better ? flow : plane.Flow,
        };
    }

    private AlignmentResult With(AlignmentResult start, StepOutcome outcome, ReasonCode reason, string evidence, long begin) =>
        start.WithStep(ProvenanceStep.Timed(Name, outcome, reason, evidence, begin));
}
