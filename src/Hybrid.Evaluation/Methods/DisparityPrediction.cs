using Hybrid.Imaging;

namespace Hybrid.Evaluation.Methods;

/// <summary>The answer of a stereo method.</summary>
/// <param name="methodUsed">The method whose result it is.</param>
/// <param name="disparity">Of the left image's size, x_right = x_left − d; NaN where it gives no answer.</param>
public sealed class DisparityPrediction(string methodUsed, ScalarMap disparity) : Prediction
{
    /// <summary>Disparity of the left image.</summary>
    public ScalarMap Disparity { get; } = disparity;

    /// <inheritdoc />
    public override bool IsOk => true;

    /// <inheritdoc />
    public override string Reason => "none";

    /// <inheritdoc />
    public override string MethodUsed { get; } = methodUsed;
}
