using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hybrid.Cli.Tests.Evaluate;
using Hybrid.Cli.Tests.Support;
using Hybrid.Evaluation.Cluster.Slurm;

namespace Hybrid.Cli.Tests.Cluster;

/// <summary>Runs on a real Slurm of virtual nodes, to which happens what happens to clusters.</summary>
public sealed partial class SlurmTests : IDisposable
{
    private const string Methods = "classic:features=orb";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SlurmFact]
    public void A_killed_task_a_lost_node_its_orphan_a_dead_controller_a_time_limit_and_a_cancelled_task_leave_the_run_of_one_machine()
    {
        TinyDataset.Write(_folder, "tiny", pairs: 8);
        Ok("evaluate", _folder["tiny"], "--methods", Methods, "-o", _folder["one"], "--json");
        using var slurm = new LocalSlurm(nodes: 4);
        string limited = _folder["limited"], run = _folder["run"];

        // Parts that would go on for ever: one is cancelled, one runs out of the shortest limit there is, a minute, which passes meanwhile.
        long job = Submit(limited, 2, Program("limited-marks", "*) exec sleep 3000 ;;"), "--time", "1");
        Until(() => Directory.Exists(_folder["limited-marks/1"]) && Directory.Exists(_folder["limited-marks/2"]));
        Assert.Equal(0, ProcessRun.Start("scancel", [$"{job}_2"]).ExitCode);

        Submit(run, 4, Program("marks", """
            1) kill -KILL $$ ;;
            2) for ((i = 0; i < 3000; i++)); do [ -e "$mark/go" ] && break; sleep 0.2; done
               "$@"
               touch "$mark/ended"
               exit ;;
            3) echo 'hybrid: no luck' >&2; exit 3 ;;
            """));

        // Part 2 has begun and waits: its node goes, its task stays behind as an orphan, and another node takes the part over.
        Until(() => Directory.Exists(_folder["marks/2"]) && Part(run, 2).State == "running");
        string node = Part(run, 2).Host;
        slurm.Do("node", "kill", node["node".Length..]);
        Assert.Equal(0, ProcessRun.Start("scontrol", ["update", $"NodeName={node}", "State=DOWN", "Reason=lost"]).ExitCode);
        Until(() => Parts(run).All(p => p.State is "done" or "missing"));

        // Part 1 was killed, part 3 failed with a word of its own; both are named, and nothing is merged without them.
        Assert.Equal(["missing", "done", "missing", "done"], Parts(run).Select(p => p.State));
        Assert.Contains("no luck", Part(run, 3).Reason, StringComparison.Ordinal);
        ProcessRun merge = CliRun.Of("cluster", "merge", run);
        Assert.Equal(2, merge.ExitCode);
        Assert.Contains("1, 3 of 4 parts are missing", Assert.Single(merge.ErrorLines), StringComparison.Ordinal);

        // Without an answer of the controller nothing is submitted twice.
        slurm.Do("controller", "kill");
        ProcessRun blind = CliRun.Of("cluster", "retry", run);
        Assert.Equal(2, blind.ExitCode);
        Assert.Contains("controller", Assert.Single(blind.ErrorLines), StringComparison.Ordinal);
        slurm.Do("controller", "start");

        using (JsonDocument retried = JsonDocument.Parse(Ok("cluster", "retry", run, "--json").Output))
            Assert.Equal([1, 3], retried.RootElement.GetProperty("submitted").EnumerateArray().Select(t => t.GetInt32()));
        using (JsonDocument again = JsonDocument.Parse(Ok("cluster", "retry", run, "--json").Output))
            Assert.Empty(again.RootElement.GetProperty("submitted").EnumerateArray());
        Until(() => Parts(run).All(p => p.State == "done"));
        Ok("cluster", "merge", run, "--json");
        AssertSame(_folder["one"], run);

        // The orphan wakes, finds its part done and changes nothing.
        File.WriteAllText(_folder["marks/2/go"], "");
        Until(() => File.Exists(_folder["marks/2/ended"]));
        Assert.Contains("part 2/4 was done already", File.ReadAllText(Path.Combine(run, "cluster", "logs", "shard-2.log")), StringComparison.Ordinal);
        Ok("cluster", "merge", run, "--json");
        AssertSame(_folder["one"], run);

        // What was cancelled and what ran out of its time says so, and is made up for like all that is missing.
        Until(() => Parts(limited).All(p => p.State == "missing"));
        Assert.Contains("time limit", Part(limited, 1).Reason, StringComparison.Ordinal);
        Assert.Contains("cancelled", Part(limited, 2).Reason, StringComparison.Ordinal);
        Ok("cluster", "retry", limited, "--json");
        Until(() => Parts(limited).All(p => p.State == "done"));
        Ok("cluster", "merge", limited, "--json");
        AssertSame(_folder["one"], limited);
    }

    /// <summary>Submits the tiny set and returns the job's id.</summary>
    private long Submit(string run, int shards, string program, params string[] options)
    {
        ProcessRun submitted = Ok(
            ["cluster", "submit", _folder["tiny"], "--methods", Methods, "--shards", shards.ToString(CultureInfo.InvariantCulture), "-o", run, "--program", ShellWord.Of(program), "--json", .. options]);
        using JsonDocument json = JsonDocument.Parse(submitted.Output);
        return json.RootElement.GetProperty("job").GetInt64();
    }

    /// <summary>The command line behind a script that makes the first start of some parts go wrong.</summary>
    /// <param name="marks">Folder with a mark of each part that was started.</param>
    /// <param name="cases">Of a part's index: what its first start does; "$@" there is the command line.</param>
    private string Program(string marks, string cases)
    {
        string path = _folder[$"hybrid on a node, {marks}"];
        string command = string.Join(' ', ProcessRun.CommandLine().Prepend(Environment.ProcessPath!).Select(ShellWord.Of));
        File.WriteAllText(path, $$"""
            #!/bin/bash
            mark={{ShellWord.Of(_folder[marks])}}/$SLURM_ARRAY_TASK_ID
            set -- {{command}} "$@"
            mkdir -p "${mark%/*}"
            if mkdir "$mark" 2>/dev/null; then
                case $SLURM_ARRAY_TASK_ID in
                    {{cases}}
                esac
            fi
            exec "$@"
            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static void AssertSame(string one, string run)
    {
        Assert.Equal(Lines(one), Lines(run));
        Assert.Equal(Without(one, "run.json", "started_utc"), Without(run, "run.json", "started_utc"));
        Assert.Equal(Without(one, "summary.json", "ms_median", "ms_p95", "peak_mb"), Without(run, "summary.json", "ms_median", "ms_p95", "peak_mb"));
    }

    private static string[] Lines(string run) => [.. File.ReadAllLines(Path.Combine(run, "pairs.ndjson")).Select(l => Cost().Replace(l, ""))];

    private static string Without(string run, string file, params string[] names)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(Path.Combine(run, file)))!;
        Remove(root);
        return root.ToJsonString();

        void Remove(JsonNode? node)
        {
            if (node is JsonObject members)
            {
                foreach (string name in names)
                    members.Remove(name);
                foreach ((_, JsonNode? value) in members)
                    Remove(value);
            }
            else if (node is JsonArray items)
            {
                foreach (JsonNode? item in items)
                    Remove(item);
            }
        }
    }

    private static (string State, string Host, string Reason)[] Parts(string run)
    {
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("cluster", "status", run, "--json").Output);
        return [.. json.RootElement.GetProperty("parts").EnumerateArray().Select(p => (Text(p, "state"), Text(p, "host"), Text(p, "reason")))];
    }

    private static string Text(JsonElement part, string name) => part.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";

    private static (string State, string Host, string Reason) Part(string run, int part) => Parts(run)[part - 1];

    private static void Until(Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(clock.Elapsed < Patience, "Slurm did not come to it");
            Thread.Sleep(250);
        }
    }

    private static ProcessRun Ok(params string[] arguments)
    {
        ProcessRun run = CliRun.Of(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    [GeneratedRegex(",\"cost\":.*$")]
    private static partial Regex Cost();
}
