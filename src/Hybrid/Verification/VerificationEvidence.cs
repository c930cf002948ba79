using System.Globalization;

namespace Hybrid.Verification;

/// <summary>What was found for and against a homography, by evidence that it was not fitted to.</summary>
public sealed record VerificationEvidence
{
    /// <summary>The matches behind the homography; null where it has none that are independent of what found it.</summary>
    public MatchEvidence? Matches { get; init; }

    /// <summary>Fraction of A that lies inside B.</summary>
    public required double Overlap { get; init; }

    /// <summary>What all textured places of the overlap say; null where the overlap is too small to compare in.</summary>
    public required OverlapEvidence? Everywhere { get; init; }

    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        string matches = Matches is { } m ? $"{m}, " : "";
        string places = Everywhere is { } e ? e.ToString() : "too small to compare";
        return string.Create(CultureInfo.InvariantCulture, $"{matches}overlap {Overlap:F2}: {places}");
    }
}
