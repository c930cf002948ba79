using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Tests.Support;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Datasets;

/// <summary>HPatches as LoFTR reports it: shorter sides of 480 px, corner errors there.</summary>
public class ResizedPairTests
{
    [Fact]
    public void The_short_side_protocol_scores_as_its_own_few_lines()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "v_wall/1.ppm", 900, 600);
        Files.Image(folder, "v_wall/2.ppm", 1000, 1250, 3);
        Homography truth = new(1.1, 0.05, -20, -0.02, 0.95, 14, 1e-4, -5e-5, 1);
        folder.Text("v_wall/H_1_2", string.Join(' ', truth.ToRowMajor().Select(v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture))));
        DatasetPair pair = ResizedPair.Of(DatasetLocator.Open(folder.Path).Pairs[0], 480);
        using ImagePair images = pair.LoadImages();
        Assert.Equal(new Size(720, 480), images.A.Size());
        Assert.Equal(new Size(480, 600), images.B.Size());
        Homography answer = new(0.9, 0.02, 5, 0.01, 0.85, -3, 5e-5, 2e-5, 1), h = ((HomographyTruth)pair.LoadTruth()).Homography;
        double sum = 0;
        foreach ((double x, double y) in new[] { (0.0, 0.0), (719.0, 0.0), (719.0, 479.0), (0.0, 479.0) })
        {
            // Back to the image as stored, through the truth as stored, and to the resized second image.
            double ax = (x + 0.5) * 900 / 720 - 0.5, ay = (y + 0.5) * 600 / 480 - 0.5, w = 1e-4 * ax - 5e-5 * ay + 1;
            double bx = (1.1 * ax + 0.05 * ay - 20) / w, by = (-0.02 * ax + 0.95 * ay + 14) / w;
            double ex = (bx + 0.5) * 480 / 1000 - 0.5, ey = (by + 0.5) * 600 / 1250 - 0.5, v = 5e-5 * x + 2e-5 * y + 1;
            sum += Math.Sqrt(Math.Pow((0.9 * x + 0.02 * y + 5) / v - ex, 2) + Math.Pow((0.01 * x + 0.85 * y - 3) / v - ey, 2));
        }
        Assert.Equal(sum / 4, TransferError.AtCorners(answer, h, new ImageSize(720, 480)), 1e-6);
    }

    [Fact]
    public void A_run_of_resized_pairs_says_so_and_is_another_configuration()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 2);
        RunSettings settings = TinyRun.Settings("good") with { ShortSide = 8 };
        TinyRun.Execute(dataset, settings, folder["run"]);
        Assert.NotEqual(RunConfiguration.Of([dataset], settings).Hash, RunConfiguration.Of([dataset], TinyRun.Settings("good")).Hash);
        Assert.Contains(TinyRun.Summary(folder["run"]).Protocol, p => p.Key == "images" && p.Value.Contains("shorter side 8 px", StringComparison.Ordinal));
        using ImagePair images = RunReport.PairsOf([folder["run"]]).Values.First().LoadImages();
        Assert.Equal(new Size(12, 8), images.A.Size());
    }

    [Fact]
    public void Dense_truth_is_not_resized()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "flow/f/1.png");
        Files.Image(folder, "flow/f/2.png");
        Files.Flo(folder, "flow/f/flow_1_2.flo", 24, 16, (_, _) => (0, 0));
        Assert.Contains("'flow'", Assert.Throws<InputException>(() => ResizedPair.Of(DatasetLocator.Open(folder.Path).Pairs[0], 480)).Message, StringComparison.Ordinal);
    }
}
