namespace Hybrid.Overlap;

/// <summary>The form of <c>overlap.json</c>. Its keys are a contract: more may be added, none renamed.</summary>
internal sealed class OverlapDocument : RunDocument
{
    private readonly OverlapResult _masks;

    /// <summary>The form of a result. Not public, so that the generated code need not know how to read one.</summary>
    /// <param name="masks">The result.</param>
    /// <param name="run">The run that made it.</param>
    internal OverlapDocument(OverlapResult masks, RunRecord run)
        : base(masks.Provenance, run) =>
        _masks = masks;

    /// <summary>Always <c>ok</c>: that two images share nothing is an answer.</summary>
    public string Status => KebabCase.Of(_masks.Status);

    /// <summary>Why there is none, or what is to be known otherwise, in kebab case.</summary>
    public string Reason => KebabCase.Of(_masks.Reason);

    /// <summary>The method asked for.</summary>
    public string MethodRequested => _masks.MethodRequested;

    /// <summary>The method whose result it is.</summary>
    public string MethodUsed => _masks.MethodUsed;

    /// <summary>Whether the images are held to overlap.</summary>
    public bool Overlaps => _masks.Overlaps;

    /// <summary>Probability that they overlap at all, 0..1.</summary>
    public double Confidence => ResultJson.Rounded(_masks.Probability, 4);

    /// <summary>Share of A that B sees, 0..1.</summary>
    public double OverlapA => ResultJson.Rounded(_masks.FractionA, 4);

    /// <summary>Share of B that A sees, 0..1.</summary>
    public double OverlapB => ResultJson.Rounded(_masks.FractionB, 4);
}
