namespace Hybrid.Evaluation.Running.Isolation;

/// <summary>Pairs evaluated in processes of their own, so that a crash in native code or a limit costs one pair and no run.</summary>
public sealed record IsolationSettings
{
    /// <summary>Program and arguments that start a worker (<see cref="PairWorker"/>) on its standard streams.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Resident memory at which a worker is ended, MB (2^20 bytes); 0 for no limit.</summary>
    public int MaxMegabytes { get; init; }

    /// <summary>Time that a method may take for a pair, its reading included, s; 0 for no limit.</summary>
    public double MaxSeconds { get; init; }

    /// <summary>The limits as <c>run.json</c> has them, since results depend on them; null for none.</summary>
    internal string? Limits => (MaxMegabytes, MaxSeconds) switch
    {
        (0, 0) => null,
        (_, 0) => FormattableString.Invariant($"{MaxMegabytes} MB"),
        (0, _) => FormattableString.Invariant($"{MaxSeconds} s"),
        _ => FormattableString.Invariant($"{MaxMegabytes} MB, {MaxSeconds} s"),
    };
}
