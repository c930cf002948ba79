using Hybrid.Alignment;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Predictions;
using Hybrid.Evaluation.Tests.Support;
using Hybrid.Geometry;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Tests.Predictions;

public class PredictionStoreTests
{
    [Fact]
    public void An_alignment_comes_back_with_flow_to_half_precision()
    {
        using var folder = new TemporaryFolder();
        var flow = new FlowField(13, 7, [.. Enumerable.Range(0, 182).Select(i => i == 4 ? float.NaN : (float)(100 * Math.Sin(i)))]);
        var alignment = new AlignmentResult
        {
            Status = ResultStatus.Ok, Reason = ReasonCode.Verified, MethodRequested = "auto", MethodUsed = "classic",
            Homography = new Homography(1.1, 0.2, 3.3, 0, 1, 5, 1e-5, 0, 1), Confidence = 0.75, Overlap = 0.5, MatchCount = 99,
            Inliers = [new PointMatch(new(1.25, 2), new(3, 4), 0.5f)], Flow = flow, FlowConfidence = new ScalarMap(13, 7),
        };
        PredictionStore.Save(folder.Path, "d:p/1-2", "classic", 3, new AlignmentPrediction(alignment));
        using var loaded = (AlignmentPrediction)PredictionStore.Load(folder.Path, "d:p/1-2", "classic", 3)!;
        Assert.Equal(alignment.Homography, loaded.Alignment.Homography);
        Assert.Equal(alignment.Inliers, loaded.Alignment.Inliers);
        Assert.Equal((0.75, 0.5, 99), (loaded.Alignment.Confidence, loaded.Alignment.Overlap, loaded.Alignment.MatchCount));
        for (int i = 0; i < flow.Data.Length; i++)
            Assert.True(float.IsNaN(flow.Data[i]) ? float.IsNaN(loaded.Alignment.Flow!.Data[i]) : Math.Abs(flow.Data[i] - loaded.Alignment.Flow!.Data[i]) <= Math.Abs(flow.Data[i]) / 1024);
        Assert.Null(PredictionStore.Load(folder.Path, "d:p/1-2", "classic", 4));
    }

    [Fact]
    public void A_restored_image_comes_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        using var image = new OpenCvSharp.Mat(12, 17, OpenCvSharp.MatType.CV_16UC3, new OpenCvSharp.Scalar(1, 300, 65535));
        PredictionStore.Save(folder.Path, "d:p", "deblur", 0, new ImagePrediction("mimo-s", image));
        using var loaded = (ImagePrediction)PredictionStore.Load(folder.Path, "d:p", "deblur", 0)!;
        Assert.Equal("mimo-s", loaded.MethodUsed);
        Assert.Equal(0, OpenCvSharp.Cv2.Norm(image, loaded.Image, OpenCvSharp.NormTypes.INF));
    }

    [Fact]
    public void A_damaged_answer_is_named()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Prepared(PredictionStore.FileOf("d:p", "m", 0));
        File.WriteAllBytes(path, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Assert.Contains("is damaged", Assert.Throws<InputException>(() => PredictionStore.Load(folder.Path, "d:p", "m", 0)).Message, StringComparison.Ordinal);
    }
}
