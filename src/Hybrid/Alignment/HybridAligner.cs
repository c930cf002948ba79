using System.Diagnostics;
using System.Globalization;
using Hybrid.Alignment.Fusion;

namespace Hybrid.Alignment;

/// <summary>
/// The classical start, refined by the cascade. Where the refinement is not verified the classical result stands; where
/// there is no classical result the network is tried alone. Every decision is a line of provenance.
/// </summary>
public sealed class HybridAligner : IAligner
{
    private const double EasyConfidence = 0.99;
    private const int EasyInliers = 150;
    private const double EasyCorrelation = 0.85;

    private readonly IAligner _classic;
    private readonly Lazy<IAligner> _neural;
    private readonly Lazy<IRefiner> _refiner;
    private readonly IRefiner? _screen;
    private readonly FlowFusion? _fusion;

    /// <summary>Creates the method.</summary>
    /// <param name="classic">Finds the start.</param>
    /// <param name="neural">Stands in where there is none; loaded when first needed.</param>
    /// <param name="refiner">Refines the start; loaded when first needed.</param>
    /// <param name="screen">
    /// Refines a sure start cheaply, so that the network is asked only where needed (<c>auto</c>); null where it is asked
    /// on every pair (<c>hybrid</c>).
    /// </param>
    public HybridAligner(IAligner classic, Lazy<IAligner> neural, Lazy<IRefiner> refiner, IRefiner? screen = null)
        : this(classic, neural, refiner, screen, null)
    {
    }

    /// <summary>The same, with further proposals for the flow of scenes that are more than a plane.</summary>
    internal HybridAligner(IAligner classic, Lazy<IAligner> neural, Lazy<IRefiner> refiner, IRefiner? screen, FlowFusion? fusion)
    {
        (_classic, _neural, _refiner, _screen, _fusion) = (classic, neural, refiner, screen, fusion);
    }

    /// <inheritdoc />
    public string Name => _screen is null ? "hybrid" : "auto";

    /// <inheritdoc />
    public AlignmentResult Align(ImagePair pair, CancellationToken cancellationToken = default)
    {
        long start = Stopwatch.GetTimestamp();
        AlignmentResult result = Decide(pair, cancellationToken);
        return result with { MethodRequested = Name, Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds };
    }

    private AlignmentResult Decide(ImagePair pair, CancellationToken cancellationToken)
    {
        AlignmentResult start = _classic.Align(pair, cancellationToken);
        if (start.IsHopeless || start.Reason == ReasonCode.MirrorImage)
            return start;
        if (_screen is not null)
        {
            if (IsSure(start))
            {
                (AlignmentResult screened, string? rest) = Screen(pair, start, cancellationToken);
                if (rest is not null)
                    return screened.WithStep(new ProvenanceStep("cascade", StepOutcome.Skipped, ReasonCode.NotNeeded, rest, 0));
                start = screened;
            }
            if (Missing() is { } missing)
                return start.WithStep(missing);
        }
        if (!start.IsOk)
        {
            AlignmentResult neural = _neural.Value.Align(pair, cancellationToken);
            ProvenanceStep[] history = [.. start.Provenance, .. neural.Provenance];
            return neural.IsOk
                ? neural with { Provenance = history }
                : start with { Provenance = history, Flow = neural.Flow, FlowConfidence = neural.FlowConfidence };
        }
        AlignmentResult refined = _refiner.Value.Refine(pair, start, cancellationToken);
        return (_fusion?.Apply(pair, refined, cancellationToken) ?? refined).NamedAfter(start, "hybrid");
    }

    /// <summary>
    /// A sure start, cheaply refined where the images do not quite agree under it, and why that is enough; null where the
    /// network may have more to say.
    /// </summary>
    private (AlignmentResult Start, string? Enough) Screen(ImagePair pair, AlignmentResult classic, CancellationToken cancellationToken)
    {
        double agreement = RefinementTest.Agreement(pair, classic.Homography!.Value);
        string evidence = string.Create(CultureInfo.InvariantCulture, $"confidence {classic.Confidence:F3} with {classic.Inliers.Count} inliers, correlation {agreement:F3} over the overlap");
        LocalMotion motion = LocalMotion.Of(pair, classic.Homography!.Value);
        if (motion.IsBeyondPlane)
            return (classic, null);
        if (agreement >= EasyCorrelation)
            return (classic, $"{evidence}, {motion}");
        AlignmentResult refined = _screen!.Refine(pair, classic, cancellationToken).NamedAfter(classic, "control");
        PlaneAgreement plane = PlaneAgreement.Of(refined, pair.B.Size());
        return (refined, plane.IsPlane
            ? string.Create(CultureInfo.InvariantCulture, $"{evidence}, dense inverse search follows the homography over {100 * plane.Near:F0} % of it and leaves it over {100 * plane.Elsewhere:F0} %")
            : null);
    }

    /// <summary>Where the network is only asked when needed, one that cannot be loaded leaves the classical answer, and says so.</summary>
    private ProvenanceStep? Missing()
    {
        try
        {
            _ = _refiner.Value;
            _ = _neural.Value;
            return null;
        }
        catch (InputException e)
        {
            return new ProvenanceStep("cascade", StepOutcome.Skipped, ReasonCode.Unavailable, e.Message, 0);
        }
    }

    // Many inliers make a homography sure, not exact: whether the images agree under it is what says if there is more to gain.
    // Where only learned features matched, grey values have little to say of whether the images agree.
    private static bool IsSure(AlignmentResult classic) =>
        classic.IsOk && classic.MethodUsed != AlignerNames.Learned && classic.Confidence >= EasyConfidence && classic.Inliers.Count >= EasyInliers;
}
