using System.Diagnostics;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// The classical path: features, ratio and mutual checks, robust homography, Levenberg–Marquardt, verification; and
/// where that is weak <see cref="ClassicEscalation"/>.
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
    public string Name => _options.Start == StartKind.Classic ? AlignerNames.Classic : AlignerNames.Learned;

    /// <inheritdoc />
    public AlignmentResult Align(ImagePair pair, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        long start = Stopwatch.GetTimestamp();
        using WorkingPair working = WorkingPair.Reduce(pair, _options.LongSide);
        using var escalation = new ClassicEscalation(working.Pair, _options, _settings, cancellationToken);
        escalation.Run();

        Candidate? best = escalation.Best;
        bool ok = best is not null && best.Verification.Confidence >= AlignmentVerifier.Ok;
        double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (best is null || escalation.IsMirrored)
        {
            return new AlignmentResult
            {
                Status = ResultStatus.Failed,
                Reason = escalation.IsMirrored ? ReasonCode.MirrorImage : escalation.Shortage,
                MethodRequested = Name,
                MethodUsed = Name,
                Provenance = escalation.Steps,
                IsHopeless = escalation.IsHopeless,
                Milliseconds = ms,
            };
        }
        Homography h = working.ToOriginal(best.Model.Homography);
        return new AlignmentResult
        {
            Status = ok ? ResultStatus.Ok : ResultStatus.Failed,
            Reason = best.Verification.Reason,
            MethodRequested = Name,
            MethodUsed = Used(best),
            Homography = h,
            Inliers = [.. best.Model.Inliers.Select(working.ToOriginal)],
            Tentative = [.. escalation.Tentative.Select(working.ToOriginal)],
            MatchCount = best.MatchCount,
            Confidence = best.Verification.Confidence,
            Overlap = h.OverlapFraction(pair.A.Size(), pair.B.Size()),
            Extent = best.Verification.Extent,
            Provenance = escalation.Steps,
            IsHopeless = escalation.IsHopeless,
            Milliseconds = ms,
        };
    }

    // No method of the catalogue but hybrid and auto finds a homography without features.
    private static string Used(Candidate best) => best.Source switch
    {
        CandidateSource.LearnedFeatures => AlignerNames.Learned,
        CandidateSource.Direct => AlignerNames.Hybrid,
        _ => AlignerNames.Classic,
    };
}
