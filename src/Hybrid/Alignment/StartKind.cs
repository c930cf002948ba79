namespace Hybrid.Alignment;

/// <summary>What finds the start that a network refines.</summary>
public enum StartKind
{
    /// <summary>Classical features.</summary>
    Classic,

    /// <summary>Features of a network of the user's own first, then classical ones.</summary>
    Learned,
}
