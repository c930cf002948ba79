using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Imaging;
using Hybrid.Stereo;
using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>
/// A stereo method under evaluation. Option <c>misrectify</c> (px) is of the evaluation alone: the right image is first
/// moved down by so many pixels and turned by a quarter of that at its sides, to measure what imperfect rectification costs.
/// </summary>
/// <param name="matcher">The method.</param>
/// <param name="misrectify">How far the right image is moved down, px.</param>
public sealed class StereoMethod(IStereoMatcher matcher, double misrectify) : IPairMethod
{
    /// <summary>Options that the evaluation adds to every stereo method.</summary>
    public static IReadOnlyCollection<string> StudyOptions { get; } = ["misrectify"];

    /// <summary>Creates the method that a spec names.</summary>
    /// <exception cref="InputException">The method or an option is unknown.</exception>
    public static StereoMethod Create(MethodSpec spec, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new StereoMethod(StereoCatalogue.Create(spec.Without(StudyOptions), settings), spec.GetDouble("misrectify", 0, -32, 32));
    }

    /// <inheritdoc />
    public AnswerKind? AnswerTo(TaskKind task) => task == TaskKind.Stereo ? AnswerKind.Disparity : null;

    /// <inheritdoc />
    public Prediction Predict(PredictionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ImagePair pair = request.Images;
        if (misrectify == 0)
            return Answer(matcher.Match(pair, cancellationToken));
        using var moved = new ImagePair(pair.Name, pair.A.Clone(), Misrectified(pair.B));
        return Answer(matcher.Match(moved, cancellationToken));
    }

    private static Prediction Answer(StereoResult result)
    {
        if (result.IsOk)
            return new DisparityPrediction(result);
        StereoFinding? why = result.Findings.Count > 0 ? result.Findings[0] : null;
        return new FailedPrediction(result.MethodUsed, AnswerKind.Disparity, why is null ? "none" : KebabCase.Of(why.Kind), why?.Text ?? "");
    }

    private Mat Misrectified(Mat right)
    {
        double tilt = 0.5 * misrectify / right.Width;
        double[] h = [1, -tilt, tilt * right.Height / 2, tilt, 1, misrectify - tilt * right.Width / 2, 0, 0, 1];
        using Mat matrix = Mat.FromPixelData(3, 3, MatType.CV_64FC1, h);
        var result = new Mat();
        Cv2.WarpPerspective(right, result, matrix, right.Size(), InterpolationFlags.Cubic, BorderTypes.Replicate);
        return result;
    }
}
