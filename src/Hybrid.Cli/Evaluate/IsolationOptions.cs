using System.CommandLine;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Running.Isolation;

namespace Hybrid.Cli.Evaluate;

/// <summary>Pairs in processes of their own, with limits.</summary>
internal sealed class IsolationOptions
{
    private readonly Option<bool> _isolate = new("--isolate") { Description = "Evaluate pairs in processes of their own: a crash in native code costs one pair, recorded as failed with the reason." };
    private readonly Option<int> _memory = new("--max-memory") { Description = "Memory of a pair, MB; a pair that takes more is recorded as failed. Isolates.", HelpName = "MB" };
    private readonly Option<int> _seconds = new("--max-seconds") { Description = "Time of a method for a pair, s; one that takes longer is recorded as failed. Isolates.", HelpName = "s" };

    /// <summary>Adds the options to a command.</summary>
    public static IsolationOptions AddTo(Command command)
    {
        var options = new IsolationOptions();
        options._memory.Validators.Add(r => CommonOptions.RequireRange(r, 1, 1 << 24));
        options._seconds.Validators.Add(r => CommonOptions.RequireRange(r, 1, 1_000_000));
        foreach (Option option in (Option[])[options._isolate, options._memory, options._seconds])
            command.Options.Add(option);
        return options;
    }

    /// <summary>What was told; null for this process.</summary>
    public IsolationSettings? Settings(ParseResult result, string? device)
    {
        (int memory, int seconds) = (result.GetValue(_memory), result.GetValue(_seconds));
        return !result.GetValue(_isolate) && memory == 0 && seconds == 0
            ? null
            : new IsolationSettings { Command = [.. OwnProgram.Words, WorkerCommand.Name, .. device is null ? (string[])[] : ["--device", device]], MaxMegabytes = memory, MaxSeconds = seconds };
    }
}
