using System.Diagnostics;
using System.Globalization;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Aligners;

/// <summary>
/// Dense refinement without a learned weight: B is warped into A's frame by the start, DIS flow both ways gives the
/// residual, and the homography is refitted to the flow that closes its cycle. The composed dense flow is kept too.
/// </summary>
public sealed class DisRefiner : IRefiner
{
    private readonly DisRefinerOptions _options;
    private readonly AlignerSettings _settings;

    /// <summary>Creates the refiner.</summary>
    /// <param name="options">How it works.</param>
    /// <param name="settings">Seed and threads.</param>
    public DisRefiner(DisRefinerOptions options, AlignerSettings settings)
    {
        (_options, _settings) = (options, settings);
    }

    /// <inheritdoc />
    public string Name => "dis";

    /// <inheritdoc />
    public Alignment Refine(ImagePair pair, Alignment start, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(start);
        long begin = Stopwatch.GetTimestamp();
        if (start.Homography is not { } h)
            return start;
        if (!DenseFlowEstimator.IsAvailable(out string? reason))
            return Unchanged(start, ReasonCode.Unavailable, reason!, begin);

        Homography current = h;
        (FlowField Flow, ScalarMap Confidence) composed = default;
        for (int round = 0; round < Math.Max(1, _options.Rounds); round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ResidualFrame? residual = ResidualFrame.Make(pair, current, _options.LongSide);
            if (residual is null)
                return Unchanged(start, ReasonCode.DegenerateGeometry, "the homography cannot be inverted", begin);
            using (residual)
            {
                residual.Solve((a, b) => DenseFlowEstimator.Estimate(a, b, _options.Preset), _settings.Threads);
                if (Refit(residual, current) is not { } refitted)
                    return Unchanged(start, ReasonCode.NotConverged, "too little of the flow closes its cycle", begin);
                current = refitted;
                composed = residual.Compose();
            }
        }

        RefinementVerdict verdict = RefinementJudge.Compare(pair, start, h, current);
        Alignment dense = start with { Flow = composed.Flow, FlowConfidence = composed.Confidence };
        if (!verdict.IsBetter)
            return Unchanged(dense, verdict.Reason, verdict.Text, begin);
        return dense with
        {
            MethodUsed = Name,
            Homography = current,
            Overlap = current.OverlapFraction(pair.A.Size(), pair.B.Size()),
            Provenance = [.. start.Provenance, new ProvenanceStep(Name, StepOutcome.Accepted, ReasonCode.Verified, verdict.Text, Elapsed(begin))],
        };
    }

    private Homography? Refit(ResidualFrame residual, in Homography start)
    {
        PointMatch[] matches = residual.Sample(_options.Stride, _options.MaxCycleError);
        if (matches.Length < 30)
            return null;
        double pixel = residual.PixelInB;
        RobustModel? model = RobustHomography.Refit(start, matches, 3 * _options.Threshold * pixel);
        model = model is null ? null : RobustHomography.Refit(model.Homography, matches, _options.Threshold * pixel);
        return model?.Homography;
    }

    private Alignment Unchanged(Alignment start, ReasonCode reason, string evidence, long begin) => start with
    {
        Provenance = [.. start.Provenance, new ProvenanceStep(Name, StepOutcome.Rejected, reason, evidence, Elapsed(begin))],
    };

    private static double Elapsed(long begin) => Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
}
