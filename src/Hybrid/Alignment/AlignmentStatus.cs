namespace Hybrid;

/// <summary>Whether an alignment may be used.</summary>
public enum AlignmentStatus
{
    /// <summary>Verified: use it.</summary>
    Ok,

    /// <summary>No alignment passed verification; the reason says why.</summary>
    Failed,
}
