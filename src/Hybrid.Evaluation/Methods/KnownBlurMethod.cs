using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Restoration;

namespace Hybrid.Evaluation.Methods;

/// <summary>
/// A deblurring method that must know the blur: the pair's truth tells it, so its figures say what knowing the blur would give.
/// Where the truth holds no blur, it fails.
/// </summary>
/// <param name="spec">Name and options of the method.</param>
/// <param name="settings">Threads.</param>
public sealed class KnownBlurMethod(MethodSpec spec, AlignerSettings settings) : IOracle
{
    /// <inheritdoc />
    public AnswerKind? AnswerTo(TaskKind task) => task == TaskKind.Restoration ? AnswerKind.Image : null;

    /// <inheritdoc />
    public Prediction Predict(PredictionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Truth is not SharpTruth { Kernel: { } kernel })
            return new FailedPrediction(spec.Name, AnswerKind.Image, "unavailable", "must know the blur, and the pair does not tell it");
        DeblurResult result = DeblurrerCatalogue.Create(spec, settings, kernel).DeblurWithReason(request.Images.A, null, cancellationToken);
        return new ImagePrediction(result.MethodUsed, result.Image);
    }
}
