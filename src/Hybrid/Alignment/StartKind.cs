namespace Hybrid.Alignment;

/// <summary>What finds the start that a network refines.</summary>
public enum StartKind
{
    /// <summary>Classical features; a network's only where they are weak.</summary>
    Classic,

    /// <summary>A network's features first, then classical ones.</summary>
    Learned,
}
