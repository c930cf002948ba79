using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>OpenCV's <c>Stitcher</c> as it is, under evaluation.</summary>
/// <param name="name">Its spec.</param>
/// <param name="mode">Turning cameras or flat scenes.</param>
public sealed class OpenCvStitchMethod(string name, OpenCvStitchMode mode) : IPairMethod
{
    /// <inheritdoc />
    public Prediction Predict(ImagePair pair, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pair);
        using Mat a = PixelFormat.ToBgr8(pair.A), b = PixelFormat.ToBgr8(pair.B);
        return Stitch([a, b]);
    }

    /// <inheritdoc />
    public Prediction Predict(Scene scene, TaskKind task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scene);
        if (scene.Truth is not ImageSetTruth set)
            return Predict(scene.Images, cancellationToken);
        List<Mat> images = [];
        try
        {
            foreach (string path in set.Paths)
            {
                using Mat image = ImageReader.Read(path);
                images.Add(PixelFormat.ToBgr8(image));
            }
            return Stitch(images);
        }
        finally
        {
            images.ForEach(i => i.Dispose());
        }
    }

    private OpenCvPanorama Stitch(IReadOnlyList<Mat> images)
    {
        Stitcher stitcher = Stitcher.Create(mode == OpenCvStitchMode.Scans ? Stitcher.Mode.Scans : Stitcher.Mode.Panorama);
        var panorama = new Mat();
        Stitcher.Status status = stitcher.Stitch(images, panorama);
        return new OpenCvPanorama(name, stitcher, mode, status, panorama, [.. images.Select(m => m.Size())]);
    }
}
