using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Methods;

/// <summary>One name for several methods, one a task.</summary>
/// <param name="other">Answers every task without a method of its own.</param>
/// <param name="own">Methods by task.</param>
public sealed class TaskMethods(IPairMethod other, IReadOnlyDictionary<TaskKind, IPairMethod> own) : IPairMethod
{
    /// <inheritdoc />
    public Prediction Predict(ImagePair pair, CancellationToken cancellationToken) => other.Predict(pair, cancellationToken);

    /// <inheritdoc />
    public Prediction Predict(ImagePair pair, TaskKind task, CancellationToken cancellationToken) =>
        own.GetValueOrDefault(task, other).Predict(pair, task, cancellationToken);

    /// <inheritdoc />
    public Prediction Predict(Scene scene, TaskKind task, CancellationToken cancellationToken) =>
        own.GetValueOrDefault(task, other).Predict(scene, task, cancellationToken);
}
