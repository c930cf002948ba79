using System.Threading.Tasks;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Neural;

namespace Hybrid.Alignment.Learned;

/// <summary>
/// The search for a homography of one pair by a network's features: both images as they are; then, since descriptors bear
/// neither a large turn nor a large change of size, one of them turned and either at half size, keeping what most matches
/// agree with. What was extracted is kept between the two.
/// </summary>
internal sealed class LearnedSearch : IDisposable
{
    private const int EnoughToSpare = 50;
    private const double GuidedRadius = 8;

    /// <summary>Threshold of the second fit over that of the first: partners found where they should be are placed better.</summary>
    private const double GuidedThreshold = 2.0 / 3;

    private readonly LearnedStart _start;
    private readonly RobustOptions _robust;
    private readonly int _keptBack;
    private readonly int _threads;
    private readonly CancellationToken _cancellation;
    private readonly WorkingPair _working;
    private LearnedFeatures? _a, _b;

    /// <param name="start">Features and matcher.</param>
    /// <param name="pair">The images; not modified.</param>
    /// <param name="robust">The estimator; its threshold is in pixels of the size at which features are sought.</param>
    /// <param name="heldOut">Share of A's keypoints whose matches are kept back from the fit.</param>
    /// <param name="threads">Threads of the matching; 0 means all cores.</param>
    /// <param name="cancellation">Checked between views.</param>
    public LearnedSearch(LearnedStart start, ImagePair pair, RobustOptions robust, double heldOut, int threads, CancellationToken cancellation)
    {
        (_start, _robust, _threads, _cancellation) = (start, robust, threads, cancellation);
        _keptBack = heldOut <= 0 ? int.MaxValue : (int)Math.Round(1 / heldOut);
        _working = WorkingPair.Reduce(pair, start.Features.Value.LongSide);
    }

    /// <summary>Keypoints and tentative matches of the first views, for people.</summary>
    public string Shortage { get; private set; } = "";

    /// <summary>Whether other views are worth while.</summary>
    public bool HasViews => _start.Features.Value.HasViews;

    /// <summary>Matches the images as they are.</summary>
    /// <returns>Null where no homography was found; <see cref="Shortage"/> then says how far it came.</returns>
    /// <exception cref="InputException">A model is missing or cannot be used.</exception>
    public LearnedEstimate? AsTheyAre()
    {
        IFeatureSource source = _start.Features.Value;
        FeatureView view = source.First(_working.Pair.A.Size());
        Parallel.Invoke(
            Concurrency.Options(_threads, _cancellation),
            () => _a = source.Extract(_working.Pair.GrayA, view),
            () => _b = source.Extract(_working.Pair.GrayB, view));
        return Estimate(_a!, _b!, 1, "");
    }

    /// <summary>Matches other views of them: B turned, and either at half size.</summary>
    /// <returns>The estimate with the most inliers; null where no view has one.</returns>
    public LearnedEstimate? Otherwise()
    {
        if (_a is null || _b is null || !HasViews)
            return null;
        LearnedFeatures halfA = _start.Features.Value.Extract(_working.Pair.GrayA, new FeatureView(0, true));
        LearnedFeatures halfB = _start.Features.Value.Extract(_working.Pair.GrayB, new FeatureView(0, true));
        LearnedEstimate? best = null;
        for (int turn = 0; turn < 4; turn++)
        {
            FeatureView whole = new(turn, false), half = new(turn, true);
            LearnedFeatures b = turn == 0 ? _b : _start.Features.Value.Extract(_working.Pair.GrayB, whole, _b.Points);
            LearnedFeatures small = turn == 0 ? halfB : _start.Features.Value.Extract(_working.Pair.GrayB, half, halfB.Points);
            if (turn > 0)
                best = Better(best, Estimate(_a, b, 1, $", B {whole}"));
            best = Better(best, Estimate(_a, small, 2, $", B {half}"));
            best = Better(best, Estimate(halfA, b, 1, turn == 0 ? ", A at half size" : $", A at half size, B {whole}"));
        }
        return best;
    }

    /// <inheritdoc />
    public void Dispose() => _working.Dispose();

    private static LearnedEstimate? Better(LearnedEstimate? one, LearnedEstimate? other) =>
        other is not null && (one is null || other.Model.Inliers.Length > one.Model.Inliers.Length) ? other : one;

    private LearnedEstimate? Estimate(LearnedFeatures a, LearnedFeatures b, double pixel, string views)
    {
        _cancellation.ThrowIfCancellationRequested();
        IReadOnlyList<(int A, int B, float Score)> matches = _start.Match(a, b, _threads);
        Shortage = $"{matches.Count} matches of {a.Points.Count} and {b.Points.Count} keypoints";
        // By keypoint and not by match: a keypoint kept back is kept back from the guided fit too.
        int step = matches.Count < EnoughToSpare ? int.MaxValue : _keptBack;
        bool IsKeptBack(int keypoint) => (keypoint + 1) % step == 0;
        PointMatch[] fitted = [.. matches.Where(m => !IsKeptBack(m.A)).Select(At)], heldOut = [.. matches.Where(m => IsKeptBack(m.A)).Select(At)];
        if (Fit(fitted, 1, pixel) is not { } first)
            return null;
        FeatureSet all = LearnedStart.SetOf(a), other = LearnedStart.SetOf(b);
        FeatureSet shown = all.Select([.. Enumerable.Range(0, all.Count).Where(i => !IsKeptBack(i))]);
        Homography h = Guided(shown, other, first.Homography, pixel);
        // What guidance finds agrees with the homography because it was sought there: only what was found without it may testify.
        var model = new RobustModel(h, RobustHomography.Inliers(h, fitted, pixel * _robust.Threshold));
        Homography whole = Guided(all, other, h, pixel);
        var refit = new RobustModel(whole, RobustHomography.Inliers(whole, [.. matches.Select(At)], pixel * _robust.Threshold));
        return new LearnedEstimate(ToPair(model), fitted.Length, [.. heldOut.Select(_working.ToOriginal)], views, ToPair(refit));

        PointMatch At((int A, int B, float Score) m) => new(a.Points[m.A], b.Points[m.B], m.Score);
    }

    /// <summary>Matches again near where a homography leads, and fits to those; the homography itself where that finds none.</summary>
    private Homography Guided(FeatureSet a, FeatureSet b, in Homography h, double pixel) => _start.Matcher is not null
        ? h
        : Fit(GuidedMatcher.Match(a, b, h, GuidedRadius * pixel), GuidedThreshold, pixel)?.Homography ?? h;

    private RobustModel? Fit(IReadOnlyList<PointMatch> matches, double factor, double pixel) =>
        RobustHomography.Estimate(matches, _robust with { Threshold = factor * pixel * _robust.Threshold });

    private RobustModel ToPair(RobustModel model) => new(_working.ToOriginal(model.Homography), [.. model.Inliers.Select(_working.ToOriginal)]);
}
