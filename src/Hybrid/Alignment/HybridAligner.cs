using System.Diagnostics;
using System.Globalization;

namespace Hybrid.Aligners;

/// <summary>When the network is asked.</summary>
public enum NetworkUse
{
    /// <summary>On every pair: <c>hybrid</c>.</summary>
    Always,

    /// <summary>Only where the classical result is not already good: <c>auto</c>.</summary>
    WhereNeeded,
}

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
    private readonly NetworkUse _use;

    /// <summary>Creates the method.</summary>
    /// <param name="classic">Finds the start.</param>
    /// <param name="neural">Stands in where there is none; loaded when first needed.</param>
    /// <param name="refiner">Refines the start; loaded when first needed.</param>
    /// <param name="use">When the network is asked.</param>
    public HybridAligner(IAligner classic, Lazy<IAligner> neural, Lazy<IRefiner> refiner, NetworkUse use)
    {
        (_classic, _neural, _refiner, _use) = (classic, neural, refiner, use);
    }

    /// <inheritdoc />
    public string Name => _use == NetworkUse.Always ? "hybrid" : "auto";

    /// <inheritdoc />
    public Alignment Align(ImagePair pair, CancellationToken cancellationToken = default)
    {
        long start = Stopwatch.GetTimestamp();
        Alignment result = Decide(pair, cancellationToken);
        return result with { MethodRequested = Name, Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds };
    }

    private Alignment Decide(ImagePair pair, CancellationToken cancellationToken)
    {
        Alignment classic = _classic.Align(pair, cancellationToken);
        double agreement = _use == NetworkUse.WhereNeeded && IsSure(classic) ? RefinementJudge.Agreement(pair, classic.Homography!.Value) : double.NaN;
        bool easy = agreement >= EasyCorrelation;
        if (!easy && Missing() is { } missing)
            return classic with { Provenance = [.. classic.Provenance, missing] };
        if (!classic.IsOk)
        {
            Alignment neural = _neural.Value.Align(pair, cancellationToken);
            ProvenanceStep[] history = [.. classic.Provenance, .. neural.Provenance];
            return neural.IsOk
                ? neural with { Provenance = history }
                : classic with { Provenance = history, Flow = neural.Flow, FlowConfidence = neural.FlowConfidence };
        }
        if (easy)
        {
            string why = string.Create(CultureInfo.InvariantCulture, $"confidence {classic.Confidence:F3} with {classic.Inliers.Count} inliers, correlation {agreement:F3} over the overlap");
            return classic with
            {
                Provenance = [.. classic.Provenance, new ProvenanceStep("cascade", StepOutcome.Skipped, ReasonCode.NotNeeded, why, 0)],
            };
        }
        Alignment refined = _refiner.Value.Refine(pair, classic, cancellationToken);
        return refined.Homography == classic.Homography ? refined with { MethodUsed = "classic" } : refined with { MethodUsed = "hybrid" };
    }

    /// <summary>Where the network is only asked when needed, one that cannot be loaded leaves the classical answer, and says so.</summary>
    private ProvenanceStep? Missing()
    {
        if (_use == NetworkUse.Always)
            return null;
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
    private static bool IsSure(Alignment classic) =>
        classic.IsOk && classic.Confidence >= EasyConfidence && classic.Inliers.Count >= EasyInliers;
}
