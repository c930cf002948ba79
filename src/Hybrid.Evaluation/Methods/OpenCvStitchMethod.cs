using Hybrid.Evaluation.Datasets;
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
    public AnswerKind? AnswerTo(TaskKind task) => task == TaskKind.Stitching ? AnswerKind.Panorama : null;

    /// <inheritdoc />
    public Prediction Predict(PredictionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<Mat> images = [];
        try
        {
            if (request.ImageSet.Count == 0)
                images.AddRange([PixelFormat.ToBgr8(request.Images.A), PixelFormat.ToBgr8(request.Images.B)]);
            foreach (string path in request.ImageSet)
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
