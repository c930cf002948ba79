using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Generation;
using Hybrid.Evaluation.Generation.Painting;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Tests.Support;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Evaluation.Tests.Metrics;

/// <summary>Painted panoramas with known cameras, stitched and measured.</summary>
public sealed class PanoramaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DatasetPair _set;

    public PanoramaTests()
    {
        string data = Path.Combine(_folder.Path, "data");
        PanoramaDataset.Make(data, 3, [new PanoramaSet("row", SceneKind.Posters, 3, 1, 18, 0, 0.1, 0)], null, default);
        _set = Assert.Single(DatasetLocator.Open(data).Pairs);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("classic", 0.5)]
    [InlineData("opencv", 2.0)]
    public void Known_cameras_are_found_again(string method, double bound)
    {
        Assert.Equal(TaskKind.Stitching, _set.Task);
        using ImagePair images = _set.LoadImages();
        var pair = new LabelledPair(images, _set.LoadTruth());
        IPairMethod stitcher = MethodFactory.Create(MethodSpec.Parse(method), new AlignerSettings());
        using var request = PredictionRequest.For(stitcher, pair, TaskKind.Stitching);
        using Prediction prediction = stitcher.Predict(request, default);
        MetricValues values = MetricCatalogue.Measure(prediction, pair);
        Assert.Equal(1, values["images_kept"]);
        Assert.InRange(values["reprojection_px"], 0, bound);
        Assert.InRange(values["overlap_ssim"], 0.7, 1);
        Assert.InRange(values["stretch"], 0.9, 1.5);
        Assert.InRange(values["ghost_score"], 0, 0.2);
    }

    [Fact]
    public void The_true_camera_map_of_a_camera_to_itself_changes_nothing()
    {
        var set = Assert.IsType<ImageSetTruth>(_set.LoadTruth());
        Assert.Equal(3, set.Cameras.Count);
        Point2d p = set.Cameras[1].To(set.Cameras[1]).Apply(new Point2d(30, 40));
        Assert.Equal(30, p.X, 6);
        Assert.Equal(40, p.Y, 6);
    }
}
