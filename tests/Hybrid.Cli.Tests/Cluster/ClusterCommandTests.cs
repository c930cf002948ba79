using System.Text.Json;
using Hybrid.Cli.Tests.Evaluate;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Cluster;

/// <summary><c>hybrid cluster</c> where there is no Slurm: the parts under any scheduler.</summary>
public sealed class ClusterCommandTests : IDisposable
{
    private const string Methods = "classic:features=orb";
    private readonly TemporaryFolder _folder = new();

    public ClusterCommandTests() => TinyDataset.Write(_folder, "tiny", pairs: 6);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_prepared_run_is_made_part_by_part_and_joined()
    {
        ProcessRun submitted = CliRun.Of("cluster", "submit", _folder["tiny"], "--methods", Methods, "--shards", "3", "--dry-run", "--partition", "short", "-o", _folder["run"]);
        Assert.True(submitted.ExitCode == 0, submitted.Error);
        Assert.Contains("3 parts, 6 records", submitted.Output, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --partition=short", File.ReadAllLines(_folder["run/cluster/job.sbatch"]));
        foreach (int part in (int[])[1, 3])
            Assert.Equal(0, CliRun.Of("cluster", "task", _folder["run"], "--shard", $"{part}/3").ExitCode);
        ProcessRun early = CliRun.Of("cluster", "merge", _folder["run"]);
        Assert.Equal(2, early.ExitCode);
        Assert.Contains("2 of 3 parts is missing", Assert.Single(early.ErrorLines), StringComparison.Ordinal);
        // The status is one of failure until all parts are done.
        Assert.Equal(1, CliRun.Of("cluster", "status", _folder["run"]).ExitCode);
        Assert.Equal(0, CliRun.Of("cluster", "task", _folder["run"], "--shard", "2/3").ExitCode);
        Assert.Equal(0, CliRun.Of("cluster", "status", _folder["run"]).ExitCode);
        Assert.Equal(0, CliRun.Of("cluster", "merge", _folder["run"], "--json").ExitCode);
        Assert.All(["run.json", "pairs.ndjson", "summary.json", "summary.csv", "report.html"], f => Assert.True(File.Exists(_folder[$"run/{f}"]), f));
        Assert.Equal(6, File.ReadAllLines(_folder["run/pairs.ndjson"]).Length);
        // The merged folder is a run like any other: a method can be added to it.
        ProcessRun more = CliRun.Of("evaluate", _folder["tiny"], "--methods", "classic:features=orb;ratio=0.7", "-o", _folder["run"], "--json");
        Assert.True(more.ExitCode == 0, more.Error);
        Assert.Equal(12, File.ReadAllLines(_folder["run/pairs.ndjson"]).Length);
    }

    [Fact]
    public void A_plan_is_measured_and_has_intervals()
    {
        ProcessRun run = CliRun.Of("cluster", "plan", _folder["tiny"], "--methods", Methods, "--sample", "6", "--nodes", "2", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(6, json.RootElement.GetProperty("pairs").GetInt32());
        foreach (string name in (string[])["pair_seconds", "shard_seconds", "wall_seconds", "node_hours"])
        {
            JsonElement estimate = json.RootElement.GetProperty(name), interval = estimate.GetProperty("ci95");
            Assert.InRange(estimate.GetProperty("value").GetDouble(), interval[0].GetDouble(), interval[1].GetDouble());
        }
    }

    [Theory]
    [InlineData("1/2", "has 3 parts")]
    [InlineData("4/3", "i from 1 to N")]
    public void A_part_that_is_none_of_the_run_is_refused(string shard, string message)
    {
        Assert.Equal(0, CliRun.Of("cluster", "submit", _folder["tiny"], "--methods", Methods, "--shards", "3", "--dry-run", "-o", _folder["run"]).ExitCode);
        ProcessRun run = CliRun.Of("cluster", "task", _folder["run"], "--shard", shard);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
