using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;
using Hybrid.Stitching;

namespace Hybrid.Evaluation.Methods;

/// <summary>The toolkit's stitcher under evaluation.</summary>
/// <param name="name">Its spec.</param>
/// <param name="options">How it works.</param>
public sealed class StitchMethodUnderTest(string name, StitchOptions options) : IPairMethod
{
    /// <inheritdoc />
    public Prediction Predict(ImagePair pair, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pair);
        SourceImage[] images = [new("1", pair.A), new("2", pair.B)];
        return new StitchedPrediction(name, new PanoramaStitcher(options).Stitch(images, cancellationToken: cancellationToken), ["1", "2"]);
    }

    /// <inheritdoc />
    public Prediction Predict(Scene scene, TaskKind task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scene);
        if (scene.Truth is not ImageSetTruth set)
            return Predict(scene.Images, cancellationToken);
        StitchResult result = new PanoramaStitcher(options).Stitch([.. set.Paths.Select(p => new SourceImage(p))], cancellationToken: cancellationToken);
        return new StitchedPrediction(name, result, set.Paths);
    }
}
