using Hybrid.Evaluation.Datasets;

namespace Hybrid.Evaluation.Methods;

/// <summary>One name for several methods, one a task.</summary>
/// <param name="other">Answers every task without a method of its own.</param>
/// <param name="own">Methods by task.</param>
public sealed class TaskMethods(IPairMethod other, IReadOnlyDictionary<TaskKind, IPairMethod> own) : IPairMethod
{
    /// <inheritdoc />
    public AnswerKind? AnswerTo(TaskKind task) => Of(task).AnswerTo(task);

    /// <inheritdoc />
    public Prediction Predict(PredictionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Of(request.Task).Predict(request, cancellationToken);
    }

    private IPairMethod Of(TaskKind task) => own.GetValueOrDefault(task, other);
}
