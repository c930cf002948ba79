namespace Hybrid.Stitching;

/// <summary>What became of an image, and why.</summary>
/// <param name="Name">Its path or name.</param>
/// <param name="Outcome">Used or not.</param>
/// <param name="Reason">The figures behind it, for people.</param>
/// <param name="Advice">What to try where it was not used; empty otherwise.</param>
public sealed record ImageDecision(string Name, ImageOutcome Outcome, string Reason, string Advice = "")
{
    /// <summary>Which panorama it is in, from 0; −1 for none.</summary>
    public int Panorama { get; init; } = -1;

    /// <summary>Width as read.</summary>
    public int Width { get; init; }

    /// <summary>Height as read.</summary>
    public int Height { get; init; }

    /// <summary>Keypoints found.</summary>
    public int Keypoints { get; init; }
}
