using System.Text.Json;
using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Neural;
using Hybrid.Tests.Support;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment;

/// <summary>The start without features: what PyTorch computed, found where nothing matches, refused where there is nothing to find.</summary>
public class DirectAlignmentTests
{
    private static readonly HomographyNetwork Network = new(ModelStore.Find(HomographyNetwork.DefaultModel, Models.Folder), 2);

    private static readonly DirectAlignment Start = new(new Lazy<HomographyNetwork>(() => Network), new AlignerSettings { Threads = 2 });

    private static readonly Homography Truth = new(0.97, -0.1, 50, 0.08, 1.02, -30, 1e-4, 5e-5, 1);

    private static Mat Blurred(int seed)
    {
        using Mat texture = Scenes.Textured(700, 560, seed);
        var smooth = new Mat();
        Cv2.GaussianBlur(texture, smooth, new Size(0, 0), 9);
        return smooth;
    }

    /// <summary>Two views of one world, blurred beyond any corner.</summary>
    private static ImagePair Pair()
    {
        using Mat world = Blurred(5);
        using Mat a = world[new Rect(110, 100, 480, 360)].Clone();
        using Mat map = (Homography.Translation(110, 100) * Truth.Inverse()!.Value).ToMat();
        var b = new Mat();
        Cv2.WarpPerspective(world, b, map, new Size(480, 360), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Reflect101, Scalar.All(0));
        return new ImagePair("blurred", a.Clone(), b);
    }

    [Fact]
    public void The_graph_repeats_what_pytorch_computed()
    {
        ModelFolder model = ModelStore.Find(HomographyNetwork.DefaultModel, Models.Folder);
        using JsonDocument fixtures = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(model.Path, "fixtures.json")));
        using var bag = new TensorBag();
        foreach (string name in new[] { "image_a", "image_b" })
            bag.Put(name, [.. fixtures.RootElement.GetProperty("inputs").GetProperty(name).GetProperty("values").EnumerateArray().Select(e => e.GetSingle())], 1, 1, 128, 128);
        using var graph = new OnnxGraph("start", model.Load("start.onnx"), 1, ["image_a", "image_b"], ["homography", "related"]);
        graph.Run(bag, [("image_a", "image_a"), ("image_b", "image_b")], [("homography", "homography"), ("related", "related")]);
        foreach (string name in new[] { "homography", "related" })
        {
            int i = 0;
            foreach (JsonElement value in fixtures.RootElement.GetProperty("expected").GetProperty(name).GetProperty("values").EnumerateArray())
                Assert.Equal(value.GetDouble(), bag[name].GetTensorDataAsSpan<float>()[i++], 1e-3);
        }
    }

    [Fact]
    public void A_blurred_pair_is_aligned_and_verified()
    {
        using ImagePair pair = Pair();
        (Homography h, AlignmentVerdict verification) = Start.Find(pair);
        double error = HomographyErrors.Corner(h, Truth, pair.A.Size());
        Assert.True(error < 8, $"{error} px, {verification.Text}");
        Assert.True(verification.Confidence >= AlignmentVerifier.Ok, verification.Text);
    }

    [Fact]
    public void Images_of_different_things_are_refused()
    {
        for (int seed = 20; seed < 26; seed++)
        {
            using Mat first = Blurred(seed), second = Blurred(seed + 100);
            using var pair = new ImagePair("unrelated", first[new Rect(0, 0, 480, 360)].Clone(), second[new Rect(90, 60, 480, 360)].Clone());
            (_, AlignmentVerdict verification) = Start.Find(pair);
            Assert.True(verification.Confidence < AlignmentVerifier.Ok, verification.Text);
        }
    }

    [Fact]
    public void A_blank_image_is_refused()
    {
        using var pair = new ImagePair("blank", new Mat(360, 480, MatType.CV_8UC1, Scalar.All(90)), new Mat(360, 480, MatType.CV_8UC1, Scalar.All(140)));
        (_, AlignmentVerdict verification) = Start.Find(pair);
        Assert.True(verification.Confidence < AlignmentVerifier.Ok, verification.Text);
    }
}
