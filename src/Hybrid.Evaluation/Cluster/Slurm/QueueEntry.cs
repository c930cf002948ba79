namespace Hybrid.Evaluation.Cluster.Slurm;

/// <summary>What the scheduler says of one array task.</summary>
/// <param name="Job">Id of the array job.</param>
/// <param name="Task">Index of the task.</param>
/// <param name="State">State as Slurm names it: PENDING, RUNNING, TIMEOUT, …</param>
/// <param name="Reason">Why it is in that state; empty for none.</param>
/// <param name="Nodes">Where it runs or ran.</param>
public sealed record QueueEntry(long Job, int Task, string State, string Reason, string Nodes)
{
    /// <summary>Whether it waits to be started.</summary>
    public bool IsQueued => State is "PENDING" or "REQUEUED" or "REQUEUE_HOLD" or "SUSPENDED" or "SPECIAL_EXIT";

    /// <summary>Whether it has a node.</summary>
    public bool IsRunning => State is "RUNNING" or "COMPLETING" or "CONFIGURING" or "STOPPED" or "SIGNALING" or "STAGE_OUT" or "RESIZING";
}
