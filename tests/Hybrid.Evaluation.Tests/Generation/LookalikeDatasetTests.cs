using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Generation.Lookalikes;
using Hybrid.Evaluation.Tests.Support;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Generation;

public sealed class LookalikeDatasetTests(LookalikeSet set) : IClassFixture<LookalikeSet>
{
    private readonly TemporaryFolder _folder = set.Folder;
    private readonly IPairDataset _dataset = set.Dataset;

    [Fact]
    public void There_are_at_least_25_kinds_half_of_them_held_out_and_400_pairs()
    {
        Assert.InRange(LookalikeDataset.Kinds.Count, 25, 60);
        Assert.Equal(LookalikeDataset.Kinds.Count / 2, LookalikeDataset.Kinds.Count(k => k.IsHeldOut));
        Assert.Equal(LookalikeDataset.Kinds.Count, LookalikeDataset.Kinds.Select(k => k.Name).Distinct().Count());
        Assert.InRange(LookalikeDataset.Kinds.Count * LookalikeDataset.DefaultPerKind, 400, 2000);
        Assert.InRange(LookalikeDataset.DefaultRelated, 40, 200);
    }

    [Fact]
    public void Every_pair_is_read_with_its_truth_and_its_kind()
    {
        Assert.Empty(DatasetCheck.ReadAll(_dataset));
        Assert.Equal(LookalikeDataset.Kinds.Count, _dataset.Pairs.Count(p => p.TruthKind == UnrelatedTruth.KindName));
        Assert.Equal(3, _dataset.Pairs.Count(p => p.TruthKind == "homography" && p.Tags.Contains(LookalikeDataset.Behind)));
        foreach ((string name, bool heldOut) in LookalikeDataset.Kinds)
            Assert.Equal(heldOut, _dataset.Pairs.Single(p => p.Name == $"unrelated/{name}_00").Tags is [var tag, ..] tags && tag == name && tags.Contains(LookalikeDataset.HeldOut));
    }

    [Fact]
    public void A_seed_gives_the_same_bytes_and_another_one_others()
    {
        LookalikeDataset.Make(_folder["again"], seed: 3, perKind: 1, related: 1);
        LookalikeDataset.Make(_folder["other"], seed: 4, perKind: 1, related: 0);
        foreach (DatasetPair pair in _dataset.Pairs.Where(p => p.TruthKind == UnrelatedTruth.KindName))
        {
            Assert.Equal(File.ReadAllBytes(pair.PathA), File.ReadAllBytes(pair.PathA.Replace("/set/", "/again/", StringComparison.Ordinal)));
            Assert.NotEqual(File.ReadAllBytes(pair.PathA), File.ReadAllBytes(pair.PathA.Replace("/set/", "/other/", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void The_scene_behind_the_overlay_moves_by_the_homography_and_the_overlay_does_not()
    {
        DatasetPair pair = _dataset.Pairs.First(p => p.Name.StartsWith("homography/behind-caption", StringComparison.Ordinal));
        Homography h = ((HomographyTruth)pair.LoadTruth()).Homography;
        using ImagePair images = pair.LoadImages();
        using Mat warped = h.WarpToA(images.GrayB, images.GrayA.Size(), out Mat mask);
        mask.Dispose();
        var scene = new Rect(240, 180, 160, 120);
        double aligned = Correlation(images.GrayA, warped, scene), unmoved = Correlation(images.GrayA, images.GrayB, scene);
        Assert.True(aligned > 0.75 && aligned > unmoved + 0.3, FormattableString.Invariant($"{aligned} under the homography, {unmoved} without"));
        Assert.Contains(new[] { new Rect(0, 450, 640, 28), new Rect(0, 2, 640, 28) }, bar =>
        {
            using Mat a = images.GrayA[bar], b = images.GrayB[bar];
            return Cv2.Norm(a, b, NormTypes.INF) == 0;
        });
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused() => Assert.Throws<InputException>(() => LookalikeDataset.Make(_folder["set"]));

    private static double Correlation(Mat a, Mat b, Rect part)
    {
        using Mat partA = a[part], partB = b[part], result = new();
        Cv2.MatchTemplate(partA, partB, result, TemplateMatchModes.CCoeffNormed);
        return result.At<float>(0, 0);
    }
}
