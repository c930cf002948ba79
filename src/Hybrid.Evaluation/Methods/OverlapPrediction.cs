namespace Hybrid.Evaluation.Methods;

/// <summary>The answer of an overlap method: which pixels of each image the other one sees.</summary>
/// <param name="methodUsed">The method whose result it is.</param>
/// <param name="maskA">Row-major, of A's size.</param>
/// <param name="maskB">Row-major, of B's size.</param>
/// <param name="probability">Probability that the images overlap at all, 0..1; NaN where the method gives none.</param>
public sealed class OverlapPrediction(string methodUsed, bool[] maskA, bool[] maskB, double probability = double.NaN) : Prediction
{
    /// <summary>Pixels of A that B sees.</summary>
    public bool[] MaskA { get; } = maskA;

    /// <summary>Pixels of B that A sees.</summary>
    public bool[] MaskB { get; } = maskB;

    /// <summary>Whether the images are held to overlap: by their probability, else by their masks.</summary>
    public bool Overlaps => double.IsNaN(probability) ? Array.IndexOf(MaskA, true) >= 0 || Array.IndexOf(MaskB, true) >= 0 : probability >= Overlap.OverlapResult.Decision;

    /// <inheritdoc />
    public override double Confidence => probability;

    /// <inheritdoc />
    public override AnswerKind Kind => AnswerKind.Masks;

    /// <inheritdoc />
    public override bool IsOk => true;

    /// <inheritdoc />
    public override string Reason => "none";

    /// <inheritdoc />
    public override string MethodUsed { get; } = methodUsed;
}
