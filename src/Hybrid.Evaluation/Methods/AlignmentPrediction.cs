using Hybrid.Alignment;

namespace Hybrid.Evaluation.Methods;

/// <summary>The answer of an aligner.</summary>
/// <param name="alignment">Its alignment.</param>
public sealed class AlignmentPrediction(AlignmentResult alignment) : Prediction
{
    /// <summary>The alignment, whether or not it is ok.</summary>
    public AlignmentResult Alignment { get; } = alignment;

    /// <inheritdoc />
    public override AnswerKind Kind => AnswerKind.Motion;

    /// <inheritdoc />
    public override bool IsOk => Alignment.IsOk;

    /// <inheritdoc />
    public override string Reason => KebabCase.Of(Alignment.Reason);

    /// <inheritdoc />
    public override string MethodUsed => Alignment.MethodUsed;

    /// <inheritdoc />
    public override double Confidence => Alignment.Confidence;

    /// <inheritdoc />
    public override IReadOnlyList<ProvenanceStep> Steps => Alignment.Provenance;
}
