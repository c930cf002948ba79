using Hybrid.Imaging;
using Hybrid.Stereo;

namespace Hybrid.Evaluation.Methods;

/// <summary>The answer of a stereo method.</summary>
public sealed class DisparityPrediction : Prediction
{
    /// <summary>An answer that is only a map.</summary>
    /// <param name="methodUsed">The method whose result it is.</param>
    /// <param name="disparity">Of the left image's size, x_right = x_left − d; NaN where it gives no answer.</param>
    /// <param name="pixelConfidence">P(error ≤ 2 px) of each pixel; null where the method gives none.</param>
    public DisparityPrediction(string methodUsed, ScalarMap disparity, ScalarMap? pixelConfidence = null)
    {
        (MethodUsed, Disparity, PixelConfidence) = (methodUsed, disparity, pixelConfidence);
    }

    /// <summary>The answer that a result holds.</summary>
    /// <param name="result">A result that is ok.</param>
    public DisparityPrediction(StereoResult result)
        : this(result?.MethodUsed!, result?.Disparity ?? throw new ArgumentException("The result has no disparity.", nameof(result)), result.Confidence)
    {
        Confidence = result.MeanConfidence;
        Steps = result.Provenance;
    }

    /// <summary>Disparity of the left image.</summary>
    public ScalarMap Disparity { get; }

    /// <summary>P(error ≤ 2 px) of each pixel; null where the method gives none.</summary>
    public ScalarMap? PixelConfidence { get; }

    /// <inheritdoc />
    public override AnswerKind Kind => AnswerKind.Disparity;

    /// <inheritdoc />
    public override bool IsOk => true;

    /// <inheritdoc />
    public override string Reason => "none";

    /// <inheritdoc />
    public override string MethodUsed { get; }

    /// <inheritdoc />
    public override double Confidence { get; } = double.NaN;

    /// <inheritdoc />
    public override IReadOnlyList<ProvenanceStep> Steps { get; } = [];
}
