namespace Hybrid.Core;

/// <summary>What every method is given, whatever its own options.</summary>
public sealed record AlignerSettings
{
    /// <summary>Seed of all random choices.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that one alignment may use; 0 means all cores. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Folder of the trained networks; null means the one beside the program.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>Told in one line of what a method's user should know, as an option's new name; null for silence.</summary>
    public Action<string>? Notice { get; init; }
}
