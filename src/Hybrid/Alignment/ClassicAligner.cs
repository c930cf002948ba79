using System.Diagnostics;
using Hybrid.Classical;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// The classical path: features, ratio and mutual checks, robust homography, Levenberg–Marquardt, verification; and
/// where that is weak an escalation ladder that stops at the first rung whose result is verified.
/// </summary>
public sealed class ClassicAligner : IAligner
{
    private readonly ClassicOptions _options;
    private readonly AlignerSettings _settings;

    /// <summary>Creates the method.</summary>
    /// <param name="options">How it works.</param>
    /// <param name="settings">Seed and threads.</param>
    public ClassicAligner(ClassicOptions options, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(settings);
        _options = options with { Robust = options.Robust with { Seed = settings.Seed } };
        _settings = settings;
    }

    /// <inheritdoc />
    public string Name => "classic";

    /// <inheritdoc />
    public AlignmentResult Align(ImagePair pair, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        long start = Stopwatch.GetTimestamp();
        using WorkingPair working = WorkingPair.Reduce(pair, _options.LongSide);
        using var ladder = new ClassicLadder(working.Pair, _options, _settings, cancellationToken);
        ladder.Climb();

        Candidate? best = ladder.Best;
        bool ok = best is not null && best.Verification.Confidence >= AlignmentVerifier.Ok;
        double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (best is null)
        {
            return new AlignmentResult
            {
                Status = ResultStatus.Failed,
                Reason = ladder.Shortage,
                MethodRequested = Name,
                MethodUsed = Name,
                Provenance = ladder.Steps,
                Milliseconds = ms,
            };
        }
        Homography h = working.ToOriginal(best.Model.Homography);
        return new AlignmentResult
        {
            Status = ok ? ResultStatus.Ok : ResultStatus.Failed,
            Reason = best.Verification.Reason,
            MethodRequested = Name,
            MethodUsed = Name,
            Homography = h,
            Inliers = [.. best.Model.Inliers.Select(working.ToOriginal)],
            MatchCount = best.MatchCount,
            Confidence = best.Verification.Confidence,
            Overlap = h.OverlapFraction(pair.A.Size(), pair.B.Size()),
            Provenance = ladder.Steps,
            Milliseconds = ms,
        };
    }
}
