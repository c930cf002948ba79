namespace Hybrid.Geometry;

/// <summary>How far two maps disagree about the corners of a frame.</summary>
/// <param name="Mean">Mean distance over the four corners, pixels of B.</param>
/// <param name="Max">Largest distance, pixels of B.</param>
public readonly record struct FrameDistance(double Mean, double Max);
