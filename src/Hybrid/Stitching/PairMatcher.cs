using System.Diagnostics;
using System.Globalization;
using Hybrid.Aligners;
using Hybrid.Classical;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>
/// Decides whether two views overlap and by which homography: first from the cached features, and where that is asked
/// for by the classical aligner's whole ladder.
/// </summary>
internal sealed class PairMatcher(StitchOptions options)
{
    private const int Plausible = 12;

    /// <summary>At and above this confidence a pair is linked.</summary>
    public const double Linked = 0.5;

    private readonly RobustOptions _robust = new() { Seed = options.Seed, MaxIterations = 5000 };

    /// <summary>Compares the cached features.</summary>
    public PairDecision Match(View a, View b)
    {
        long start = Stopwatch.GetTimestamp();
        if (a.Features.Count < 4 || b.Features.Count < 4)
            return Unlinked(a, b, ReasonCode.TooFewKeypoints, $"{a.Features.Count} and {b.Features.Count} keypoints", 0, "features", start);
        TentativeMatches matches = TentativeMatcher.Match(a.Features, b.Features, new MatchOptions(), 1);
        if (matches.Strong.Count < Plausible)
            return Unlinked(a, b, ReasonCode.TooFewMatches, $"{matches.Strong.Count} distinct matches", matches.Strong.Count, "features", start);
        if (RobustHomography.Estimate(matches.Strong, _robust) is not { } model || model.Inliers.Length < 8)
            return Unlinked(a, b, ReasonCode.TooFewInliers, $"no homography among {matches.Strong.Count} matches", matches.Strong.Count, "features", start);
        using ImagePair pair = Pair(a, b);
        Verification verification = AlignmentVerifier.Verify(pair, model, matches.Strong.Count, matches.Weak);
        // Parallax makes many inliers disagree photometrically; Brown and Lowe's count of inliers tells these pairs from chance.
        double support = model.Inliers.Length / (8 + 0.3 * matches.Strong.Count);
        bool linked = verification.Evidence is not null && (verification.Confidence >= Linked || (support > 1 && model.Inliers.Length >= 30));
        string evidence = Text($"confidence {verification.Confidence:F3}, support {support:F2}: {verification.Text}");
        ReasonCode reason = linked ? ReasonCode.Verified : verification.Reason;
        return Decide(a, b, linked, reason, evidence, Math.Max(verification.Confidence, linked ? Linked : 0), model, matches.Strong.Count,
            new ProvenanceStep("features", linked ? StepOutcome.Accepted : StepOutcome.Rejected, reason, evidence, Elapsed(start)));
    }

    /// <summary>Climbs the classical aligner's ladder, which costs from a tenth of a second to several.</summary>
    public PairDecision Escalate(View a, View b, PairDecision before, bool fully, CancellationToken cancellation)
    {
        using ImagePair pair = Pair(a, b);
        var aligner = new ClassicAligner(new ClassicOptions { Escalation = fully ? Escalation.Full : Escalation.Moderate }, new AlignerSettings { Seed = options.Seed, Threads = options.Threads });
        Alignment alignment = aligner.Align(pair, cancellation);
        ProvenanceStep[] steps = [.. before.Steps, .. alignment.Provenance];
        if (!alignment.IsOk || alignment.Homography is not { } h)
            return before with { Steps = steps };
        string evidence = Text($"confidence {alignment.Confidence:F3}, {alignment.Inliers.Count} inliers of {alignment.MatchCount}, escalated");
        return Decide(a, b, true, ReasonCode.Verified, evidence, alignment.Confidence,
            new RobustModel(h, [.. alignment.Inliers]), alignment.MatchCount, alignment.Provenance[^1]) with { Steps = steps };
    }

    private static PairDecision Decide(View a, View b, bool linked, ReasonCode reason, string evidence, double confidence, RobustModel model, int matches, ProvenanceStep step)
    {
        Homography toA = a.ToFull, toB = b.ToFull;
        Homography h = (toB * model.Homography * a.ToReduced).Normalized();
        return new PairDecision
        {
            A = a.Index,
            B = b.Index,
            IsLinked = linked,
            Reason = reason,
            Evidence = evidence,
            Confidence = confidence,
            Homography = h,
            Inliers = [.. model.Inliers.Select(m => m with { A = toA.Apply(m.A), B = toB.Apply(m.B) })],
            MatchCount = matches,
            Overlap = h.OverlapFraction(a.Size, b.Size),
            Steps = [step],
        };
    }

    private static PairDecision Unlinked(View a, View b, ReasonCode reason, string evidence, int matches, string step, long start) => new()
    {
        A = a.Index,
        B = b.Index,
        IsLinked = false,
        Reason = reason,
        Evidence = evidence,
        MatchCount = matches,
        Steps = [new ProvenanceStep(step, StepOutcome.Rejected, reason, evidence, Elapsed(start))],
    };

    private static ImagePair Pair(View a, View b) => new($"{a.Index}-{b.Index}", Header(a.Gray), Header(b.Gray));

    private static Mat Header(Mat m) => new(m, new Rect(0, 0, m.Width, m.Height));

    private static double Elapsed(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
