using System.Globalization;
using System.Text;

namespace Hybrid.Evaluation.Cluster.Slurm;

/// <summary>The batch script of an array job: one task a part.</summary>
public static class BatchScript
{
    /// <summary>The script's text.</summary>
    /// <param name="folder">The cluster run.</param>
    /// <param name="options">What to ask the scheduler for.</param>
    /// <exception cref="InputException">A value holds a line break.</exception>
    public static string Text(ClusterFolder folder, SlurmOptions options)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(options);
        int parts = folder.Plan.Records.Count;
        var text = new StringBuilder();
        string names = string.Join(", ", folder.Plan.Config.Datasets.Select(d => d.Name));
        text.Append("#!/bin/bash\n");
        text.Append(CultureInfo.InvariantCulture, $"# {OneLine(names)} by {OneLine(string.Join(", ", folder.Plan.Config.Methods))} in {parts} part{(parts == 1 ? "" : "s")}, one an array task.\n");
        text.Append("# Written by 'hybrid cluster submit'. A part that is finished is not made again, so that any task may be started any number of\n");
        text.Append("# times: 'hybrid cluster retry' submits the missing ones as 'sbatch --array=LIST' would.\n");
        Directive("job-name", "hybrid", "");
        Directive("array", FormattableString.Invariant($"1-{parts}"), "");
        Directive("output", Quoted(Path.Combine(folder.Logs, "shard-").Replace("%", "%%", StringComparison.Ordinal) + "%a.log"), "");
        Directive("open-mode", "append", "a task that is started again goes on in its log");
        Directive("requeue", null, "after the loss of its node");
        Directive("cpus-per-task", options.Cores.ToString(CultureInfo.InvariantCulture), "");
        Directive("partition", options.Partition, "");
        Directive("time", options.Time, "");
        Directive("mem", options.Memory, "");
        Directive("gres", options.Devices, "");
        Directive("container", options.Container is { } container ? Quoted(container) : null, "");
        text.Append("\nset -eu\n");
        text.Append("# exec: the scheduler's signals reach the program, which then ends after the pair in work.\n");
        text.Append(CultureInfo.InvariantCulture, $"exec {OneLine(options.Program)} cluster task {ShellWord.Of(folder.Run)} --shard \"$SLURM_ARRAY_TASK_ID/{parts}\" --threads {options.Cores}{OneLine(options.Arguments)}\n");
        return text.ToString();

        void Directive(string name, string? value, string remark)
        {
            if (value is not null || name == "requeue")
                text.Append(CultureInfo.InvariantCulture, $"#SBATCH --{name}{(value is null ? "" : "=" + OneLine(value))}{(remark.Length == 0 ? "" : "  # " + remark)}\n");
        }
    }

    private static string Quoted(string value) => value.Contains('"', StringComparison.Ordinal)
        ? throw new InputException($"{value}: a path with a quotation mark cannot stand in a batch script; choose another place")
        : $"\"{value}\"";

    // A line break would begin a line of the script that nobody meant.
    private static string OneLine(string value) => value.Contains('\n', StringComparison.Ordinal) || value.Contains('\r', StringComparison.Ordinal)
        ? throw new InputException($"'{value.ReplaceLineEndings("\\n")}' holds a line break and cannot stand in a batch script")
        : value;
}
