namespace Hybrid.Evaluation.Generation;

/// <summary>How hard a generated pair is meant to be.</summary>
public enum DatasetTier
{
    /// <summary>Any sound method aligns it.</summary>
    Easy,

    /// <summary>A good classical method aligns it.</summary>
    Medium,

    /// <summary>At the edge of what plain features reach.</summary>
    Hard,

    /// <summary>Beyond plain features.</summary>
    Extreme,
}
