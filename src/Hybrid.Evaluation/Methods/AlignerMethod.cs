using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;

namespace Hybrid.Evaluation.Methods;

/// <summary>An aligner under evaluation. On stereo pairs its horizontal flow is read as disparity, d = −u.</summary>
/// <param name="aligner">The aligner.</param>
public sealed class AlignerMethod(IAligner aligner) : IPairMethod
{
    /// <inheritdoc />
    public AnswerKind? AnswerTo(TaskKind task) => task is TaskKind.Alignment or TaskKind.Stereo or TaskKind.Stitching ? AnswerKind.Motion : null;

    /// <inheritdoc />
    public Prediction Predict(PredictionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new AlignmentPrediction(aligner.Align(request.Images, cancellationToken));
    }
}
