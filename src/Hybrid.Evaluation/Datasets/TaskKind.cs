namespace Hybrid.Evaluation.Datasets;

/// <summary>What a method is asked to do with a pair of a dataset.</summary>
public enum TaskKind
{
    /// <summary>Find the homography or the dense flow from A to B.</summary>
    Alignment,

    /// <summary>Find the disparity of a rectified pair; A is the left image.</summary>
    Stereo,

    /// <summary>Restore B's sharpness from the blurred A.</summary>
    Restoration,

    /// <summary>Find the pixels that both images see.</summary>
    Overlap,

    /// <summary>Join the images in one frame.</summary>
    Stitching,
}
