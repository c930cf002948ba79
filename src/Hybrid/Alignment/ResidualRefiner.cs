using System.Diagnostics;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Imaging;

namespace Hybrid.Alignment;

/// <summary>
/// Dense refinement: B is warped into A's frame by the start, flow both ways gives the residual, and the homography is
/// refitted to the flow that closes its cycle and is confident. The composed dense flow is kept too; where the scene is
/// not a plane it is the answer, and the homography its plane.
/// </summary>
public sealed class ResidualRefiner : IRefiner
{
    private readonly IResidualFlow _flow;
    private readonly ResidualRefinerOptions _options;

    /// <summary>Creates the refiner.</summary>
    /// <param name="flow">What computes the residual.</param>
    /// <param name="options">How it is used.</param>
    public ResidualRefiner(IResidualFlow flow, ResidualRefinerOptions options)
    {
        (_flow, _options) = (flow, options);
    }

    /// <inheritdoc />
    public string Name => _flow.Name;

    /// <inheritdoc />
    public AlignmentResult Refine(ImagePair pair, AlignmentResult start, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(start);
        long begin = Stopwatch.GetTimestamp();
        if (start.Homography is not { } h)
            return start;

        Homography current = h;
        double scatter = double.NaN, pixelInB = double.NaN;
        (FlowField Flow, ScalarMap Confidence)? dense = null;
        for (int round = 1; round <= _options.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using ResidualFrame? residual = ResidualFrame.Make(pair, current, _options.LongSide);
            if (residual is null)
                return Unchanged(start, ReasonCode.DegenerateGeometry, "the homography cannot be inverted", begin);
            residual.Solve(_flow, cancellationToken);
            if (Refit(residual, current) is not var (refitted, spread))
                return Unchanged(start, ReasonCode.NotConverged, "too little of the flow closes its cycle", begin);
            (current, scatter, pixelInB) = (refitted, spread, residual.PixelInB);
            if (round == _options.Rounds)
                dense = residual.Compose();
        }

        RefinementDecision decision = RefinementTest.Compare(pair, start, h, current, scatter);
        AlignmentResult refined = start with { Flow = dense?.Flow, FlowConfidence = dense?.Confidence };
        if (_options.Verify && !decision.IsBetter)
        {
            // Between modalities a flow can close its cycle and lie beside the truth: one that follows a plane is refused with that plane.
            bool misled = start.MethodUsed == AlignerNames.Learned && scatter < RefinementTest.PlaneScatter * pixelInB;
            return Unchanged(misled ? start : refined, decision.Reason, decision.Text, begin);
        }
        return refined with
        {
            Homography = current,
            Overlap = current.OverlapFraction(pair.A.Size(), pair.B.Size()),
            Provenance = [.. start.Provenance, ProvenanceStep.Timed(Name, StepOutcome.Accepted, ReasonCode.Verified, decision.Text, begin)],
        };
    }

    /// <summary>The homography that the flow says, and the median distance in pixels of B of the flow from it.</summary>
    private (Homography Homography, double Scatter)? Refit(ResidualFrame residual, in Homography start)
    {
        PointMatch[] matches = residual.Sample(_options.Stride, _options.MaxCycleError, _options.MinConfidence);
        if (matches.Length < 30)
            return null;
        double pixel = residual.PixelInB;
        RobustModel? model = RobustHomography.Refit(start, matches, 3 * _options.Threshold * pixel);
        model = model is null ? null : RobustHomography.Refit(model.Homography, matches, _options.Threshold * pixel);
        if (model is null)
            return null;
        double[] distances = [.. matches.Select(m => HomographyErrors.Transfer(model.Homography, m)).Order()];
        return (model.Homography, distances[distances.Length / 2]);
    }

    private AlignmentResult Unchanged(AlignmentResult start, ReasonCode reason, string evidence, long begin) =>
        start.WithStep(ProvenanceStep.Timed(Name, StepOutcome.Rejected, reason, evidence, begin));
}
