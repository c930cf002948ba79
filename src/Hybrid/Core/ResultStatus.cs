namespace Hybrid.Core;

/// <summary>Whether a result may be used.</summary>
public enum ResultStatus
{
    /// <summary>Verified: use it.</summary>
    Ok,

    /// <summary>Nothing passed verification; the reason says why.</summary>
    Failed,
}
