using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Tests.Geometry;

/// <summary>The real matrices beside the repository, where they are there; else the four that the tests carry.</summary>
public class RealHomographyTests
{
    [Fact]
    public void The_truth_of_real_pairs_is_valid_and_agrees_with_its_points()
    {
        int files = 0;
        foreach ((Homography h, Size size, PointMatch[] points, string name) in Pairs())
        {
            HomographyValidity validity = h.CheckValidity(size, size);
            Assert.True(validity.IsValid, $"{name}: {validity.Evidence}");
            Assert.True(h.WarpBounds(size).IsUsable, name);
            if (points.Length > 0)
            {
                Assert.True(HomographyErrors.AtPoints(h, points) < 0.5, name);
                Assert.True(HomographyErrors.AtPoints(HomographyEstimator.Dlt(points)!.Value, points) < 0.5, name);
            }
            files++;
        }
        Assert.True(files >= 4);
    }

    private static IEnumerable<(Homography H, Size Size, PointMatch[] Points, string Name)> Pairs()
    {
        yield return (RandomGeometry.Graf12, RandomGeometry.Graf, [], "graf 1 2");
        yield return (RandomGeometry.Graf13, RandomGeometry.Graf, [], "graf 1 3");
        yield return (RandomGeometry.Graf16, RandomGeometry.Graf, [], "graf 1 6");
        yield return (RandomGeometry.Boat16, RandomGeometry.Boat, [], "boat 1 6");
        string? folder = DataFolder();
        if (folder is null)
            yield break;
        foreach (string file in Directory.GetFiles(folder, "H_1_*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using Mat image = Cv2.ImRead(Path.ChangeExtension(Path.Combine(Path.GetDirectoryName(file)!, "1"), "jpg"));
            if (image.Empty())
                continue;
            string pointsFile = Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(file).Replace("H_", "points_", StringComparison.Ordinal));
            yield return (HomographyFile.Read(file), image.Size(), File.Exists(pointsFile) ? Points(pointsFile) : [], file);
        }
    }

    private static PointMatch[] Points(string file)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        return [.. File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#').Select(line =>
        {
            double[] n = [.. line.Split(' ', '\t').Where(w => w.Length > 0).Select(w => double.Parse(w, culture))];
            return new PointMatch(new(n[0], n[1]), new(n[2], n[3]), 1);
        })];
    }

    private static string? DataFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared", "data", "homography");
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }
}
