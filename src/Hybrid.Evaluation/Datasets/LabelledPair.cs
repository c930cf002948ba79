namespace Hybrid.Evaluation.Datasets;

/// <summary>A pair as it was read: its images and all that is known of it. Metrics see it; of the methods only oracles do.</summary>
/// <param name="Images">The images.</param>
/// <param name="Truth">The ground truth.</param>
public sealed record LabelledPair(ImagePair Images, GroundTruth Truth)
{
    /// <summary>Size of A.</summary>
    public ImageSize SizeA { get; } = new(Images.A.Width, Images.A.Height);

    /// <summary>Size of B.</summary>
    public ImageSize SizeB { get; } = new(Images.B.Width, Images.B.Height);
}
