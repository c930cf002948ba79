using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;
using Hybrid.Imaging;
using Hybrid.Native;
using Hybrid.Native.Stitching;
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
        bool scans = mode == OpenCvStitchMode.Scans;
        WholeResult result = WholeStitcher.Stitch(scans, [.. images.Select(m => new ImageBuffer(m.Data, m.Rows, m.Cols, (int)m.Type(), m.Step()))]);
        return new OpenCvPanorama(name, result, [.. images.Select(m => m.Size())], scans);
    }
}
