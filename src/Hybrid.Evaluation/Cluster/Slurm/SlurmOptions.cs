namespace Hybrid.Evaluation.Cluster.Slurm;

/// <summary>What a batch script asks the scheduler for; null leaves it to the cluster.</summary>
public sealed record SlurmOptions
{
    /// <summary>Partition (<c>--partition</c>).</summary>
    public string? Partition { get; init; }

    /// <summary>Time limit of a task (<c>--time</c>), as <c>2:00:00</c>.</summary>
    public string? Time { get; init; }

    /// <summary>Memory of a task (<c>--mem</c>), as <c>8G</c>.</summary>
    public string? Memory { get; init; }

    /// <summary>Devices of a task (<c>--gres</c>), as <c>gpu:1</c>.</summary>
    public string? Devices { get; init; }

    /// <summary>OCI bundle that a task runs in (<c>--container</c>).</summary>
    public string? Container { get; init; }

    /// <summary>Cores of a task, and pairs that it evaluates at a time (<c>--cpus-per-task</c>).</summary>
    public int Cores { get; init; } = 1;

    /// <summary>Command that starts the program on a node, ready for a shell.</summary>
    public required string Program { get; init; }

    /// <summary>Further arguments of <c>cluster task</c>, ready for a shell.</summary>
    public string Arguments { get; init; } = "";
}
