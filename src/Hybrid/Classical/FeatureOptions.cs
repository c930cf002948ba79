namespace Hybrid.Classical;

/// <summary>How keypoints are found and described.</summary>
public sealed record FeatureOptions
{
    /// <summary>Detector and descriptor.</summary>
    public FeatureKind Kind { get; init; } = FeatureKind.Sift;

    /// <summary>The strongest so many keypoints are kept, at least 16.</summary>
    public int MaxKeypoints { get; init; } = 4096;

    /// <summary>
    /// Detection threshold relative to the detector's own default: 0.5 finds keypoints of half the contrast.
    /// </summary>
    public double Sensitivity { get; init; } = 1;

    /// <summary>
    /// SIFT only: compare square roots of L1-normalised descriptors, i.e. the Hellinger kernel
    /// (Arandjelović and Zisserman, CVPR 2012).
    /// </summary>
    public bool RootSift { get; init; } = true;

    /// <summary>Undo the known shift of OpenCV's pyramids, so that keypoints lie on pixel centres.</summary>
    public bool CorrectPyramidShift { get; init; } = true;
}
