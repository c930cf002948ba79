namespace Hybrid.Evaluation.Methods;

/// <summary>No answer: the method threw, or what it returned is nonsense.</summary>
/// <param name="method">The method asked.</param>
/// <param name="kind">What it would have answered with.</param>
/// <param name="reason">Reason code in kebab case: <c>exception</c> or <c>invalid-result</c>.</param>
/// <param name="message">One line of detail.</param>
public sealed class FailedPrediction(string method, AnswerKind kind, string reason, string message) : Prediction
{
    /// <summary>One line of detail.</summary>
    public string Message { get; } = message;

    /// <inheritdoc />
    public override AnswerKind Kind { get; } = kind;

    /// <inheritdoc />
    public override bool IsOk => false;

    /// <inheritdoc />
    public override string Reason { get; } = reason;

    /// <inheritdoc />
    public override string MethodUsed { get; } = method;
}
