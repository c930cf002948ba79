using System.Globalization;

namespace Hybrid.Evaluation.Running;

/// <summary>
/// The part of a run that a scheduler's environment asks for: array tasks of Slurm and of Grid Engine, indexed Jobs of Kubernetes,
/// array jobs of AWS Batch.
/// </summary>
public static class SchedulerShard
{
    /// <param name="Index">Variable with the task's index.</param>
    /// <param name="First">Index of a first task; null where arrays may begin at 0 or at 1.</param>
    /// <param name="Size">Variable with the number of tasks, or the highest index of them; null where the scheduler tells neither.</param>
    /// <param name="SizeIsHighest">Whether <paramref name="Size"/> is the highest index.</param>
    /// <param name="Lowest">Variable with the lowest index of the tasks.</param>
    /// <param name="Count">Variable with the number of tasks, which a list with gaps makes smaller than the range.</param>
    /// <param name="Step">Variable with the step between indices.</param>
    private sealed record Scheduler(string Index, int? First, string? Size, bool SizeIsHighest = false, string? Lowest = null, string? Count = null, string? Step = null);

    private static readonly Scheduler[] Schedulers =
    [
        new("SLURM_ARRAY_TASK_ID", null, "SLURM_ARRAY_TASK_MAX", true, "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_STEP"),
        new("SGE_TASK_ID", 1, "SGE_TASK_LAST", true, "SGE_TASK_FIRST", null, "SGE_TASK_STEPSIZE"),
        new("JOB_COMPLETION_INDEX", 0, null),
        new("AWS_BATCH_JOB_ARRAY_INDEX", 0, "AWS_BATCH_JOB_ARRAY_SIZE"),
    ];

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">The value of an environment variable; null for one that is not set.</param>
    /// <param name="count">Number of parts, where the caller knows it: array tasks of Slurm and Grid Engine then count from 1.</param>
    /// <returns>The part and the variable that named it; null outside of array tasks.</returns>
    /// <exception cref="InputException">The environment tells of a task but not of which part; the message says how to tell it.</exception>
    public static (Shard Shard, string Variable)? Detect(Func<string, string?> variable, int? count = null)
    {
        ArgumentNullException.ThrowIfNull(variable);
        foreach (Scheduler scheduler in Schedulers)
        {
            // Grid Engine sets "undefined" outside of array jobs.
            if (variable(scheduler.Index) is not { Length: > 0 } text || text == "undefined")
                continue;
            int index = Number(scheduler.Index, text);
            return (count is { } known ? OfKnown(scheduler, index, known) : OfArray(scheduler, index, variable), scheduler.Index);
        }
        return null;
    }

    private static Shard OfKnown(Scheduler scheduler, int index, int count)
    {
        int first = scheduler.First ?? 1, position = index - first;
        return position >= 0 && position < count
            ? Shard.Of(position + 1, count)
            : throw new InputException(FormattableString.Invariant($"{scheduler.Index} is {index}, and of {count} parts there are {first} to {first + count - 1}; start the array with these indices, or give --shard i/N"));
    }

    private static Shard OfArray(Scheduler scheduler, int index, Func<string, string?> variable)
    {
        if (scheduler.Size is null || variable(scheduler.Size) is not { } size)
            throw new InputException($"{scheduler.Index} says which part to evaluate, and nothing says of how many; give --shards N, or --shard 1/1 for everything");
        int lowest = scheduler.Lowest is { } l && variable(l) is { } lowestText ? Number(l, lowestText) : scheduler.First ?? 1;
        int last = scheduler.SizeIsHighest ? Number(scheduler.Size, size) : lowest + Number(scheduler.Size, size) - 1;
        int count = last - lowest + 1;
        bool gaps = (scheduler.Count is { } c && variable(c) is { } tasks && Number(c, tasks) != count) || (scheduler.Step is { } s && variable(s) is { } step && Number(s, step) != 1 && count > 1);
        if (gaps || lowest is not (0 or 1) || (scheduler.First is { } first && lowest != first))
            throw new InputException($"the array of {scheduler.Index} does not run from {scheduler.First ?? 1} to N without gaps, so that its parts are not known; give --shards N or --shard i/N");
        return Shard.Of(index - lowest + 1, count);
    }

    private static int Number(string variable, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
        ? value
        : throw new InputException($"{variable} is '{text}' and not a number; give --shard i/N");
}
