namespace Hybrid.Evaluation.Methods;

/// <summary>The answer of an overlap method: which pixels of each image the other one sees.</summary>
/// <param name="methodUsed">The method whose result it is.</param>
/// <param name="maskA">Row-major, of A's size.</param>
/// <param name="maskB">Row-major, of B's size.</param>
public sealed class OverlapPrediction(string methodUsed, bool[] maskA, bool[] maskB) : Prediction
{
    /// <summary>Pixels of A that B sees.</summary>
    public bool[] MaskA { get; } = maskA;

    /// <summary>Pixels of B that A sees.</summary>
    public bool[] MaskB { get; } = maskB;

    /// <inheritdoc />
    public override bool IsOk => true;

    /// <inheritdoc />
    public override string Reason => "none";

    /// <inheritdoc />
    public override string MethodUsed { get; } = methodUsed;
}
