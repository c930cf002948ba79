using System.Diagnostics;
using System.Globalization;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Overlap;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// The attempts of the classical path, from cheap to costly. Each finds tentative matches in its own way; estimation,
/// re-matching under the homography found and verification are the same for all. Escalation ends at the first attempt
/// whose result is accepted; otherwise the most confident result stands.
/// </summary>
internal sealed partial class ClassicEscalation : IDisposable
{
    private const int EnoughToRematch = 6;

    private const double RematchRadius = 8;
    private readonly ImagePair _pair;
    private readonly ClassicOptions _options;
    private readonly AlignerSettings _settings;
    private readonly CancellationToken _cancellation;
    private readonly List<ProvenanceStep> _steps = [];
    private readonly List<Homography> _rematched = [];
    private GateMasks? _gate;
    private SymmetricMatches? _symmetric;

    public ClassicEscalation(ImagePair pair, ClassicOptions options, AlignerSettings settings, CancellationToken cancellation)
    {
        (_pair, _options, _settings, _cancellation) = (pair, options, settings, cancellation);
    }

    /// <summary>The most confident candidate so far.</summary>
    public Candidate? Best { get; private set; }

    /// <summary>How far the attempts that found nothing came: keypoints, matches, inliers.</summary>
    public ReasonCode Shortage { get; private set; } = ReasonCode.TooFewKeypoints;

    /// <summary>What was done.</summary>
    public IReadOnlyList<ProvenanceStep> Steps => _steps;

    /// <summary>Every candidate that verification could look at.</summary>
    public List<Candidate> All { get; } = [];

    /// <summary>What the first attempt matched that had any matches, wherever they lead.</summary>
    public IReadOnlyList<PointMatch> Tentative { get; private set; } = [];

    /// <summary>Whether B is a mirror image of A, so that no homography that may be reported aligns them.</summary>
    public bool IsMirrored { get; private set; }

    // Of several periods that agree equally another attempt would only find another one, and of a layout the same once more.
    private bool IsUndecidable => !IsSettled && All.Exists(c => c.Verification.Reason == ReasonCode.Ambiguous || c.Verification.Evidence?.Everywhere is { IsLayoutAlone: true });

    private bool IsSettled => Best is not null && Best.Verification.Confidence >= _options.Accept;

    public void Run()
    {
        if (IsFlat())
            return;
        if (_options.Start == StartKind.Learned)
        {
            AttemptLearned();
            if (HasHope())
                AttemptOtherViews();
            if (_options.Escalation == Escalation.None)
                return;
        }
        string estimator = KebabCase.Of(_options.Robust.Method);
        string first = $"{KebabCase.Of(_options.Features.Kind)}+{estimator}";
        if (_options.Gate == OverlapGate.On)
            AttemptGated(first);
        Attempt(first, () => MatchFeatures(_options.Features, _options.Matching));
        if (_options.Gate == OverlapGate.WhereWeak)
            AttemptGated(first);
        if (_options.Escalation == Escalation.None)
            return;
        AttemptSymmetric();
        if (IsMirrored)
            return;
        if (_options.Start == StartKind.Classic)
            AttemptLearned();
        AttemptAffine(SparseViews);
        if (!HasHope())
            return;
        if (_options.Start == StartKind.Classic)
            AttemptOtherViews();
        Attempt("sift-fine", () => MatchFeatures(Fine, _options.Matching with { Ratio = 0.85 }));
        Attempt(KebabCase.Of(Other.Kind), () => MatchFeatures(Other, _options.Matching));
        if (_options.Escalation != Escalation.Full)
            return;
        if (_options.Direct is { } direct)
            AttemptDirect(direct);
        if (!HasSupport && _fewestKeypoints > FewKeypoints)
            return;
        AttemptAffine(CoarseViews);
        AttemptAffine(FullViews);
    }

    public void Dispose()
    {
        _gate?.Dispose();
        _learned?.Dispose();
    }

    /// <summary>Whether an image shows nothing at all, so that no attempt can find anything.</summary>
    private bool IsFlat()
    {
        long start = Stopwatch.GetTimestamp();
        double deviation = Math.Min(ImageContrast.Of(_pair.GrayA), ImageContrast.Of(_pair.GrayB));
        if (deviation >= ImageContrast.Least)
            return false;
        _hope = false;
        string evidence = string.Create(CultureInfo.InvariantCulture, $"grey values of an image vary by {deviation:F2}, at least {ImageContrast.Least:F1} needed");
        _steps.Add(ProvenanceStep.Timed("contrast", StepOutcome.Rejected, ReasonCode.TooFewKeypoints, evidence, start));
        return true;
    }

