using Hybrid.Imaging;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Disparity of the left image: x_right = x_left − d.</summary>
/// <param name="Disparity">Of the left image's size; NaN where unknown: never scored.</param>
/// <param name="Occluded">True where the pixel is not seen on the right, row-major; null where the dataset does not say.</param>
public sealed record DisparityTruth(ScalarMap Disparity, bool[]? Occluded = null) : GroundTruth
{
    /// <inheritdoc />
    public override string Kind => "disparity";
}
