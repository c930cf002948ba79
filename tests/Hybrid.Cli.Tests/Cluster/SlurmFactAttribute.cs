using Hybrid.Evaluation.Cluster.Slurm;

namespace Hybrid.Cli.Tests.Cluster;

/// <summary>A test that needs Slurm's programs; skipped with a word where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute()
    {
        if (!SlurmClient.IsInstalled)
            Skip = "Slurm is not installed (Debian: apt-get install slurmctld slurmd slurm-client munge)";
    }
}
