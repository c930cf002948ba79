using System.Diagnostics;
using System.Globalization;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Neural;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// The network alone: no features, no start. A stacked cascade works from a reduced pair to the full frame; a homography
/// is then fitted to its confident flow and verified by what the network did not say.
/// </summary>
public sealed class NeuralAligner : IAligner
{
    private const int MaxSamples = 600;
    private readonly IFlowNetwork _network;
    private readonly NeuralOptions _options;
    private readonly AlignerSettings _settings;
    private readonly Lazy<DescriptorNetwork?>? _witness;

    /// <summary>Creates the method.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How it is used.</param>
    /// <param name="settings">Seed and threads.</param>
    /// <param name="witness">Asked where gradients leave a doubt about a homography; null, also as its value, means never.</param>
    public NeuralAligner(IFlowNetwork network, NeuralOptions options, AlignerSettings settings, Lazy<DescriptorNetwork?>? witness = null)
    {
        (_network, _options, _settings, _witness) = (network, options, settings, witness);
    }

    /// <inheritdoc />
    public string Name => "neural";

    /// <inheritdoc />
    public AlignmentResult Align(ImagePair pair, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        long start = Stopwatch.GetTimestamp();
        using CommonFrame frame = CommonFrame.Make(pair, _options.LongSide);
        CascadeFlow flow = StackedCascade.Estimate(_network, frame.A, frame.B, _options.Stages, _options.Cascade with { Backward = true }, cancellationToken);
        if (_options.RefineFlow ?? false)
            flow = FlowRefinement.Apply(flow, frame.A, frame.B, _settings, cancellationToken);
        var solution = new ResidualSolution(flow.Forward, flow.Backward!, flow.ForwardConfidence);
        (FlowField dense, ScalarMap confidence) = frame.Compose(solution);
        var alignment = new AlignmentResult
        {
            Status = ResultStatus.Failed,
            Reason = ReasonCode.TooFewMatches,
            MethodRequested = Name,
            MethodUsed = Name,
            Flow = dense,
            FlowConfidence = confidence,
        };
        double pixel = Math.Max(1.0, (double)Math.Max(pair.B.Width, pair.B.Height) / _options.LongSide);
        PointMatch[] samples = Thin(frame.Sample(solution, 6, 1.5, _options.Refiner.MinConfidence));
        alignment = Fit(pair, alignment, samples, 2 * pixel, flow.Iterations, start);
        return alignment with { Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds };
    }

    private AlignmentResult Fit(ImagePair pair, AlignmentResult alignment, PointMatch[] samples, double threshold, int iterations, long start)
    {
        var robust = new RobustOptions { Threshold = threshold, Seed = _settings.Seed };
        RobustModel? model = samples.Length < 40 ? null : RobustHomography.Estimate(samples, robust);
        if (model is null)
        {
            string few = $"{samples.Length} confident flow vectors after {iterations} iterations";
            return alignment with { Provenance = [Step(StepOutcome.Rejected, ReasonCode.TooFewMatches, few, start)] };
        }
        // The network's own vectors are no evidence for what was fitted to them, kept back or not.
        Homography h = model.Homography;
        AlignmentVerdict verification = AlignmentVerifier.Verify(pair, h, _witness);
        bool ok = verification.IsOk;
        string text = string.Create(CultureInfo.InvariantCulture, $"confidence {verification.Confidence:F3} after {iterations} iterations of {_network.Description}: {verification.Text}");
        return alignment with
        {
            Status = ok ? ResultStatus.Ok : ResultStatus.Failed,
            Reason = verification.Reason,
            Homography = h,
            Inliers = RobustHomography.Inliers(h, samples, threshold),
            MatchCount = samples.Length,
            Confidence = verification.Confidence,
            Overlap = h.OverlapFraction(pair.A.Size(), pair.B.Size()),
            Extent = verification.Extent,
            Provenance = [Step(ok ? StepOutcome.Accepted : StepOutcome.Rejected, verification.Reason, text, start)],
        };
    }

    // Neighbouring flow vectors are not independent evidence: as many are kept as features would give.
    private static PointMatch[] Thin(PointMatch[] samples)
    {
        int step = Math.Max(1, samples.Length / MaxSamples);
        return [.. samples.Where((_, i) => i % step == 0)];
    }

    private static ProvenanceStep Step(StepOutcome outcome, ReasonCode reason, string evidence, long start) =>
        ProvenanceStep.Timed("cascade", outcome, reason, evidence, start);
}
