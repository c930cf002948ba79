namespace Hybrid.Native.Stitching;

/// <summary>One picture of a panorama: its size and its keypoints.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Points">x and y of each keypoint in turn, in pixels.</param>
public sealed record ViewPoints(int Width, int Height, float[] Points);
