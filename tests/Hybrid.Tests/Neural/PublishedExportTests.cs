using Hybrid.Imaging;
using Hybrid.Neural;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Neural;

public class PublishedExportTests
{
    [Theory]
    [InlineData("crestereo-init", "crestereo")]
    [InlineData("crestereo-next", "crestereo")]
    [InlineData("xfeat-sparse", "features")]
    [InlineData("xfeat-maps", "features")]
    [InlineData("lighterglue", "matcher")]
    public void A_signature_tells_the_task(string name, string task) => Assert.Equal(task, Exports.Open(name).Card.Task);

    [Fact]
    public void A_file_of_another_signature_is_refused_with_what_it_has()
    {
        byte[] encoder = File.ReadAllBytes(Path.Combine(Models.Cascade.Path, "encoder.onnx"));
        InputException e = Assert.Throws<InputException>(() => OnnxSignature.Recognise("mine.onnx", encoder));
        Assert.Contains("image_a", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused() =>
        Assert.Throws<InputException>(() => OnnxSignature.Recognise("mine.onnx", [1, 2, 3, 4]));

    [Fact]
    public void A_CREStereo_export_gives_leftward_motion_in_the_images_own_pixels_both_ways()
    {
        using var network = new CreStereoExport(Exports.Open("crestereo-init"), 1);
        using Mat a = Scenes.Textured(128, 72, 1);
        using Mat b = Scenes.Textured(128, 72, 2);
        CascadeFlow flow = network.Estimate(a, b, null, new CascadeOptions());
        // The toy says 3 px to the left in a frame 64 px wide: 6 px of these images.
        Assert.Equal(-6, flow.Forward[50, 30].X, 3);
        Assert.Equal(0, flow.Forward[50, 30].Y, 3);
        Assert.Equal(6, flow.Backward![50, 30].X, 3);
    }

    [Fact]
    public void A_CREStereo_export_with_a_start_is_given_it_in_its_own_size_and_sign()
    {
        using var network = new CreStereoExport(Exports.Open("crestereo-next"), 1);
        using Mat a = Scenes.Textured(64, 48, 1);
        using Mat b = Scenes.Textured(64, 48, 2);
        var start = new FlowField(64, 48);
        for (int i = 0; i < 64 * 48; i++)
            start.Data[2 * i] = -10;
        // The start is 5 px in the half-size frame, and the toy adds its mean to its own 3.
        Assert.Equal(-8, network.Estimate(a, b, start, new CascadeOptions { Backward = false }).Forward[20, 20].X, 3);
        Assert.Equal(-3, network.Estimate(a, b, null, new CascadeOptions { Backward = false }).Forward[20, 20].X, 3);
    }

    [Fact]
    public void Keypoints_come_back_in_the_images_own_pixels_turned_or_not()
    {
        using var network = new FeatureNetwork(Exports.Open("xfeat-sparse"), 1);
        using Mat upright = Scenes.Textured(64, 128, 3);
        Assert.False(network.PrefersTurned(upright.Size()));
        LearnedFeatures features = network.Extract(upright, false);
        // (16, 63) lies on the last row, where nothing can be told from padding.
        Assert.Equal(2, features.Points.Count);
        Assert.Equal(new Point2d(8.5, 16.5), features.Points[0]);
        Assert.Equal(4, features.Dimension);
        Assert.Equal([1f, 0, 0, 0], features.Descriptors[..4]);

        using Mat lying = new();
        Cv2.Rotate(upright, lying, RotateFlags.Rotate90Counterclockwise);
        Assert.True(network.PrefersTurned(lying.Size()));
        LearnedFeatures turned = network.Extract(lying, true);
        // Turned upright it is the same image, so each point is where counter-clockwise turning puts it.
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(features.Points[i].Y, turned.Points[i].X, 9);
            Assert.Equal(lying.Height - 1 - features.Points[i].X, turned.Points[i].Y, 9);
        }
    }

    [Fact]
    public void Raw_maps_are_decoded_to_the_pixel_strongest_first()
    {
        using var network = new FeatureNetwork(Exports.Open("xfeat-maps"), 1);
        using Mat image = Scenes.Textured(32, 64, 4);
        LearnedFeatures features = network.Extract(image, false);
        Assert.Equal([new Point2d(13, 19), new Point2d(24, 48)], features.Points);
        Assert.Equal(64, features.Dimension);
        Assert.Equal(1, Math.Sqrt(features.Descriptors[..64].Sum(v => (double)v * v)), 5);
    }

    [Fact]
    public void A_matcher_gives_index_pairs_with_scores()
    {
        using var network = new MatchNetwork(Exports.Open("lighterglue"), 1);
        var features = new LearnedFeatures(new Size(100, 80), [new Point2d(1, 2), new Point2d(30, 40)], new float[8], 4);
        IReadOnlyList<(int A, int B, float Score)> matches = network.Match(features, features);
        Assert.Equal([(0, 1, 0.9f), (1, 0, 0.05f)], matches);
    }

    [Fact]
    public void A_model_of_another_task_is_refused()
    {
        Assert.Throws<InputException>(() => new MatchNetwork(Exports.Open("xfeat-maps"), 1));
        Assert.Throws<InputException>(() => new FeatureNetwork(Exports.Open("lighterglue"), 1));
        Assert.Throws<InputException>(() => FlowNetworks.Open(Exports.Open("lighterglue"), 1));
    }
}
