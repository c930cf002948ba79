using System.Globalization;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Export;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Export;

/// <summary>
/// An export checked as COLMAP's documentation has it: "Feature Detection and Extraction" for imported features, "Feature
/// Matching and Geometric Verification" for imported matches.
/// </summary>
public class ColmapTests
{
    [Fact]
    public void Every_name_is_an_image_of_the_dataset_and_every_index_a_point_of_its_file()
    {
        using var folder = new TemporaryFolder();
        foreach (int k in new[] { 1, 2, 3 })
            Files.Image(folder, $"data/homography/wall/{k}.png", 40, 30, k);
        folder.Text("data/homography/wall/H_1_2.txt", Files.Identity);
        folder.Text("data/homography/wall/H_1_3.txt", Files.Identity);
        Files.Image(folder, "data/homography/tower/1.png", 40, 30, 7);
        Files.Image(folder, "data/homography/tower/2.png", 40, 30, 8);
        folder.Text("data/homography/tower/H_1_2.txt", Files.Identity);
        IReadOnlyList<string> notes = Export(folder, "many,throws", PredictionDetail.Dense);
        Assert.Empty(notes);
        string images = File.ReadAllText(folder["out/images.txt"]).TrimEnd();
        Assert.Equal(folder["data/homography"] + "/", images);
        Dictionary<(string, string), int> matches = Check(folder["out/many"], images);
        Assert.Equal([("tower/1.png", "tower/2.png"), ("wall/1.png", "wall/2.png"), ("wall/1.png", "wall/3.png")], matches.Keys.Order());
        Assert.All(matches.Values, n => Assert.Equal(FakeMethod.Many, n));
        Assert.Equal(5, Directory.GetFiles(folder["out/many/keypoints"], "*.txt", SearchOption.AllDirectories).Length);
        // Both pairs of the wall match the same points of its first image.
        Assert.Equal($"{FakeMethod.Many} 128", File.ReadLines(folder["out/many/keypoints/wall/1.png.txt"]).First());
        Assert.Empty(Check(folder["out/throws"], images));
    }

    [Fact]
    public void What_COLMAP_cannot_be_told_is_said()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "data/homography/my wall/1.png", 40, 30);
        Files.Image(folder, "data/homography/my wall/2.png", 40, 30);
        folder.Text("data/homography/my wall/H_1_2.txt", Files.Identity);
        Files.Image(folder, "data/homography/wall/1.png", 40, 30);
        Files.Image(folder, "data/homography/wall/2.png", 40, 30);
        folder.Text("data/homography/wall/H_1_2.txt", Files.Identity);
        IReadOnlyList<string> notes = Export(folder, "many", PredictionDetail.Statistics);
        Assert.Contains(notes, n => n.StartsWith("many: 1 pairs have no matches for COLMAP: ", StringComparison.Ordinal) && n.Contains("blank", StringComparison.Ordinal));
        Assert.Contains(notes, n => n.Contains("evaluate with --keep dense", StringComparison.Ordinal));
        Assert.Single(Check(folder["out/many"], File.ReadAllText(folder["out/images.txt"]).TrimEnd()));
    }

    private static IReadOnlyList<string> Export(TemporaryFolder folder, string methods, PredictionDetail keep)
    {
        IPairDataset dataset = DatasetLocator.Open(folder["data"]);
        TinyRun.Execute(dataset, TinyRun.Settings(methods) with { Keep = keep }, folder["run"]);
        return RunExporter.Export(folder["run"], dataset.Pairs.ToDictionary(p => $"{dataset.Name}:{p.Name}"), folder["out"]);
    }

    /// <summary>Imports an export; the number of matches by pair of images.</summary>
    private static Dictionary<(string, string), int> Check(string export, string imagePath)
    {
        var points = new Dictionary<string, int>();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(export, "keypoints"), "*", SearchOption.AllDirectories))
        {
            // For /path/to/image.jpg the text file is /path/to/image.jpg.txt, below the import path as the image below the image path.
            Assert.EndsWith(".txt", file, StringComparison.Ordinal);
            string image = Path.GetRelativePath(Path.Combine(export, "keypoints"), file)[..^4].Replace('\\', '/');
            Assert.True(File.Exists(Path.Combine(imagePath, image)), $"{image} is no image");
            string[] lines = File.ReadAllText(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            string[] head = lines[0].Split(' ');
            Assert.Equal(2, head.Length);
            int count = int.Parse(head[0], CultureInfo.InvariantCulture);
            Assert.Equal("128", head[1]);
            Assert.Equal(count, lines.Length - 1);
            foreach (string line in lines[1..])
            {
                string[] fields = line.Split(' ');
                Assert.Equal(4 + 128, fields.Length);
                double[] place = [.. fields[..4].Select(f => double.Parse(f, CultureInfo.InvariantCulture))];
                Assert.All(place, v => Assert.True(double.IsFinite(v)));
                Assert.InRange(place[0], 0, 40);
                Assert.InRange(place[1], 0, 30);
                Assert.True(place[2] > 0, "a scale is above 0");
                Assert.All(fields[4..], d => Assert.InRange(int.Parse(d, CultureInfo.InvariantCulture), 0, 255));
            }
            points.Add(image, count);
        }
        var matches = new Dictionary<(string, string), int>();
        foreach (string block in File.ReadAllText(Path.Combine(export, "matches.txt")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            string[] names = lines[0].Split(' ');
            Assert.Equal(2, names.Length);
            Assert.All(names, n => Assert.True(points.ContainsKey(n), $"{n} has no keypoints"));
            var seen = new HashSet<(int, int)>();
            foreach (string line in lines[1..])
            {
                int[] pair = [.. line.Split(' ').Select(f => int.Parse(f, CultureInfo.InvariantCulture))];
                Assert.Equal(2, pair.Length);
                Assert.InRange(pair[0], 0, points[names[0]] - 1);
                Assert.InRange(pair[1], 0, points[names[1]] - 1);
                Assert.True(seen.Add((pair[0], pair[1])));
            }
            Assert.False(matches.ContainsKey((names[1], names[0])), "two images are matched once");
            matches.Add((names[0], names[1]), seen.Count);
        }
        return matches;
    }
}
