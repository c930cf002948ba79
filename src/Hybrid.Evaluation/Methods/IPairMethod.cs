using Hybrid.Evaluation.Datasets;

namespace Hybrid.Evaluation.Methods;

/// <summary>
/// A method under evaluation, whatever its task: an aligner answers with an <see cref="AlignmentPrediction"/>, a stereo
/// method with a <see cref="DisparityPrediction"/> and so on. Used from several threads at once.
/// </summary>
public interface IPairMethod
{
    /// <summary>What it answers pairs of a task with; null where the task is none of its own: such pairs are not put to it.</summary>
    AnswerKind? AnswerTo(TaskKind task);

    /// <summary>Answers for one pair. An exception is recorded as a failure of that pair.</summary>
    /// <param name="request">What is asked; its images are not modified.</param>
    /// <param name="cancellationToken">Stops the whole run.</param>
    Prediction Predict(PredictionRequest request, CancellationToken cancellationToken);
}
