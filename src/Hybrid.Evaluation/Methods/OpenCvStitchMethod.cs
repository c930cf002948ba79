using Hybrid.Evaluation.Datasets;
using Hybrid.Imaging;
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
        Stitcher stitcher = Stitcher.Create(mode == OpenCvStitchMode.Scans ? Stitcher.Mode.Scans : Stitcher.Mode.Panorama);
        var panorama = new Mat();
        Stitcher.Status status = stitcher.Stitch(images, panorama);
        return new OpenCvPanorama(name, stitcher, mode, status, panorama, [.. images.Select(m => m.Size())]);
    }
}
