using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>The answer of a restoration method: an image.</summary>
/// <param name="methodUsed">The method whose result it is.</param>
/// <param name="image">Of A's size; owned by the prediction.</param>
public sealed class ImagePrediction(string methodUsed, Mat image) : Prediction
{
    /// <summary>The restored image.</summary>
    public Mat Image { get; } = image;

    /// <inheritdoc />
    public override AnswerKind Kind => AnswerKind.Image;

    /// <inheritdoc />
    public override bool IsOk => true;

    /// <inheritdoc />
    public override string Reason => "none";

    /// <inheritdoc />
    public override string MethodUsed { get; } = methodUsed;

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Image.Dispose();
        base.Dispose(disposing);
    }
}
