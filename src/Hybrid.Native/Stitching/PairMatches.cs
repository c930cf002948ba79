namespace Hybrid.Native.Stitching;

/// <summary>The matches of two pictures, an edge of the matches graph.</summary>
/// <param name="A">Index of the first picture.</param>
/// <param name="B">Index of the second picture.</param>
/// <param name="Indices">Two numbers a match: the keypoint in A, the keypoint in B.</param>
/// <param name="Inliers">One a match: whether it agrees with the homography.</param>
/// <param name="Homography">Nine numbers, row-major, A to B.</param>
/// <param name="Confidence">How sure it is that the pictures overlap; OpenCV takes inliers / (8 + 0.3 matches), and 1 for the threshold.</param>
public sealed record PairMatches(int A, int B, int[] Indices, bool[] Inliers, double[] Homography, double Confidence);
