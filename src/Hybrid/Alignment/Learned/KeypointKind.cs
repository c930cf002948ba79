namespace Hybrid.Alignment.Learned;

/// <summary>Where a network's descriptors are read.</summary>
public enum KeypointKind
{
    /// <summary>At SIFT's keypoints, weak ones included.</summary>
    Sift,

    /// <summary>At corners (Shi and Tomasi, CVPR 1994).</summary>
    Corners,

    /// <summary>At AKAZE's keypoints, weak ones included.</summary>
    Akaze,
}