    private void AttemptAffine((string Name, AffineMatchOptions Options) attempt)
    {
        if (_options.Escalation == Escalation.Full)
            Attempt(attempt.Name, () => AffineMatcher.Match(_pair.GrayA, _pair.GrayB, Sift, attempt.Options, _settings.Threads, _cancellation));
    }

    private void AttemptGated(string first)
    {
        if (IsSettled || _options.OverlapFinder is not { } finder)
            return;
        if (_gate is null)
        {
            _gate = GateMasks.Of(_pair, finder, _cancellation);
            _steps.Add(_gate.Said);
        }
        if (_gate.A is not null)
            Attempt(first + "+gate", () => MatchFeatures(_options.Features, _options.Matching, _gate));
    }

    private static FeatureOptions Sift { get; } = new();

    private static FeatureOptions Fine { get; } = new() { MaxKeypoints = 8192, Sensitivity = 0.4 };

    private FeatureOptions Other => _options.Features.Kind == FeatureKind.Akaze
        ? new FeatureOptions { Kind = FeatureKind.Kaze }
        : new FeatureOptions { Kind = FeatureKind.Akaze, Sensitivity = 0.5 };

    // Two tilts at 320 px find what is strongly tilted too, at a fifth of the cost and with a fraction of the inliers.
    private static (string Name, AffineMatchOptions Options) SparseViews { get; } =
        ("affine-sparse", new AffineMatchOptions { MaxTilt = 3, TiltStep = Math.Sqrt(3), LongSide = 320, KeypointsPerView = 160 });

    private static (string Name, AffineMatchOptions Options) CoarseViews { get; } =
        ("affine-coarse", new AffineMatchOptions { MaxTilt = 2.9, LongSide = 480, KeypointsPerView = 400 });

    private static (string Name, AffineMatchOptions Options) FullViews { get; } =
        ("affine-full", new AffineMatchOptions { MaxTilt = 4, LongSide = 800, KeypointsPerView = 800 });

    private TentativeMatches MatchFeatures(FeatureOptions features, MatchOptions matching, GateMasks? gate = null)
    {
        FeatureSet? a = null, b = null;
        ParallelOptions parallel = Concurrency.Options(_settings.Threads, _cancellation);
        using Mat? bothA = GateMasks.Both(gate?.A, _pair.ValidA), bothB = GateMasks.Both(gate?.B, _pair.ValidB);
        Parallel.Invoke(
            parallel,
            () => a = FeatureExtractor.Extract(_pair.GrayA, features, bothA),
            () => b = FeatureExtractor.Extract(_pair.GrayB, features, bothB));
        _fewestKeypoints = Math.Max(_fewestKeypoints, Math.Min(a!.Count, b!.Count));
        if (a.Count < 4 || b.Count < 4)
            return new TentativeMatches([], []);
        if (gate is null && SymmetricMatches.Applies(a) && SymmetricMatches.Applies(b))
            _symmetric ??= new SymmetricMatches(a, b, matching, _settings.Threads);
        return TentativeMatcher.Match(a, b, matching, _settings.Threads);
    }

    private void Attempt(string step, Func<TentativeMatches> match, CandidateSource source = CandidateSource.ClassicalFeatures)
    {
        if (IsSettled)
            return;
        _cancellation.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        TentativeMatches matches = match();
        if (matches.Strong.Count < 4)
        {
            int all = matches.Strong.Count + matches.Weak.Count;
            Shorten(all == 0 ? ReasonCode.TooFewKeypoints : ReasonCode.TooFewMatches);
            string found = $"{matches.Strong.Count} distinct matches of {all}";
            _steps.Add(ProvenanceStep.Timed(step, StepOutcome.Rejected, Shortage, found, start));
            return;
        }
        if (Tentative.Count == 0)
            Tentative = matches.Strong;
        Candidate? candidate = Estimate(step, matches, source);
        if (candidate is null)
        {
            Shorten(ReasonCode.TooFewInliers);
            string found = $"no homography among {matches.Strong.Count} matches";
            _steps.Add(ProvenanceStep.Timed(step, StepOutcome.Rejected, ReasonCode.TooFewInliers, found, start));
            return;
        }
        Keep(candidate, start);
        if ((!IsSettled || candidate.Model.Inliers.Length < ThinSupport) && _options.Escalation != Escalation.None)
            Rematch(candidate);
    }

    /// <summary>The first attempt's features once more, for a B that is a negative; and whether it is a mirror image.</summary>
    private void AttemptSymmetric()
    {
        if (IsSettled || _symmetric is null)
            return;
        Attempt("negative", _symmetric.Negative);
        if (IsSettled)
            return;
        long start = Stopwatch.GetTimestamp();
        if (_symmetric.Mirror(_options.Robust) is not var (model, matches) || model.Inliers.Length <= 2 * (Best?.Model.Inliers.Length ?? 0))
            return;
        IsMirrored = true;
        string evidence = $"{model.Inliers.Length} of {matches} matches agree with a mirror image: flip one of the images";
        _steps.Add(ProvenanceStep.Timed("mirror", StepOutcome.Accepted, ReasonCode.MirrorImage, evidence, start));
    }

