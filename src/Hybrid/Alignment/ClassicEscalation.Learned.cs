using System.Diagnostics;
using Hybrid.Alignment.Learned;
using Hybrid.Classical;
using Hybrid.Verification;

namespace Hybrid.Alignment;

internal sealed partial class ClassicEscalation
{
    // Five for each of a homography's parameters: what fewer matches fix is at its place, but off by pixels away from them.
    private const int ThinSupport = 40;

    private bool IsThin => Best is { Source: CandidateSource.ClassicalFeatures } best && best.Model.Inliers.Length < ThinSupport;

    private LearnedSearch? _learned;

    /// <summary>
    /// The attempt with a network's features, the images as they are. It is made too where few classical matches were verified, and
    /// then stands if it is verified by more of them and the overlap does not speak against it.
    /// </summary>
    private void AttemptLearned()
    {
        if ((IsSettled && !IsThin) || _options.Learned is not { } learned)
            return;
        Search(() =>
        {
            long start = Stopwatch.GetTimestamp();
            _learned = new LearnedSearch(learned, _pair, _options.Robust, _options.HeldOut, _settings.Threads, _cancellation);
            Keep(learned.Name, _learned.AsTheyAre(), _learned, start);
        });
    }

    /// <summary>The same features where one of the images is turned or reduced.</summary>
    private void AttemptOtherViews()
    {
        if (IsSettled || _learned is not { HasViews: true } search)
            return;
        Search(() =>
        {
            long start = Stopwatch.GetTimestamp();
            Keep(_options.Learned!.Name + "+views", search.Otherwise(), search, start);
        });
    }

    private void Search(Action attempt)
    {
        _cancellation.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        try
        {
            attempt();
        }
        catch (InputException e)
        {
            _steps.Add(ProvenanceStep.Timed("learned", StepOutcome.Skipped, ReasonCode.Unavailable, e.Message, start));
        }
    }

    private void Keep(string step, LearnedEstimate? estimate, LearnedSearch search, long start)
    {
        if (estimate is null)
        {
            Shorten(ReasonCode.TooFewInliers);
            _steps.Add(ProvenanceStep.Timed(step, StepOutcome.Rejected, ReasonCode.TooFewInliers, $"no homography among {search.Shortage}", start));
            return;
        }
        AlignmentVerdict verification = AlignmentVerifier.Verify(_pair, estimate.Model, estimate.Fitted, estimate.HeldOut, _options.Witness);
        verification = verification with { Text = verification.Text + estimate.Views };
        RobustModel model = verification.IsOk ? estimate.Refit : estimate.Model;
        var candidate = new Candidate(model, verification, estimate.Fitted + estimate.HeldOut.Count, step, CandidateSource.LearnedFeatures);
        bool firmer = IsThin && verification.Confidence >= _options.Accept && model.Inliers.Length > Best!.Model.Inliers.Length && !AttemptSupport.IsLess(verification, Best.Verification);
        Keep(candidate, start, firmer);
    }
}
