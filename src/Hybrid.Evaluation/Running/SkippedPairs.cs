using Hybrid.Evaluation.Datasets;

namespace Hybrid.Evaluation.Running;

/// <summary>Pairs that a method was not asked about, since their task is none of its own.</summary>
/// <param name="Method">The method's spec.</param>
/// <param name="Task">The task.</param>
/// <param name="Pairs">Number of pairs.</param>
public sealed record SkippedPairs(string Method, TaskKind Task, int Pairs)
{
    /// <inheritdoc />
    public override string ToString() =>
        FormattableString.Invariant($"{Method} does no {Task.ToString().ToLowerInvariant()}: {Pairs} pair{(Pairs == 1 ? "" : "s")} not put to it");
}
