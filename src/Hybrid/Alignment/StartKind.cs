namespace Hybrid.Alignment;

/// <summary>What finds the start that a network refines.</summary>
public enum StartKind
{
    /// <summary>The classical ladder.</summary>
    Classic,

    /// <summary>Features of a network of the user's own first, then the classical ladder.</summary>
    Learned,
}
