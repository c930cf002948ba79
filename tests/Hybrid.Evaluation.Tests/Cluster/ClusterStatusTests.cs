using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Cluster.Slurm;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Cluster;

/// <summary>What is said of each part, from its files and the scheduler's queue.</summary>
public class ClusterStatusTests
{
    [Fact]
    public void A_part_is_done_at_work_waiting_or_missing_with_a_reason()
    {
        using var folder = new TemporaryFolder();
        ClusterFolder cluster = TinyCluster.Create(TinyRun.Dataset(folder, 12), TinyRun.Settings("good"), folder["run"], 6);
        TinyCluster.Task(folder["run"], Shard.Of(1, 6));
        ClusterTaskTests.Killed(cluster, Shard.Of(4, 6), after: 1);
        folder.Text("run/cluster/logs/shard-5.log", "part 5/6\nslurmstepd: error: Detected 1 oom-kill event(s)\nTerminated\n");
        QueueEntry[] queue =
        [
            new(7, 1, "COMPLETED", "", "node1"), new(7, 2, "RUNNING", "", "node2"), new(7, 3, "PENDING", "Resources", ""), new(7, 4, "TIMEOUT", "TimeLimit", "node1"),
            new(7, 6, "NODE_FAIL", "", "node2"), new(9, 6, "PENDING", "BeginTime", ""),
        ];
        IReadOnlyList<PartStatus> parts = ClusterStatus.Of(cluster, queue);
        Assert.Equal([PartState.Done, PartState.Running, PartState.Queued, PartState.Missing, PartState.Missing, PartState.Queued], parts.Select(p => p.State));
        Assert.Equal([2, 0, 0, 1, 0, 0], parts.Select(p => p.Records));
        Assert.All(parts, p => Assert.Equal(2, p.Total));
        Assert.Equal(["", "", "Resources", "ran out of its time limit", "slurmstepd: error: Detected 1 oom-kill event(s)", "BeginTime"], parts.Select(p => p.Reason));
        Assert.Equal("node2", parts[1].Host);
        Assert.NotNull(parts[0].Elapsed);
    }

    [Fact]
    public void Without_the_scheduler_the_files_alone_are_asked()
    {
        using var folder = new TemporaryFolder();
        ClusterFolder cluster = TinyCluster.Create(TinyRun.Dataset(folder, 4), TinyRun.Settings("good"), folder["run"], 3);
        TinyCluster.Task(folder["run"], Shard.Of(1, 3));
        string attempt = ClusterTaskTests.Killed(cluster, Shard.Of(2, 3), after: 1);
        Assert.Equal([PartState.Done, PartState.Running, PartState.Unknown], ClusterStatus.Of(cluster, null).Select(p => p.State));
        foreach (string file in Directory.GetFiles(attempt))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-10));
        Assert.Equal(PartState.Unknown, ClusterStatus.Of(cluster, null)[1].State);
    }

    [Fact]
    public void A_part_that_takes_more_than_twice_the_usual_time_is_a_straggler()
    {
        using var folder = new TemporaryFolder();
        ClusterFolder cluster = TinyCluster.Create(TinyRun.Dataset(folder, 5), TinyRun.Settings("good"), folder["run"], 5);
        foreach (int part in (int[])[1, 2, 3])
        {
            TinyCluster.Task(folder["run"], Shard.Of(part, 5));
            folder.Text($"run/cluster/shards/part-{part:00000}/attempt.json", $$"""{"started_utc":"2030-01-01T00:00:00Z","ended_utc":"2030-01-01T00:0{{part}}:00Z"}""");
        }
        DateTimeOffset now = DateTimeOffset.UtcNow;
        folder.Text("run/cluster/shards/attempt-00004-a/attempt.json", $$"""{"started_utc":"{{now.AddMinutes(-3):O}}"}""");
        folder.Text("run/cluster/shards/attempt-00005-a/attempt.json", $$"""{"started_utc":"{{now.AddMinutes(-5):O}}"}""");
        IReadOnlyList<PartStatus> parts = ClusterStatus.Of(cluster, [new(1, 4, "RUNNING", "", "n"), new(1, 5, "RUNNING", "", "n")]);
        Assert.Equal([false, false, false, false, true], parts.Select(p => p.IsStraggler));
    }

    [Theory]
    [InlineData("""{"jobs":[{"job_id":8,"array_job_id":7,"array_task_id":2,"array_task_string":"","job_state":"RUNNING","state_reason":"None","nodes":"node1"},{"job_id":7,"array_job_id":7,"array_task_id":null,"array_task_string":"3-4,9%1","job_state":"PENDING","state_reason":"Resources","nodes":""},{"job_id":5,"array_job_id":5,"array_task_id":1,"array_task_string":"","job_state":"FAILED","state_reason":"None","nodes":""}]}""")]
    [InlineData("""{"jobs":[{"job_id":8,"array_job_id":{"set":true,"infinite":false,"number":7},"array_task_id":{"set":true,"infinite":false,"number":2},"array_task_string":"","job_state":["RUNNING"],"state_reason":"None","nodes":"node1"},{"job_id":7,"array_job_id":{"set":true,"number":7},"array_task_id":{"set":false,"infinite":false,"number":0},"array_task_string":"3-4,9%1","job_state":["PENDING"],"state_reason":"Resources","nodes":""}]}""")]
    public void Both_forms_of_squeues_json_are_read(string json)
    {
        QueueEntry[] expected = [new(7, 2, "RUNNING", "", "node1"), .. ((int[])[3, 4, 9]).Select(t => new QueueEntry(7, t, "PENDING", "Resources", ""))];
        Assert.Equal(expected, SqueueJson.Parse(json, [7]));
    }

    [Fact]
    public void A_controller_that_gives_no_answer_is_no_empty_queue()
    {
        // Printed by Slurm 22.05 with exit code 0.
        const string json = """{"meta":{},"errors":[{"description":"Failed while looking for jobs","error_number":-1,"error":"Unspecified error","source":"slurm_load_jobs"}],"jobs":[]}""";
        Assert.Contains("is Slurm's controller up?", Assert.Throws<InputException>(() => SqueueJson.Parse(json, [7])).Message, StringComparison.Ordinal);
        Assert.Empty(SqueueJson.Parse("""{"errors":[],"jobs":[]}""", [7]));
        Assert.Throws<System.Text.Json.JsonException>(() => SqueueJson.Parse("{}", [7]));
    }

    [Fact]
    public void Lists_of_tasks_are_written_as_they_are_read()
    {
        Assert.Equal("1-3,7,9-10", SqueueJson.Listed([1, 2, 3, 7, 9, 10]));
        var random = new Random(3);
        for (int i = 0; i < 200; i++)
        {
            int[] indices = [.. Enumerable.Range(1, 40).Where(_ => random.Next(2) == 0)];
            Assert.Equal(indices, SqueueJson.Range(SqueueJson.Listed(indices)));
        }
        Assert.Equal([0, 4, 8], SqueueJson.Range("0-8:4"));
    }
}
