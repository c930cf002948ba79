namespace Hybrid.Stereo;

/// <summary>Something about a pair that its user should know.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">One line with the figures behind it and what to do.</param>
public sealed record StereoFinding(StereoFindingKind Kind, string Text)
{
    /// <summary>Whether no disparity can be given because of it.</summary>
    public bool IsFatal => Kind is StereoFindingKind.Swapped or StereoFindingKind.VerticalPair or StereoFindingKind.Identical
        or StereoFindingKind.NoTexture or StereoFindingKind.Unrelated;
}
