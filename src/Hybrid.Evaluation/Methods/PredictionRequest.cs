using Hybrid.Evaluation.Datasets;
using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>What a method is asked, and all that it is told.</summary>
public sealed class PredictionRequest : IDisposable
{
    private readonly bool _ownsImages;

    private PredictionRequest(ImagePair images, bool ownsImages, TaskKind task, IReadOnlyList<string> imageSet, GroundTruth? truth)
    {
        Images = images;
        _ownsImages = ownsImages;
        Task = task;
        ImageSet = imageSet;
        Truth = truth;
    }

    /// <summary>The images. B of a pair to restore is its truth: methods that are no oracles see A in its place.</summary>
    public ImagePair Images { get; }

    /// <summary>What is asked.</summary>
    public TaskKind Task { get; }

    /// <summary>Files of all images of a set to stitch, the pair's own first; empty where the pair is all there is.</summary>
    public IReadOnlyList<string> ImageSet { get; }

    /// <summary>The ground truth, where the method asked is an <see cref="IOracle"/>; else null.</summary>
    public GroundTruth? Truth { get; }

    /// <summary>The request that a method may see.</summary>
    /// <param name="method">Who is asked.</param>
    /// <param name="pair">The pair; must outlive the request.</param>
    /// <param name="task">What is asked.</param>
    public static PredictionRequest For(IPairMethod method, LabelledPair pair, TaskKind task)
    {
        ArgumentNullException.ThrowIfNull(pair);
        IReadOnlyList<string> imageSet = pair.Truth is ImageSetTruth set ? set.Paths : [];
        if (method is IOracle)
            return new PredictionRequest(pair.Images, false, task, imageSet, pair.Truth);
        return pair.Truth is SharpTruth
            ? new PredictionRequest(new ImagePair(pair.Images.Name, Shared(pair.Images.A), Shared(pair.Images.A)), true, task, imageSet, null)
            : new PredictionRequest(pair.Images, false, task, imageSet, null);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_ownsImages)
            Images.Dispose();
    }

    /// <summary>Another header over the same pixels.</summary>
    private static Mat Shared(Mat image) => new(image, new Rect(0, 0, image.Width, image.Height));
}
