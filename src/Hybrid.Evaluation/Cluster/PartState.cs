namespace Hybrid.Evaluation.Cluster;

/// <summary>What has become of a part.</summary>
public enum PartState
{
    /// <summary>Finished.</summary>
    Done,

    /// <summary>A task is at work on it.</summary>
    Running,

    /// <summary>A task waits for a node.</summary>
    Queued,

    /// <summary>No task works on it or waits: it must be submitted again.</summary>
    Missing,

    /// <summary>The scheduler gave no answer, and the part's files do not grow.</summary>
    Unknown,
}
