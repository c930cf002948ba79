using Hybrid.Evaluation.Datasets;
using Hybrid.Stitching;

namespace Hybrid.Evaluation.Methods;

/// <summary>The toolkit's stitcher under evaluation.</summary>
/// <param name="name">Its spec.</param>
/// <param name="options">How it works.</param>
public sealed class StitchMethodUnderTest(string name, StitchOptions options) : IPairMethod
{
    /// <inheritdoc />
    public AnswerKind? AnswerTo(TaskKind task) => task == TaskKind.Stitching ? AnswerKind.Panorama : null;

    /// <inheritdoc />
    public Prediction Predict(PredictionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        bool isSet = request.ImageSet.Count > 0;
        IReadOnlyList<string> names = isSet ? request.ImageSet : ["1", "2"];
        SourceImage[] images = isSet
            ? [.. names.Select(p => new SourceImage(p))]
            : [new(names[0], request.Images.A), new(names[1], request.Images.B)];
        return new StitchedPrediction(name, new PanoramaStitcher(options).Stitch(images, cancellationToken: cancellationToken), names);
    }
}
