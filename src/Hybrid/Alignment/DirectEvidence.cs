using System.Globalization;
using Hybrid.Verification;

namespace Hybrid.Alignment;

/// <summary>What speaks for and against a homography that was found without features.</summary>
public sealed record DirectEvidence
{
    /// <summary>The network's belief that both images show the same thing, 0..1: geometric mean of both directions.</summary>
    public required double Related { get; init; }

    /// <summary>Whether A to B and B to A, estimated and registered on their own, end at the same homography.</summary>
    public required bool Agree { get; init; }

    /// <summary>Correlation of the images over the overlap, freed of slow changes of light.</summary>
    public required double Correlation { get; init; }

    /// <summary>The largest such correlation that registration reaches from starts that are certainly wrong: the chance level.</summary>
    public required double Chance { get; init; }

    /// <summary>Fraction of A that lies inside B.</summary>
    public required double Overlap { get; init; }

    /// <summary>How many of the wrong starts came back to this homography or lost the overlap.</summary>
    public required int Returned { get; init; }

    /// <summary>Whether the correlation is clearly above chance: by a quarter of what chance leaves. However high, it is no evidence otherwise.</summary>
    public bool IsBetterThanChance => Correlation - Chance >= 0.25 * (1 - Chance);

    /// <summary>Probability that the homography is right; weights set by hand. Never above a half where wrong starts do about as well.</summary>
    public double Confidence
    {
        get
        {
            double most = IsBetterThanChance ? 1 : 0.5;
            double belief = Math.Clamp(Related, 0.001, 0.999);
            double logit = -10 + 0.6 * Math.Log(belief / (1 - belief)) + (Agree ? 2 : -3) + 8 * Correlation + 8 * (Correlation - Chance) + Math.Min(0, 10 * (Overlap - 0.3));
            return Math.Min(most, 1 / (1 + Math.Exp(-logit)));
        }
    }

    /// <summary>One line for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"no features; related {Related:F2}, both directions {(Agree ? "agree" : "differ")}, correlation {Correlation:F3} (from wrong starts {Chance:F3}), overlap {Overlap:F2}");
}
