using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Methods;

/// <summary>Sharp images times kernels, the methods that restore them, and what is measured.</summary>
public class RestorationTests
{
    private static TemporaryFolder Dataset()
    {
        var folder = new TemporaryFolder();
        folder.Text("blur_kernels/kernel_1.txt", "0 0 0\n1 1 1\n0 0 0\n");
        folder.Text("blur_kernels/kernel_2.txt", "1 0 0\n0 1 0\n0 0 1\n");
        Files.Image(folder, "sharp_some/01.png", 64, 48, 1);
        Files.Image(folder, "sharp_some/02.png", 48, 64, 2);
        return folder;
    }

    private static MetricValues Measure(DatasetPair pair, string method)
    {
        using ImagePair images = pair.LoadImages();
        var labelled = new LabelledPair(images, pair.LoadTruth());
        using Prediction prediction = Answer(MethodFactory.Create(MethodSpec.Parse(method), new AlignerSettings { Threads = 1 }), labelled);
        return MetricCatalogue.Measure(prediction, labelled);
    }

    private static Prediction Answer(IPairMethod method, LabelledPair pair)
    {
        using var request = PredictionRequest.For(method, pair, TaskKind.Restoration);
        return method.Predict(request, CancellationToken.None);
    }

    [Fact]
    public void Every_image_is_blurred_by_every_kernel_and_stands_there_unblurred_too()
    {
        using TemporaryFolder folder = Dataset();
        IPairDataset dataset = DatasetLocator.Open(folder["sharp_some"]);
        Assert.Equal("sharp-by-kernels", dataset.Layout);
        Assert.Equal(["kernel_1/01", "kernel_1/02", "kernel_2/01", "kernel_2/02", "sharp/01", "sharp/02"], dataset.Pairs.Select(p => p.Name));
        Assert.All(dataset.Pairs, p => Assert.Equal(TaskKind.Restoration, p.Task));
        using ImagePair first = dataset.Pairs[0].LoadImages(), again = dataset.Pairs[0].LoadImages(), unblurred = dataset.Pairs[5].LoadImages();
        Assert.Equal(0, Cv2.Norm(first.A, again.A, NormTypes.INF));
        Assert.True(Cv2.Norm(first.A, first.B, NormTypes.INF) > 10);
        Assert.Equal(0, Cv2.Norm(unblurred.A, unblurred.B, NormTypes.INF));
    }

    [Fact]
    public void A_method_that_is_told_the_kernel_gains_and_the_input_gains_nothing()
    {
        using TemporaryFolder folder = Dataset();
        DatasetPair pair = DatasetLocator.Open(folder["sharp_some"]).Pairs[0];
        MetricValues input = Measure(pair, "blurred");
        Assert.Equal(0, input["psnr_gain_db"]);
        Assert.Equal(0, input["aligned_psnr_gain_db"], 1e-9);
        MetricValues wiener = Measure(pair, "wiener");
        Assert.True(wiener["psnr_gain_db"] > 1, $"{wiener["psnr_gain_db"]} dB");
    }

    [Fact]
    public void A_sharp_image_has_no_gain_but_a_psnr_to_itself()
    {
        using TemporaryFolder folder = Dataset();
        MetricValues values = Measure(DatasetLocator.Open(folder["sharp_some"]).Pairs[4], "blurred");
        Assert.Equal(ImageQuality.MaxPsnr, values["psnr_db"]);
        Assert.True(double.IsNaN(values["psnr_gain_db"]));
    }

    [Fact]
    public void Without_a_kernel_the_methods_that_need_one_fail_with_a_reason()
    {
        using TemporaryFolder folder = Dataset();
        using ImagePair images = DatasetLocator.Open(folder["sharp_some"]).Pairs[0].LoadImages();
        using Prediction prediction = Answer(RestorationMethod.Create(MethodSpec.Parse("richardson-lucy"), new AlignerSettings()), new LabelledPair(images, new SharpTruth()));
        Assert.False(prediction.IsOk);
        Assert.Equal("unavailable", prediction.Reason);
    }

    [Theory]
    [InlineData("wiener:nois=1")]
    [InlineData("blurred:x=1")]
    [InlineData("deblur:model=none")]
    [InlineData("richardson-lucy:iterations=0")]
    public void Unknown_options_and_models_are_refused(string spec)
    {
        using TemporaryFolder folder = Dataset();
        Assert.Throws<InputException>(() =>
        {
            IPairMethod method = MethodFactory.Create(MethodSpec.Parse(spec), new AlignerSettings());
            DatasetPair pair = DatasetLocator.Open(folder["sharp_some"]).Pairs[0];
            using ImagePair images = pair.LoadImages();
            Answer(method, new LabelledPair(images, pair.LoadTruth())).Dispose();
        });
    }

    [Fact]
    public void A_moved_image_loses_psnr_only_where_it_is_not_aligned_first()
    {
        using Mat texture = new(80, 100, MatType.CV_8UC3);
        Cv2.Randu(texture, Scalar.All(0), Scalar.All(255));
        Cv2.GaussianBlur(texture, texture, new Size(0, 0), 2);
        using Mat moved = new();
        using Mat shift = Mat.FromArray(new[,] { { 1, 0, 1.5 }, { 0, 1, -2.25 } });
        Cv2.WarpAffine(texture, moved, shift, texture.Size(), InterpolationFlags.Cubic, BorderTypes.Reflect);
        Assert.True(TranslatedPsnr.Best(moved, texture) > ImageQuality.Psnr(moved, texture) + 8);
        Assert.Equal(ImageQuality.MaxPsnr, TranslatedPsnr.Best(texture, texture));
    }
}
