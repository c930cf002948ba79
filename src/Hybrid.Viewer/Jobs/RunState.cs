namespace Hybrid.Viewer.Jobs;

/// <summary>Where a run of a job is.</summary>
internal enum RunState
{
    /// <summary>It waits for a worker.</summary>
    Queued,

    /// <summary>A worker is at it.</summary>
    Running,

    /// <summary>It ended with a result, which may be that there is none.</summary>
    Done,

    /// <summary>It could not be done: bad input, a limit, or a defect.</summary>
    Failed,

    /// <summary>It was stopped on request.</summary>
    Cancelled,
}
