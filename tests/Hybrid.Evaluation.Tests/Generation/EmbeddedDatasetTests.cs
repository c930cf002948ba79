using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Hybrid.Evaluation.Generation;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Generation;

public sealed class EmbeddedDatasetTests : IDisposable
{
    private static readonly EmbeddedDatasetOptions s_small = new()
    {
        HomographySize = (192, 144), DenseSize = (128, 96), HomographySets = 1, FlowPairs = 1, StereoPairs = 1, Samples = 2,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("hybrid-generation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_one_others()
    {
        string[] names = ["a", "b", "c"];
        int[] seeds = [5, 5, 6];
        string[] digests = [.. names.Select((name, i) =>
        {
            EmbeddedDataset.Make(Path.Combine(_folder, name), seeds[i], s_small);
            return Digest(Path.Combine(_folder, name));
        })];
        Assert.Equal(digests[0], digests[1]);
        Assert.NotEqual(digests[0], digests[2]);
    }

    [Fact]
    public void The_layout_is_the_toolkits_own_and_the_manifest_lists_every_pair()
    {
        var reports = new List<GenerationProgress>();
        IReadOnlyList<GeneratedPair> pairs = EmbeddedDataset.Make(Path.Combine(_folder, "set"), 2, s_small, new Recorder(reports));
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(_folder, "set"), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Path.Combine(_folder, "set"), f)).Order(StringComparer.Ordinal)];
        Assert.Contains("homography/viewpoint_facade/1.jpg", files);
        Assert.Contains("homography/viewpoint_facade/H_1_5.txt", files);
        Assert.Contains("flow/litter_01/flow_1_2.png", files);
        Assert.Contains("flow/litter_01/occ_1_2.png", files);
        Assert.Contains("stereo/litter_01/disp_left_x256.png", files);
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "set", "dataset.json")));
        Assert.Equal(2, manifest.RootElement.GetProperty("seed").GetInt32());
        Assert.Equal(pairs.Select(p => p.Name), manifest.RootElement.GetProperty("pairs").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal("easy", manifest.RootElement.GetProperty("pairs")[0].GetProperty("tier").GetString());
        Assert.Equal(3, reports.Count);
        Assert.Equal(new GenerationProgress("stereo/litter_01", 6, 3, 3), reports[^1]);
    }

    [Fact]
    public void The_homographies_written_align_the_images_written()
    {
        EmbeddedDataset.Make(Path.Combine(_folder, "set"), 1, s_small with { HomographySize = (320, 240), FlowPairs = 0, StereoPairs = 0 });
        string set = Path.Combine(_folder, "set", "homography", "viewpoint_facade");
        using Mat a = Gray(Path.Combine(set, "1.jpg"));
        using Mat b = Gray(Path.Combine(set, "2.jpg"));
        double[] numbers = [.. File.ReadAllText(Path.Combine(set, "H_1_2.txt")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
        Homography truth = Homography.FromRowMajor(numbers);
        double aligned = MeanDifference(a, b, truth);
        foreach ((double dx, double dy) in new[] { (1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0) })
            Assert.True(MeanDifference(a, b, Homography.Translation(dx, dy) * truth) > 1.15 * aligned, $"({dx}, {dy}) aligns as well as the truth");
    }

    [Fact]
    public void The_disparities_written_are_positive_and_align_what_is_not_occluded()
    {
        EmbeddedDataset.Make(Path.Combine(_folder, "set"), 3, s_small with { DenseSize = (320, 240), HomographySets = 0, FlowPairs = 0 });
        string pair = Path.Combine(_folder, "set", "stereo", "litter_01");
        using Mat left = Gray(Path.Combine(pair, "left.jpg"));
        using Mat right = Gray(Path.Combine(pair, "right.jpg"));
        using Mat occlusion = ImageReader.Read(Path.Combine(pair, "occ_left.png"));
        ScalarMap disparity = DisparityFile.Read(Path.Combine(pair, "disp_left_x256.png"));
        Assert.All(disparity.Data, d => Assert.True(d > 0));
        var flow = new FlowField(disparity.Width, disparity.Height);
        for (int i = 0; i < disparity.Data.Length; i++)
            flow.Data[2 * i] = -disparity.Data[i];
        AssertOcclusionExplains(left, right, flow, occlusion);
    }

    [Fact]
    public void The_flow_written_aligns_what_is_not_occluded()
    {
        EmbeddedDataset.Make(Path.Combine(_folder, "set"), 3, s_small with { DenseSize = (320, 240), HomographySets = 0, FlowPairs = 1, StereoPairs = 0 });
        string pair = Path.Combine(_folder, "set", "flow", "litter_01");
        using Mat a = Gray(Path.Combine(pair, "1.jpg"));
        using Mat b = Gray(Path.Combine(pair, "2.jpg"));
        using Mat occlusion = ImageReader.Read(Path.Combine(pair, "occ_1_2.png"));
        FlowField flow = FlowFile.Read(Path.Combine(pair, "flow_1_2.png"));
        Assert.DoesNotContain(flow.Data, float.IsNaN);
        AssertOcclusionExplains(a, b, flow, occlusion);
    }

    [Fact]
    public void A_folder_with_other_content_is_refused_and_left_alone()
    {
        File.WriteAllText(Path.Combine(_folder, "thesis.txt"), "years of work");
        InputException e = Assert.Throws<InputException>(() => EmbeddedDataset.Make(_folder, 1, s_small));
        Assert.Contains("holds something else", e.Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => EmbeddedDataset.Make(Path.Combine(_folder, "thesis.txt"), 1, s_small));
        Assert.Throws<InputException>(() => EmbeddedDataset.Make("/proc/dataset", 1, s_small));
        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Stopping_leaves_the_old_dataset_and_nothing_half_made()
    {
        string set = Path.Combine(_folder, "set");
        EmbeddedDataset.Make(set, 1, s_small with { HomographySets = 0 });
        string before = Digest(set);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => EmbeddedDataset.Make(set, 2, s_small, null, stop.Token));
        Assert.Equal(before, Digest(set));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    private static Mat Gray(string path)
    {
        Mat image = ImageReader.Read(path, new ImageReadOptions { Color = ImageColor.Gray });
        return image;
    }

    private static double MeanDifference(Mat a, Mat b, Homography h)
    {
        using Mat warped = h.WarpToA(b, a.Size(), out Mat mask);
        using (mask)
        using (var difference = new Mat())
        {
            Cv2.Absdiff(a, warped, difference);
            return Cv2.Mean(difference, mask).Val0;
        }
    }

    private static void AssertOcclusionExplains(Mat a, Mat b, FlowField flow, Mat occlusion)
    {
        using Mat warped = Warp.Backward(b, flow, out Mat inside);
        using (inside)
        using (var difference = new Mat())
        using (var visible = new Mat())
        using (var hidden = new Mat())
        {
            Cv2.Absdiff(a, warped, difference);
            Cv2.BitwiseNot(occlusion, visible);
            Cv2.BitwiseAnd(occlusion, inside, hidden);
            double seen = Cv2.Mean(difference, visible).Val0, occluded = Cv2.Mean(difference, hidden).Val0;
            Assert.True(seen < 8 && occluded > 3 * seen, $"differences of {seen:F1} where seen and {occluded:F1} where occluded");
            // What is not marked as occluded points into the other image.
            Assert.Equal(0, Cv2.CountNonZero(visible) - CountBoth(visible, inside));
        }
    }

    private static int CountBoth(Mat a, Mat b)
    {
        using var both = new Mat();
        Cv2.BitwiseAnd(a, b, both);
        return Cv2.CountNonZero(both);
    }

    private static string Digest(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private sealed class Recorder(List<GenerationProgress> reports) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => reports.Add(value);
    }
}
