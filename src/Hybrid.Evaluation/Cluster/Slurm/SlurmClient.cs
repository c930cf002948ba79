using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Hybrid.Evaluation.Cluster.Slurm;

/// <summary>Slurm's commands. Only <c>sbatch</c> and <c>squeue</c> are used, which need no accounting database.</summary>
public static class SlurmClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Whether <c>sbatch</c> is on PATH.</summary>
    public static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(d => d.Length > 0 && File.Exists(Path.Combine(d, "sbatch")));

    /// <summary>Submits a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="tasks">Indices of the tasks to submit, as <c>1-3,7</c>; null for those of the script.</param>
    /// <returns>Id of the array job.</returns>
    /// <exception cref="InputException">Slurm is not there or refuses; the message holds its reason.</exception>
    public static long Submit(string script, string? tasks = null)
    {
        string output = Output("sbatch", tasks is null ? ["--parsable", script] : ["--parsable", $"--array={tasks}", script]);
        // "ID" or "ID;CLUSTER".
        return long.TryParse(output.Trim().Split(';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long job)
            ? job
            : throw new InputException($"sbatch printed no job id but: {FirstLine(output)}");
    }

    /// <summary>What the scheduler says of some jobs' tasks, ended ones included for as long as it remembers them.</summary>
    /// <param name="jobs">Ids of array jobs.</param>
    /// <exception cref="InputException">Slurm is not there, or its controller does not answer.</exception>
    public static IReadOnlyList<QueueEntry> Queue(IReadOnlyCollection<long> jobs)
    {
        if (jobs.Count == 0)
            return [];
        string output = Output("squeue", ["--json"]);
        try
        {
            return SqueueJson.Parse(output, jobs);
        }
        catch (JsonException e)
        {
            throw new InputException($"squeue --json cannot be read ({FirstLine(e.Message)})", e);
        }
    }

    private static string Output(string program, string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(info) ?? throw new InputException($"{program} did not start");
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                throw new InputException(FormattableString.Invariant($"{program} gave no answer in {Patience.TotalSeconds:0} s; is Slurm's controller up?"));
            }
            process.WaitForExit();
            return process.ExitCode == 0 ? output.Result : throw new InputException($"{program}: {Reason(error.Result)}");
        }
        catch (Win32Exception e)
        {
            throw new InputException($"{program} is not on PATH, so that this machine reaches no Slurm cluster; 'hybrid cluster submit --dry-run' writes the script alone", e);
        }
    }

    // "sbatch: error: Memory specification can not be satisfied"
    private static string Reason(string error)
    {
        string line = FirstLine(error);
        int at = line.IndexOf("error: ", StringComparison.Ordinal);
        return at < 0 ? line : line[(at + "error: ".Length)..];
    }

    private static string FirstLine(string text) => text.Trim().Split('\n')[0].Trim();
}
