using System.Diagnostics;
using System.Globalization;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Restoration;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// Another method on deblurred images. The geometry is estimated on both images deblurred and verified on them as they
/// came: matches between the originals, to which nothing was fitted, and patches of the originals testify.
/// </summary>
public sealed class DeblurringAligner : IAligner
{
    /// <summary>The option of every method that asks for this one.</summary>
    public const string Option = "deblur";

    /// <summary>The option that names what deblurs.</summary>
    public const string DeblurrerOption = "deblurrer";

    /// <summary>What deblurs where nothing is named: the network, ten times faster than <c>auto</c>, whose gain on shaken images does not show over all.</summary>
    public const string DefaultDeblurrer = "network";

    /// <summary>
    /// From this <see cref="BlurMeasure.Reblur"/> on an image counts as blurred. Chosen on the curve in
    /// <c>Restoration/figures.md</c>.
    /// </summary>
    public const double BlurredFrom = 0.4;

    private const int WorkingSide = 2000;
    private const string Step = "deblur";

    private readonly IAligner _inner;
    private readonly IDeblurrer _deblurrer;
    private readonly DeblurUse _use;
    private readonly int _threads;

    /// <summary>Creates the method.</summary>
    /// <param name="inner">Aligns the deblurred images, and those that need no deblurring.</param>
    /// <param name="deblurrer">Deblurs.</param>
    /// <param name="use">When.</param>
    /// <param name="threads">Threads of the verification; 0 means all cores.</param>
    public DeblurringAligner(IAligner inner, IDeblurrer deblurrer, DeblurUse use, int threads)
    {
        (_inner, _deblurrer, _use, _threads) = (inner, deblurrer, use, threads);
    }

    /// <inheritdoc />
    public string Name => _inner.Name;

    /// <inheritdoc />
    public AlignmentResult Align(ImagePair pair, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        long start = Stopwatch.GetTimestamp();
        AlignmentResult result = _use switch
        {
            DeblurUse.Off => _inner.Align(pair, cancellationToken),
            DeblurUse.On => OnDeblurred(pair, cancellationToken),
            _ => WhereNeeded(pair, cancellationToken),
        };
        return result with { Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds };
    }

    private AlignmentResult WhereNeeded(ImagePair pair, CancellationToken cancellationToken)
    {
        AlignmentResult plain = _inner.Align(pair, cancellationToken);
        if (plain.IsOk)
            return WithStep(plain, StepOutcome.Skipped, ReasonCode.NotNeeded, "an alignment was verified without", Stopwatch.GetTimestamp());
        long start = Stopwatch.GetTimestamp();
        double a = BlurMeasure.Of(pair.A).Reblur, b = BlurMeasure.Of(pair.B).Reblur;
        string blur = string.Create(CultureInfo.InvariantCulture, $"blur {a:F2} and {b:F2}, of {BlurredFrom:F2} that count as blurred");
        if (!(a >= BlurredFrom || b >= BlurredFrom))
            return WithStep(plain, StepOutcome.Skipped, ReasonCode.NotNeeded, blur, start);
        AlignmentResult deblurred = OnDeblurred(pair, cancellationToken);
        return deblurred.IsOk
            ? deblurred with { Provenance = [.. plain.Provenance, .. deblurred.Provenance] }
            : plain with { Provenance = [.. plain.Provenance, .. deblurred.Provenance] };
    }

    private AlignmentResult OnDeblurred(ImagePair pair, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        (Mat a, string methodA) = Deblurred(pair.A, cancellationToken);
        (Mat b, string methodB) = Deblurred(pair.B, cancellationToken);
        using var sharper = new ImagePair(pair.Name, a, b, pair.ValidA?.Clone(), pair.ValidB?.Clone());
        var step = ProvenanceStep.Timed(Step, StepOutcome.Accepted, ReasonCode.None, methodA == methodB ? methodA : $"{methodA} and {methodB}", start);
        AlignmentResult found = _inner.Align(sharper, cancellationToken);
        found = found with { Provenance = [step, .. found.Provenance] };
        return found is { IsOk: true, Homography: { } h } ? Verified(pair, found, h) : found;
    }

    private (Mat Image, string Method) Deblurred(Mat image, CancellationToken cancellationToken)
    {
        double scale = (double)WorkingSide / Math.Max(image.Width, image.Height);
        // Alignment works at this size at most, and what a reduction hides need not be deblurred; but the frame stays.
        if (scale >= 1)
        {
            DeblurResult whole = _deblurrer.DeblurWithReason(image, null, cancellationToken);
            return (whole.Image, Told(whole));
        }
        using var small = new Mat();
        Cv2.Resize(image, small, new Size(0, 0), scale, scale, InterpolationFlags.Area);
        using DeblurResult restored = _deblurrer.DeblurWithReason(small, null, cancellationToken);
        var full = new Mat();
        Cv2.Resize(restored.Image, full, image.Size(), 0, 0, InterpolationFlags.Cubic);
        return (full, Told(restored));
    }

    private static string Told(DeblurResult result) =>
        result.Reason == ReasonCode.None ? result.MethodUsed : $"{result.MethodUsed} ({KebabCase.Of(result.Reason)}: {result.Evidence})";

    private AlignmentResult Verified(ImagePair pair, AlignmentResult found, Homography h)
    {
        long start = Stopwatch.GetTimestamp();
        FeatureSet a = FeatureExtractor.Extract(pair.GrayA, new FeatureOptions(), pair.ValidA);
        FeatureSet b = FeatureExtractor.Extract(pair.GrayB, new FeatureOptions(), pair.ValidB);
        TentativeMatches matches = TentativeMatcher.Match(a, b, new MatchOptions(), _threads);
        AlignmentVerdict verification = AlignmentVerifier.Verify(
            pair, new RobustModel(h, [.. found.Inliers]), found.MatchCount, [.. matches.Strong, .. matches.Weak]);
        string text = string.Create(CultureInfo.InvariantCulture, $"on the images as they came: confidence {verification.Confidence:F3}: {verification.Text}");
        if (verification.Confidence >= AlignmentVerifier.Ok)
            return WithStep(found with { Confidence = Math.Min(found.Confidence, verification.Confidence) }, StepOutcome.Accepted, ReasonCode.Verified, text, start);
        ReasonCode reason = verification.Reason == ReasonCode.Verified ? ReasonCode.VerificationFailed : verification.Reason;
        return WithStep(
            found with { Status = ResultStatus.Failed, Reason = reason, Confidence = verification.Confidence },
            StepOutcome.Rejected, reason, text, start);
    }

    private static AlignmentResult WithStep(AlignmentResult alignment, StepOutcome outcome, ReasonCode reason, string evidence, long start) =>
        alignment.WithStep(ProvenanceStep.Timed(Step, outcome, reason, evidence, start));
}
