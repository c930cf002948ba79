using System.Diagnostics;
using System.Globalization;
using Hybrid.Alignment;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Stitching.Registration;

/// <summary>
/// Decides whether two views overlap and by which homography: first from the features of small images, made precise by
/// following corners, then from those of larger ones, and where that is asked for by an aligner's whole escalation.
/// </summary>
internal sealed class PairMatcher(StitchOptions options)
{
    private const int Plausible = 8;

    /// <summary>What corners that were followed must show for a pair whose features alone are too few.</summary>
    private const int FollowedCorners = 50;
    private const double FollowedShare = 0.5, FollowedSpread = 0.1, FollowedAgreement = 0.8, AboveChance = 0.3;
    private const int FollowedPatches = 80;
    private const int FewestFollowed = 24;

    /// <summary>Above this share of followed corners on one plane no other is looked for.</summary>
    private const double OnePlane = 0.85;
    private const int CompareSide = 480;

    /// <summary>At and above this confidence a pair is linked.</summary>
    public const double Linked = 0.5;

    private readonly RobustOptions _robust = new() { Seed = options.Seed, MaxIterations = 5000 };

    /// <summary>Compares the features of small images.</summary>
    public PairDecision Match(View a, View b) => Compare(a, b, a.Features, b.Features, "features");

    /// <summary>Compares the features of larger images, which a view finds when it is first compared so.</summary>
    public PairDecision MatchFinely(View a, View b, PairDecision before)
    {
        PairDecision fine = Compare(a, b, a.FineFeatures.Value, b.FineFeatures.Value, "features-fine");
        PairDecision better = fine.IsLinked || fine.Inliers.Count >= before.Inliers.Count ? fine : before;
        return better with { Steps = [.. before.Steps, .. fine.Steps] };
    }

    private PairDecision Compare(View a, View b, FeatureSet featuresA, FeatureSet featuresB, string step)
    {
        long start = Stopwatch.GetTimestamp();
        if (featuresA.Count < 4 || featuresB.Count < 4)
            return Unlinked(a, b, ReasonCode.TooFewKeypoints, $"{featuresA.Count} and {featuresB.Count} keypoints", 0, step, start);
        TentativeMatches matches = TentativeMatcher.Match(featuresA, featuresB, new MatchOptions(), 1);
        if (matches.Strong.Count < Plausible)
            return Unlinked(a, b, ReasonCode.TooFewMatches, $"{matches.Strong.Count} distinct matches", matches.Strong.Count, step, start);
        if (RobustHomography.Estimate(matches.Strong, _robust) is not { } model || model.Inliers.Length < Plausible)
            return Unlinked(a, b, ReasonCode.TooFewInliers, $"no homography among {matches.Strong.Count} matches", matches.Strong.Count, step, start);
        using ImagePair pair = Pair(a, b);
        AlignmentVerdict verification = AlignmentVerifier.Verify(pair, model, matches.Strong.Count, matches.Weak);
        if (verification.Evidence is null)
            return Unlinked(a, b, verification.Reason, verification.Text, matches.Strong.Count, step, start);
        // Parallax makes many inliers disagree photometrically; Brown and Lowe's count of inliers tells these pairs from chance.
        double support = model.Inliers.Length / (8 + 0.3 * matches.Strong.Count);
        bool linked = verification.Reason != ReasonCode.Ambiguous && (verification.Confidence >= Linked || (support > 1 && model.Inliers.Length >= 30));
        string evidence = Text($"confidence {verification.Confidence:F3}, support {support:F2}: {verification.Text}");
        int seen = matches.Strong.Count;
        PointMatch[] followed = CornerTracker.Track(a, b, model.Homography);
        if (Precise(pair, model, followed) is { } precise)
        {
            if (!linked)
            {
                AlignmentVerdict second = AlignmentVerifier.Verify(pair, precise, followed.Length, matches.Weak);
                linked = second.Reason != ReasonCode.Ambiguous && IsSeen(pair, precise, second.Evidence?.Matches);
                evidence = Text($"{evidence}; corners followed: {second.Text}");
            }
            else
            {
                evidence = Text($"{evidence}; {precise.Inliers.Length} of {followed.Length} corners followed");
            }
            (model, seen) = (precise, followed.Length);
        }
        ReasonCode reason = linked ? ReasonCode.Verified : verification.Reason;
        return Decide(a, b, linked, reason, evidence, Math.Max(verification.Confidence, linked ? Linked : 0), model, seen,
            new ProvenanceStep(step, linked ? StepOutcome.Accepted : StepOutcome.Rejected, reason, evidence, Elapsed(start)));
    }

