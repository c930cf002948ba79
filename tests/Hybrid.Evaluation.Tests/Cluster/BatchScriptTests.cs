using System.Diagnostics;
using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Cluster.Slurm;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Cluster;

public class BatchScriptTests
{
    [Fact]
    public void The_script_asks_for_what_was_asked_and_survives_what_clusters_do()
    {
        using var folder = new TemporaryFolder();
        ClusterFolder cluster = TinyCluster.Create(TinyRun.Dataset(folder, 5), TinyRun.Settings("good"), folder["run 100%"], 4);
        string text = BatchScript.Text(cluster, new SlurmOptions { Program = "/opt/hybrid/hybrid", Partition = "short", Time = "1:00:00", Memory = "4G", Devices = "gpu:1", Cores = 2 });
        string[] lines = text.Split('\n');
        Assert.Equal("#!/bin/bash", lines[0]);
        string[] options = [.. lines.Where(l => l.StartsWith("#SBATCH ", StringComparison.Ordinal)).Select(l => l[8..].Split("  #")[0])];
        foreach (string option in (string[])["--array=1-4", "--open-mode=append", "--requeue", "--partition=short", "--time=1:00:00", "--mem=4G", "--gres=gpu:1", "--cpus-per-task=2"])
            Assert.Contains(option, options);
        // A percent sign of the path is none of the pattern's.
        Assert.Contains(options, o => o.StartsWith("--output=\"", StringComparison.Ordinal) && o.EndsWith("run 100%%/cluster/logs/shard-%a.log\"", StringComparison.Ordinal));
        Assert.DoesNotContain("container", text, StringComparison.Ordinal);
        // A merge that waits for all tasks to succeed would wait for ever once one has failed.
        Assert.DoesNotContain("afterok", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shell_starts_the_task_with_the_words_that_were_meant()
    {
        using var folder = new TemporaryFolder();
        ClusterFolder cluster = TinyCluster.Create(TinyRun.Dataset(folder, 5), TinyRun.Settings("good"), folder["it's $(a) `b`"], 3);
        string program = folder.Text("print words", "#!/bin/sh\nfor w in \"$@\"; do echo \"$w\"; done\n");
        string script = folder.Text("job.sbatch", BatchScript.Text(cluster, new SlurmOptions { Program = "bash " + ShellWord.Of(program) }));
        var info = new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true };
        info.Environment["SLURM_ARRAY_TASK_ID"] = "2";
        using Process process = Process.Start(info)!;
        string[] words = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal(["cluster", "task", cluster.Run, "--shard", "2/3", "--threads", "1"], words);
    }

    [Fact]
    public void A_line_break_does_not_become_a_line_of_the_script()
    {
        using var folder = new TemporaryFolder();
        ClusterFolder cluster = TinyCluster.Create(TinyRun.Dataset(folder, 2), TinyRun.Settings("good"), folder["run"], 2);
        Assert.Throws<InputException>(() => BatchScript.Text(cluster, new SlurmOptions { Program = "hybrid", Partition = "a\nrm -rf x" }));
    }
}
