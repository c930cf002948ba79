using System.Text.Json;
using Hybrid.Evaluation.Generation;

namespace Hybrid.Evaluation.Tests.Generation;

public class CommittedSetTests
{
    private static readonly string s_folder = Path.Combine(Root(), "datasets", "embedded");

    [Fact]
    public void It_is_of_the_generators_version_and_seed_and_below_eight_megabytes()
    {
        using JsonDocument manifest = Manifest();
        Assert.Equal(EmbeddedDataset.Version, manifest.RootElement.GetProperty("version").GetString());
        Assert.Equal(EmbeddedDataset.DefaultSeed, manifest.RootElement.GetProperty("seed").GetInt32());
        Assert.InRange(Directory.EnumerateFiles(s_folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length), 1_000_000, 8_000_000);
    }

    [Fact]
    public void It_has_every_pair_of_its_manifest_and_enough_of_each_kind()
    {
        using JsonDocument manifest = Manifest();
        string[] names = [.. manifest.RootElement.GetProperty("pairs").EnumerateArray().Select(p => p.GetProperty("name").GetString()!)];
        foreach (string name in names)
        {
            string[] parts = name.Split('/');
            string set = Path.Combine(s_folder, parts[0], parts[1]);
            string[] files = parts[0] switch
            {
                "homography" => ["1.jpg", $"{parts[2][2..]}.jpg", $"H_1_{parts[2][2..]}.txt"],
                "flow" => ["1.jpg", "2.jpg", "flow_1_2.png", "occ_1_2.png"],
                _ => ["left.jpg", "right.jpg", "disp_left_x256.png", "occ_left.png"],
            };
            Assert.All(files, f => Assert.True(File.Exists(Path.Combine(set, f)), $"{name}: {f}"));
        }
        Assert.True(names.Count(n => n.StartsWith("homography/", StringComparison.Ordinal)) >= 24);
        Assert.True(names.Count(n => n.StartsWith("flow/", StringComparison.Ordinal)) >= 6);
        Assert.True(names.Count(n => n.StartsWith("stereo/", StringComparison.Ordinal)) >= 8);
    }

    private static JsonDocument Manifest() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_folder, "dataset.json")));

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Hybrid.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