    /// <summary>The model fitted to corners that were followed; null where the features' own is better.</summary>
    private RobustModel? Precise(ImagePair pair, RobustModel model, PointMatch[] followed)
    {
        if (followed.Length < FewestFollowed)
            return null;
        RobustModel? near = RobustHomography.Refit(model.Homography, followed, _robust.Threshold);
        if (near is not null && near.Inliers.Length > OnePlane * followed.Length)
            return near;
        // With parallax each model fits one of several planes: the one under which the images agree most is on the largest.
        PointMatch[] all = [.. followed, .. model.Inliers];
        RobustModel?[] candidates = [near, RobustHomography.Estimate(followed, _robust), RobustHomography.Refit(model.Homography, all, _robust.Threshold)];
        RobustModel best = model;
        double[] correlations = Correlations(pair, best);
        foreach (RobustModel candidate in candidates.Where(c => c is not null && c.Inliers.Length >= FewestFollowed && c.Homography.CheckValidity(pair.A.Size(), pair.B.Size(), null).IsValid)!)
        {
            double[] own = Correlations(pair, candidate);
            if (own.Zip(correlations, (x, y) => x - y).Where(double.IsFinite).DefaultIfEmpty().Average() > 0)
                (best, correlations) = (candidate, own);
        }
        return ReferenceEquals(best, model) ? null : best;
    }

    private static double[] Correlations(ImagePair pair, RobustModel model)
    {
        double right = pair.A.Width - 1, bottom = pair.A.Height - 1;
        return PhotometricCheck.Correlations(pair.GrayA, pair.GrayB, model.Homography, [new(0, 0), new(right, 0), new(right, bottom), new(0, bottom)], CompareSide);
    }

    /// <summary>Whether the images agree under the followed corners far more than by chance, over a good part of the overlap.</summary>
    private static bool IsSeen(ImagePair pair, RobustModel model, MatchEvidence? e)
    {
        if (e is null || e.Inliers < FollowedCorners || e.InlierRatio < FollowedShare || e.Spread < FollowedSpread)
            return false;
        (double agreement, double chance, int patches) = PhotometricCheck.Measure(pair.GrayA, pair.GrayB, model.Homography, MatchEvidence.Hull(model.Inliers));
        return patches >= FollowedPatches && agreement >= FollowedAgreement && agreement - chance >= AboveChance;
    }

    /// <summary>Runs an aligner's escalation, with a network's features where the method has networks. It costs from a tenth of a second to several.</summary>
    public PairDecision Escalate(View a, View b, PairDecision before, bool fully, CancellationToken cancellation)
    {
        using ImagePair pair = Pair(a, b);
        AlignmentResult alignment = Aligner(fully ? Escalation.Full : Escalation.Moderate).Align(pair, cancellation);
        ProvenanceStep[] steps = [.. before.Steps, .. alignment.Provenance];
        if (!alignment.IsOk || alignment.Homography is not { } h)
            return before with { Steps = steps };
        string evidence = Text($"confidence {alignment.Confidence:F3}, {alignment.Inliers.Count} inliers of {alignment.MatchCount}, escalated");
        return Decide(a, b, true, ReasonCode.Verified, evidence, alignment.Confidence,
            new RobustModel(h, [.. alignment.Inliers]), alignment.MatchCount, alignment.Provenance[^1]) with { Steps = steps };
    }

    private ClassicAligner Aligner(Escalation escalation)
    {
        var settings = new AlignerSettings { Seed = options.Seed, Threads = options.Threads, ModelFolder = options.ModelFolder };
        return options.Method == StitchMethod.Classic
            ? new ClassicAligner(new ClassicOptions { Escalation = escalation }, settings)
            // What is too blurred for features would be placed to no better than a few pixels, which a panorama shows.
            : AlignerCatalogue.Start(MethodSpec.Parse(AlignerNames.Hybrid).With(AlignerOptions.Escalate.Name, KebabCase.Of(escalation)).With(AlignerOptions.Direct.Name, "off"), settings);
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

    private static ImagePair Pair(View a, View b) => ImagePair.OfViews($"{a.Index}-{b.Index}", Header(a.Gray), Header(b.Gray));

    private static Mat Header(Mat m) => new(m, new Rect(0, 0, m.Width, m.Height));

    private static double Elapsed(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
