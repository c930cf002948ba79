using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Methods;

/// <summary>
/// A method under evaluation, whatever its task: an aligner answers with an <see cref="AlignmentPrediction"/>, a stereo
/// method with a <see cref="DisparityPrediction"/> and so on. Used from several threads at once.
/// </summary>
public interface IPairMethod
{
    /// <summary>Answers for one pair. An exception is recorded as a failure of that pair.</summary>
    /// <param name="pair">The images; not modified.</param>
    /// <param name="cancellationToken">Stops the whole run.</param>
    Prediction Predict(ImagePair pair, CancellationToken cancellationToken);

    /// <summary>Answers for one pair of a task; a method of one task only answers alike whatever the task.</summary>
    /// <param name="pair">The images; not modified.</param>
    /// <param name="task">What is asked.</param>
    /// <param name="cancellationToken">Stops the whole run.</param>
    Prediction Predict(ImagePair pair, TaskKind task, CancellationToken cancellationToken) => Predict(pair, cancellationToken);

    /// <summary>The same with what is known of the item: further images to stitch, or truth for methods that are told some of it to show what knowing it would give.</summary>
    /// <param name="scene">The images and what is known of them.</param>
    /// <param name="task">What is asked.</param>
    /// <param name="cancellationToken">Stops the whole run.</param>
    Prediction Predict(Scene scene, TaskKind task, CancellationToken cancellationToken) => Predict(scene.Images, task, cancellationToken);
}
