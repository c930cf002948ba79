namespace Hybrid.Core;

/// <summary>The head of a method's result, the same for every task: whether it may be used, why, whose it is and how it came about.</summary>
public abstract record MethodResult
{
    /// <summary>Whether it may be used.</summary>
    public required ResultStatus Status { get; init; }

    /// <summary>Why it has this status.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>The method asked for, e.g. <c>auto</c>.</summary>
    public required string MethodRequested { get; init; }

    /// <summary>
    /// The method whose answer this is, by its name in the catalogue: that of the last step that was accepted. A refinement
    /// that was rejected leaves the name of its start, also where its flow is kept beside the start's homography.
    /// </summary>
    public required string MethodUsed { get; init; }

    /// <summary>Every decision on the way, in order.</summary>
    public IReadOnlyList<ProvenanceStep> Provenance { get; init; } = [];

    /// <summary>Total wall-clock time in milliseconds.</summary>
    public double Milliseconds { get; init; }

    /// <summary>Whether <see cref="Status"/> is <see cref="ResultStatus.Ok"/>.</summary>
    public bool IsOk => Status == ResultStatus.Ok;
}
