using Hybrid.Imaging;

namespace Hybrid.Stereo;

/// <summary>Two answers made one.</summary>
/// <param name="Disparity">Of the left image, px.</param>
/// <param name="Confidence">P(error ≤ 2 px).</param>
/// <param name="Evidence">How many pixels came from where.</param>
internal sealed record FusedDisparity(ScalarMap Disparity, ScalarMap Confidence, string Evidence);
