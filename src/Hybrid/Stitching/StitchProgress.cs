namespace Hybrid.Stitching;

/// <summary>How far a panorama is.</summary>
/// <param name="Stage">Name of the stage at work, e.g. <c>pairs</c>.</param>
/// <param name="Done">Finished parts of it: images, pairs or tiles.</param>
/// <param name="Total">All of them; 0 for a stage that does not count.</param>
public readonly record struct StitchProgress(string Stage, int Done, int Total);
