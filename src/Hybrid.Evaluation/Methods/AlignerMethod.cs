using Hybrid.Alignment;

namespace Hybrid.Evaluation.Methods;

/// <summary>An aligner under evaluation. On stereo pairs its horizontal flow is read as disparity, d = −u.</summary>
/// <param name="aligner">The aligner.</param>
public sealed class AlignerMethod(IAligner aligner) : IPairMethod
{
    /// <inheritdoc />
    public Prediction Predict(ImagePair pair, CancellationToken cancellationToken) =>
        new AlignmentPrediction(aligner.Align(pair, cancellationToken));
}
