namespace Hybrid.Classical;

/// <summary>How descriptors are searched.</summary>
public enum MatchSearch
{
    /// <summary>Exhaustive, with our own vectorised kernel.</summary>
    BruteForce,

    /// <summary>Approximate, with OpenCV's FLANN (Muja and Lowe, VISAPP 2009).</summary>
    Flann,
}

/// <summary>How tentative matches are chosen.</summary>
public sealed record MatchOptions
{
    /// <summary>How nearest neighbours are searched.</summary>
    public MatchSearch Search { get; init; } = MatchSearch.BruteForce;

    /// <summary>A match is kept where nearest / second nearest distance is below this (Lowe 2004, section 7.1).</summary>
    public double Ratio { get; init; } = 0.8;

    /// <summary>Keep only matches that are nearest in both directions.</summary>
    public bool Mutual { get; init; } = true;
}
