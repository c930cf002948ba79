namespace Hybrid.Evaluation.Metrics;

/// <summary>Which way a metric improves.</summary>
public enum Direction
{
    /// <summary>Smaller is better: errors.</summary>
    Lower,

    /// <summary>Larger is better: accuracies.</summary>
    Higher,

    /// <summary>Neither: a description.</summary>
    Neutral,
}