    /// <summary>The attempt without features, which has no inliers to show: it comes verified by its own evidence.</summary>
    private void AttemptDirect(DirectAlignment direct)
    {
        if (IsSettled)
            return;
        _cancellation.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        try
        {
            (Homography h, AlignmentVerdict verification) = direct.Find(_pair, _options.Witness, _cancellation);
            Keep(new Candidate(new RobustModel(h, []), verification, 0, DirectAlignment.Step, CandidateSource.Direct), start);
        }
        catch (InputException e)
        {
            _steps.Add(ProvenanceStep.Timed(DirectAlignment.Step, StepOutcome.Skipped, ReasonCode.Unavailable, e.Message, start));
        }
    }

    /// <summary>Looks again where a weak model says that partners should be.</summary>
    private void Rematch(Candidate weak)
    {
        if (_rematched.Exists(h => AttemptSupport.IsSame(h, weak.Model.Homography, _pair.A.Size())))
            return;
        if (weak.Model.Inliers.Length < EnoughToRematch || AttemptSupport.IsContradicted(weak) || !weak.Model.Homography.CheckValidity(_pair.A.Size(), _pair.B.Size(), null).IsValid)
            return;
        long start = Stopwatch.GetTimestamp();
        _rematched.Add(weak.Model.Homography);
        Candidate current = weak;
        Candidate? better = null;
        for (int round = 0; round < 2; round++)
        {
            TentativeMatches matches = RectifiedMatcher.Match(
                _pair.GrayA, _pair.GrayB, current.Model.Homography, Sift, round == 0 ? 2 * RematchRadius : RematchRadius, _settings.Threads);
            Candidate? next = Estimate(weak.Step + "+rematch", matches, weak.Source);
            if (next is null || next.Verification.Confidence <= current.Verification.Confidence)
                break;
            current = better = next;
        }
        if (better is not null)
            Keep(better, start);
        else
            _steps.Add(ProvenanceStep.Timed(weak.Step + "+rematch", StepOutcome.Rejected, ReasonCode.NoImprovement, "no more support was found", start));
    }

    private Candidate? Estimate(string step, TentativeMatches matches, CandidateSource source)
    {
        (List<PointMatch> fitted, List<PointMatch> heldOut) = Split(matches);
        if (RobustHomography.Estimate(fitted, _options.Robust) is not { } model)
            return null;
        AlignmentVerdict verification = AlignmentVerifier.Verify(_pair, model, fitted.Count, heldOut, _options.Witness);
        if (verification.Confidence >= AlignmentVerifier.Ok)
        {
            // Verified without them, so the matches kept back may now help to place it.
            model = RobustHomography.Refit(model.Homography, matches.Strong, _options.Robust.Threshold) ?? model;
        }
        return new Candidate(model, verification, matches.Strong.Count, step, source);
    }

    /// <summary>Keeps back every fifth match (by default) where there are enough, and all ambiguous ones.</summary>
    private (List<PointMatch> Fitted, List<PointMatch> HeldOut) Split(TentativeMatches matches)
    {
        const int enoughToSpare = 50;
        int step = _options.HeldOut <= 0 || matches.Strong.Count < enoughToSpare ? int.MaxValue : (int)Math.Round(1 / _options.HeldOut);
        var fitted = new List<PointMatch>(matches.Strong.Count);
        var heldOut = new List<PointMatch>(matches.Weak);
        for (int i = 0; i < matches.Strong.Count; i++)
            ((i + 1) % step == 0 ? heldOut : fitted).Add(matches.Strong[i]);
        return (fitted, heldOut);
    }

    private void Keep(Candidate candidate, long start, bool firmer = false)
    {
        if (candidate.Verification.IsOk && AttemptSupport.IsOutdone(candidate, All, _pair.A.Size()))
            (candidate, firmer) = (candidate with { Verification = candidate.Verification.Outdone() }, false);
        All.Add(candidate);
        bool better = firmer || Best is null || candidate.Verification.Confidence > Best.Verification.Confidence;
        if (better)
            Best = candidate;
        bool ok = candidate.Verification.Confidence >= AlignmentVerifier.Ok;
        string text = string.Create(CultureInfo.InvariantCulture, $"confidence {candidate.Verification.Confidence:F3}: {candidate.Verification.Text}");
        _steps.Add(ProvenanceStep.Timed(candidate.Step, ok && better ? StepOutcome.Accepted : StepOutcome.Rejected, candidate.Verification.Reason, text, start));
    }

    private void Shorten(ReasonCode reason) => Shortage = reason > Shortage ? reason : Shortage;
}
