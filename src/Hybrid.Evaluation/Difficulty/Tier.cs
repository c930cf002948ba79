namespace Hybrid.Evaluation.Difficulty;

/// <summary>How hard a pair is, from its ground truth alone and so the same for every method.</summary>
public enum Tier
{
    /// <summary>Nothing about the pair is demanding.</summary>
    Easy,

    /// <summary>Something is.</summary>
    Moderate,

    /// <summary>Something is at the edge of what methods reach.</summary>
    Hard,

    /// <summary>There is no ground truth to tell from.</summary>
    Unknown,
}
