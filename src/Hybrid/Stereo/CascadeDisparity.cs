using Hybrid.Imaging;

namespace Hybrid.Stereo;

/// <summary>What the network says of a stereo pair.</summary>
/// <param name="Disparity">Of the left image, px.</param>
/// <param name="Confidence">P(visible on the right) · P(error below one pixel of the working frame), 0..1.</param>
/// <param name="Precision">P(error ≤ 2 px), visible on the right or not, by the error scale the network expects; null where it has none.</param>
/// <param name="Iterations">Iterations that were run.</param>
internal sealed record CascadeDisparity(ScalarMap Disparity, ScalarMap Confidence, ScalarMap? Precision, int Iterations);
