using System.Diagnostics;
using System.Globalization;
using Hybrid.Overlap;

namespace Hybrid.Alignment;

internal sealed partial class ClassicEscalation
{
    private const double LeastHope = 0.1;

    // With more keypoints than this in both images, features that find nothing say that there is nothing to find.
    private const int FewKeypoints = 150;

    private bool? _hope;
    private int _fewestKeypoints;

    /// <summary>Whether the costlier attempts were left out, since nothing spoke for them.</summary>
    public bool IsHopeless => _hope is false && !IsSettled;

    private bool HasSupport => All.Exists(AttemptSupport.IsSupported) && !AttemptSupport.IsRefusedAgain(All, _pair.A.Size());

    /// <summary>
    /// Whether costlier attempts are worth while: some support so far, or too few keypoints to have found any in images that a
    /// network sees overlap.
    /// </summary>
    private bool HasHope()
    {
        if (IsUndecidable)
            return (_hope = false).Value;
        if (IsSettled || _options.Hope is not { } finder || HasSupport)
            return true;
        if (_hope is { } known)
            return known;
        long start = Stopwatch.GetTimestamp();
        if (_fewestKeypoints > FewKeypoints)
        {
            string found = All.Exists(AttemptSupport.IsSupported) ? "several attempts found one homography that is not verified" : "no attempt found support";
            string none = $"{found} among at least {_fewestKeypoints} keypoints in each image: costlier ones are left out";
            _steps.Add(ProvenanceStep.Timed("support", StepOutcome.Rejected, ReasonCode.TooFewInliers, none, start));
            return (_hope = false).Value;
        }
        try
        {
            using OverlapResult masks = finder.Value.Find(_pair, _cancellation);
            _hope = masks.Probability >= LeastHope;
            string evidence = string.Create(CultureInfo.InvariantCulture, $"an overlap has probability {masks.Probability:F3}{(_hope.Value ? "" : ", and no attempt found support: costlier ones are left out")}");
            _steps.Add(ProvenanceStep.Timed(GateMasks.Step, _hope.Value ? StepOutcome.Accepted : StepOutcome.Rejected, _hope.Value ? ReasonCode.None : ReasonCode.LowOverlap, evidence, start));
        }
        catch (InputException e)
        {
            _hope = true;
            _steps.Add(ProvenanceStep.Timed(GateMasks.Step, StepOutcome.Skipped, ReasonCode.Unavailable, e.Message, start));
        }
        return _hope.Value;
    }
}
