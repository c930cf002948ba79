namespace Hybrid.Evaluation.Methods;

/// <summary>What a method answered for one pair.</summary>
public abstract class Prediction : IDisposable
{
    /// <summary>What it answers with.</summary>
    public abstract AnswerKind Kind { get; }

    /// <summary>Whether the method stands by its answer. A failure scores as the worst value of every metric.</summary>
    public abstract bool IsOk { get; }

    /// <summary>Reason code in kebab case.</summary>
    public abstract string Reason { get; }

    /// <summary>The method whose result this is, which a fallback may have changed.</summary>
    public abstract string MethodUsed { get; }

    /// <summary>Probability that the answer is right, 0..1; NaN where the method gives none.</summary>
    public virtual double Confidence => double.NaN;

    /// <summary>Every decision on the way.</summary>
    public virtual IReadOnlyList<ProvenanceStep> Steps => [];

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the answer owns.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
