using Hybrid.Alignment;
using Hybrid.Imaging;
using Hybrid.Neural;
using Hybrid.Stereo;
using Hybrid.Stereo.Arbitration;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Stereo;

/// <summary>Who stands where the cascade and semi-global matching differ.</summary>
public class ArbitrationTests
{
    [Fact]
    public void Census_signatures_say_which_neighbours_are_darker()
    {
        using Mat gray = Scenes.Textured(23, 17, 5);
        ulong[] signatures = CensusTransform.Of(gray);
        for (int y = 0, rows = gray.Height; y < rows; y++)
        {
            for (int x = 0, columns = gray.Width; x < columns; x++)
            {
                ulong expected = 0;
                for (int dy = -3; dy <= 3; dy++)
                {
                    for (int dx = -3; dx <= 3; dx++)
                    {
                        if (dx == 0 && dy == 0)
                            continue;
                        byte neighbour = gray.At<byte>(Math.Clamp(y + dy, 0, gray.Height - 1), Math.Clamp(x + dx, 0, gray.Width - 1));
                        expected = expected << 1 | (neighbour < gray.At<byte>(y, x) ? 1UL : 0);
                    }
                }
                Assert.Equal(expected, signatures[y * gray.Width + x]);
            }
        }
    }

    [Fact]
    public void Census_signatures_do_not_depend_on_gain_and_offset()
    {
        using Mat gray = Scenes.Textured(40, 30, 6);
        using var dim = new Mat();
        gray.ConvertTo(dim, MatType.CV_8U, 0.25);
        using var bright = new Mat();
        dim.ConvertTo(bright, MatType.CV_8U, 3, 40);
        Assert.Equal(CensusTransform.Of(dim), CensusTransform.Of(bright));
    }

    [Fact]
    public void A_disagreement_is_where_both_answers_are_there_and_more_than_a_pixel_apart()
    {
        using StereoEvidence evidence = Evidence(i => i % 7 == 0 ? 3f : i % 7 == 1 ? 0.9f : 0, i => i % 11 == 0);
        Disagreement disagreement = Disagreement.Of(evidence);
        int[] expected = [.. Enumerable.Range(0, evidence.Filled.Data.Length).Where(i => i % 7 == 0)];
        Assert.Equal(expected, disagreement.Pixels);
        float[] features = disagreement.Features(0, expected.Length);
        Assert.Equal(expected.Length * Disagreement.FeatureCount, features.Length);
        Assert.All(features, f => Assert.True(float.IsFinite(f)));
        Assert.Equal(features[(10 * Disagreement.FeatureCount)..(30 * Disagreement.FeatureCount)], disagreement.Features(10, 20));
    }

    [Fact]
    public void At_the_true_disparity_the_images_agree_best()
    {
        // The filled map is right and the network two pixels off, then the reverse.
        using StereoEvidence right = Evidence(_ => 2, _ => false), wrong = Evidence(_ => 2, _ => false, fill: -2);
        int filled = Array.IndexOf(Disagreement.FeatureNames, "census cost filled"), network = Array.IndexOf(Disagreement.FeatureNames, "census cost network");
        Assert.True(Mean(Disagreement.Of(right), filled) < 0.7 * Mean(Disagreement.Of(right), network));
        Assert.True(Mean(Disagreement.Of(wrong), network) < 0.7 * Mean(Disagreement.Of(wrong), filled));
    }

    [Fact]
    public void The_arbiter_moves_pixels_of_a_disagreement_only_and_between_the_two_answers()
    {
        ModelFolder model = ModelStore.Find("stereo-s", Models.Folder);
        using var arbiter = new DisparityArbiter(model, 1);
        using StereoEvidence evidence = Evidence(i => i % 3 == 0 ? 6 : 0, i => i % 5 == 0);
        FusedDisparity fused = DisparityFusion.Fuse(evidence, new CascadeStereoOptions(), arbiter);
        ArbiterChoice[] choices = arbiter.Choose(Disagreement.Of(evidence));
        for (int i = 0, k = 0; i < evidence.Filled.Data.Length; i++)
        {
            float expected = i % 3 != 0 ? evidence.Filled.Data[i] : choices[k++].ForNetwork ? evidence.Network.Disparity.Data[i] : evidence.Filled.Data[i];
            Assert.Equal(expected, fused.Disparity.Data[i], 3);
            Assert.InRange(fused.Confidence.Data[i], 0, 1);
        }
        Assert.EndsWith("by the arbiter", fused.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_threshold_or_arbiter_off_leaves_it_to_the_thresholds()
    {
        using ImagePair pair = StereoScene.Pair();
        Assert.EndsWith("by the arbiter", Fusion(pair, "hybrid"), StringComparison.Ordinal);
        foreach (string spec in new[] { "hybrid:arbiter=off", "hybrid:trust=0.8", "hybrid:overrule=0.9", "hybrid:fill-trust=0.9", "hybrid:model=cascade-s" })
            Assert.DoesNotContain("arbiter", Fusion(pair, spec), StringComparison.Ordinal);
    }

    [Fact]
    public void An_arbiter_that_the_model_does_not_have_cannot_be_asked_for()
    {
        var error = Assert.Throws<InputException>(() => StereoCatalogue.Create(MethodSpec.Parse("hybrid:model=cascade-s;arbiter=on"), new AlignerSettings()));
        Assert.Contains("no arbiter", error.Message, StringComparison.Ordinal);
    }

    private static string Fusion(ImagePair pair, string spec) =>
        StereoCatalogue.Create(MethodSpec.Parse(spec), new AlignerSettings { Threads = 1 }).Match(pair).Provenance.Single(s => s.Step == "fusion").Evidence;

    private static double Mean(Disagreement disagreement, int feature)
    {
        float[] features = disagreement.Features(0, disagreement.Pixels.Length);
        return Enumerable.Range(0, disagreement.Pixels.Length).Average(k => features[k * Disagreement.FeatureCount + feature]);
    }

    /// <summary>A wall 6 px away, seen twice; the filled map lies <paramref name="fill"/> off it and the network further off.</summary>
    private static StereoEvidence Evidence(Func<int, float> networkOff, Func<int, bool> isHole, float fill = 0)
    {
        using Mat scene = Scenes.Textured(106, 60, 9);
        Mat left = scene[new Rect(0, 0, 100, 60)].Clone(), right = scene[new Rect(6, 0, 100, 60)].Clone();
        ScalarMap Map(Func<int, float> value) => new(100, 60, [.. Enumerable.Range(0, 6000).Select(value)]);
        ScalarMap known = Map(i => isHole(i) ? float.NaN : 6 + fill);
        var measured = new SemiGlobalDisparity(known, known, Map(_ => 6 + fill), Map(i => isHole(i) ? float.NaN : 0), SemiGlobalPaths.Eight);
        ScalarMap filled = Map(_ => 6 + fill);
        var network = new CascadeDisparity(Map(i => 6 + fill + networkOff(i)), Map(_ => 0.5f), Map(_ => 0.7f), 5);
        return new StereoEvidence(left, right, measured, filled, DisparityConfidence.Of(measured, filled), network);
    }
}
