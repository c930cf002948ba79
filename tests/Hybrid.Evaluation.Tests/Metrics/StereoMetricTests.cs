using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Metrics;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Metrics;

public class StereoMetricTests
{
    [Fact]
    public void Missing_hidden_and_wrong_pixels_are_counted_apart()
    {
        // Ten pixels of true disparity 10: six right, two off by 3, one unanswered, one off by 5 and hidden.
        var truth = new DisparityTruth(new ScalarMap(10, 1, [.. Enumerable.Repeat(10f, 10)]), [.. Enumerable.Range(0, 10).Select(i => i == 9)]);
        var answer = new ScalarMap(10, 1, [10, 10, 10, 10, 10, 10, 13, 7, float.NaN, 15]);
        var sure = new ScalarMap(10, 1, [0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.2f, 0.2f, 0, 0.1f]);
        MetricValues values = Measure(new DisparityPrediction("m", answer, sure), truth);
        Assert.Equal(0.4, values["bad2_all"], 9);
        Assert.Equal(3.0 / 9, values["bad2_valid"], 9);
        Assert.Equal(3.0 / 9, values["bad2_visible"], 9);
        Assert.Equal(2.0 / 10, values["bad4_all"], 9);
        Assert.Equal(11.0 / 9, values["disparity_error_px"], 6);
        Assert.Equal(0.9, values["fill"], 9);
        Assert.Equal(1, values["acc2@cov50"], 9);
        Assert.Equal(0, values["disparity_ause"], 6);
        Assert.Equal((6 * 0.9 + 0.5) / 9 - 6.0 / 9, values["confidence_bias"], 6);
    }

    [Fact]
    public void A_stereo_pair_is_answered_by_the_stereo_method_of_the_name()
    {
        using var pair = new ImagePair("blank", new Mat(60, 80, MatType.CV_8UC1, Scalar.All(9)), new Mat(60, 80, MatType.CV_8UC1, Scalar.All(99)));
        IPairMethod method = MethodFactory.Create(MethodSpec.Parse("classic"), new AlignerSettings());
        var labelled = new LabelledPair(pair, new NoTruth());
        using PredictionRequest ofStereo = PredictionRequest.For(method, labelled, TaskKind.Stereo), ofAlignment = PredictionRequest.For(method, labelled, TaskKind.Alignment);
        using Prediction stereo = method.Predict(ofStereo, CancellationToken.None);
        using Prediction alignment = method.Predict(ofAlignment, CancellationToken.None);
        Assert.Equal("no-texture", Assert.IsType<FailedPrediction>(stereo).Reason);
        Assert.IsType<AlignmentPrediction>(alignment);
    }

    [Theory]
    [InlineData("classic:paths=three", typeof(StereoMethod))]
    [InlineData("classic:misrectify=2", typeof(StereoMethod))]
    [InlineData("classic:features=orb", typeof(AlignerMethod))]
    [InlineData("classic", typeof(TaskMethods))]
    public void Options_decide_for_which_tasks_a_method_is(string spec, Type type) =>
        Assert.IsType(type, MethodFactory.Create(MethodSpec.Parse(spec), new AlignerSettings()));

    private static MetricValues Measure(Prediction prediction, GroundTruth truth)
    {
        var values = new MetricValues();
        using var images = new ImagePair("p", new Mat(1, 10, MatType.CV_8UC1, Scalar.All(0)), new Mat(1, 10, MatType.CV_8UC1, Scalar.All(0)));
        new StereoMetrics().Measure(prediction, new LabelledPair(images, truth), values);
        return values;
    }
}
