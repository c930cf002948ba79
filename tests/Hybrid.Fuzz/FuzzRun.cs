using System.Diagnostics;
using Hybrid.Core;

namespace Hybrid.Fuzz;

/// <summary>
/// Gives a reader mutated files. It may take a file or refuse it by an <see cref="InputException"/> of one line; anything
/// else, ten seconds, or a gigabyte of managed memory for one file is a finding.
/// </summary>
public sealed class FuzzRun : IDisposable
{
    private const long MostBytes = 1L << 30;
    private const int MostTextOfMessage = 2000;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);
    private readonly string _folder = Directory.CreateTempSubdirectory("hybrid-fuzz-").FullName;

    /// <summary>Runs cases on one reader.</summary>
    /// <param name="target">The reader.</param>
    /// <param name="first">Number of the first case.</param>
    /// <param name="count">How many.</param>
    public IEnumerable<FuzzFinding> Run(FuzzTarget target, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        IReadOnlyList<byte[]> seeds = target.AllSeeds();
        var mutator = new Mutator(seeds);
        for (int i = first; i < first + count; i++)
        {
            byte[] file = mutator.Make(i);
            if (Fault(target, file) is { } fault)
                yield return new FuzzFinding(target.Name, i, fault, file);
        }
    }

    /// <summary>What is wrong with how a reader handles a file; null where nothing is.</summary>
    public string? Fault(FuzzTarget target, byte[] file)
    {
        ArgumentNullException.ThrowIfNull(target);
        string path = Path.Combine(_folder, "file" + target.Extension);
        File.WriteAllBytes(path, file);
        var clock = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        string? fault = null;
        try
        {
            target.Read(path);
        }
        catch (InputException e)
        {
            fault = e.Message.Contains('\n', StringComparison.Ordinal) ? $"a message of several lines: {e.Message}"
                : e.Message.Length > MostTextOfMessage ? $"a message of {e.Message.Length} characters"
                : e.Message.Any(c => char.IsControl(c) && c != '\t') ? "a message with control characters"
                : null;
        }
#pragma warning disable CA1031 // Whatever else arises is the finding.
        catch (Exception e)
#pragma warning restore CA1031
        {
            fault = $"{e.GetType().Name}: {e.Message}\n{e.StackTrace}";
        }
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return fault
            ?? (clock.Elapsed > MostTime ? $"{clock.Elapsed.TotalSeconds:F0} seconds" : null)
            ?? (bytes > MostBytes ? $"{bytes >> 20} MB" : null);
    }

    /// <summary>Removes the folder of the files.</summary>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
