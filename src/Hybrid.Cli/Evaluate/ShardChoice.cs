using Hybrid.Evaluation.Running;

namespace Hybrid.Cli.Evaluate;

/// <summary>The part of a run that a command line, or else a scheduler's environment, asks for.</summary>
internal static class ShardChoice
{
    /// <summary>The part; everything where nothing asks for one.</summary>
    /// <param name="text">The value of <c>--shard</c>; null where it is not given.</param>
    /// <param name="count">The value of <c>--shards</c>.</param>
    /// <param name="error">Told where the environment decided.</param>
    /// <exception cref="InputException">The text is malformed, or the environment is not clear.</exception>
    public static Shard Of(string? text, int? count, TextWriter error)
    {
        if (text is not null)
            return count is null ? Shard.Parse(text) : throw new InputException("--shard i/N says of how many parts; leave out --shards");
        if (SchedulerShard.Detect(Environment.GetEnvironmentVariable, count) is var (shard, variable))
        {
            error.WriteLine($"part {shard}, by {variable}");
            return shard;
        }
        return count is null or 1
            ? Shard.Whole
            : throw new InputException("--shards needs a scheduler that sets the index of an array task; give --shard i/N");
    }
}
