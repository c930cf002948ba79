using System.Globalization;
using System.Text;
using Hybrid.Evaluation.Export;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Running;

public class RescoreAndExportTests
{
    [Theory]
    [InlineData(PredictionDetail.Statistics)]
    [InlineData(PredictionDetail.Dense)]
    public void Rescoring_an_unchanged_run_changes_nothing(PredictionDetail keep)
    {
        using var folder = new TemporaryFolder();
        var dataset = TinyRun.Dataset(folder, 4);
        TinyRun.Execute(dataset, TinyRun.Settings("good,gives-up,throws") with { Keep = keep }, folder["run"]);
        string[] before = TinyRun.Records(folder["run"]);
        (int whole, int all) = RunRescorer.Rescore(folder["run"], [dataset]);
        Assert.Equal((keep == PredictionDetail.Dense ? 8 : 0, 12), (whole, all));
        Assert.Equal(before, TinyRun.Records(folder["run"]));
    }

    [Fact]
    public void Rescoring_follows_a_corrected_ground_truth()
    {
        using var folder = new TemporaryFolder();
        var dataset = TinyRun.Dataset(folder, 2);
        TinyRun.Execute(dataset, TinyRun.Settings("gives-up,good"), folder["run"]);
        double before = TinyRun.Summary(folder["run"]).Methods[0].Value.Metrics["rejected_error_px"];
        foreach (int i in new[] { 0, 1 })
            folder.Text($"data/homography/scene_0{i}/H_1_2.txt", "1 0 3\n0 1 0\n0 0 1\n");
        RunRescorer.Rescore(folder["run"], [dataset]);
        Assert.Equal(5, before, 1e-9);
        Assert.Equal(4, TinyRun.Summary(folder["run"]).Methods[0].Value.Metrics["rejected_error_px"], 1e-9);
    }

    [Fact]
    public void Exports_are_files_that_other_tools_read()
    {
        using var folder = new TemporaryFolder();
        var dataset = TinyRun.Dataset(folder, 2);
        TinyRun.Execute(dataset, TinyRun.Settings("good,throws"), folder["run"]);
        RunExporter.Export(folder["run"], dataset.Pairs.ToDictionary(p => $"{dataset.Name}:{p.Name}"), folder["out"]);

        string[] csv = File.ReadAllLines(folder["out/records.csv"]);
        Assert.Equal(5, csv.Length);
        Assert.StartsWith("pair,method,seed,truth,tier,status,confidence,ms,peak_mb,", csv[0], StringComparison.Ordinal);
        Assert.Contains(csv, l => l.Contains(",failed,", StringComparison.Ordinal) && l.Contains(",inf,", StringComparison.Ordinal));

        string yaml = File.ReadAllText(folder["out/good/homographies.yml"]);
        Assert.StartsWith("%YAML:1.0\n---\nH_data_homography_scene_", yaml, StringComparison.Ordinal);
        Assert.Contains("!!opencv-matrix\n   rows: 3\n   cols: 3\n   dt: d\n   data: [ 1.0000000000000000E+000, ", yaml, StringComparison.Ordinal);

        Assert.Contains("scene_00/1.png scene_00/2.png\n0 0\n", File.ReadAllText(folder["out/good/matches.txt"]), StringComparison.Ordinal);
        string[] keypoints = File.ReadAllLines(folder["out/good/keypoints/scene_00/1.png.txt"]);
        Assert.Equal("1 128", keypoints[0]);
        Assert.Equal(132, keypoints[1].Split(' ').Length);
        Assert.StartsWith("1.5 2.5 1 0 ", keypoints[1], StringComparison.Ordinal);

        byte[] npy = File.ReadAllBytes(folder["out/good/matches/data_homography_scene_00_1-2.npy"]);
        Assert.Equal(0x93, npy[0]);
        Assert.Equal("NUMPY", Encoding.ASCII.GetString(npy, 1, 5));
        Assert.Contains("'shape': (1, 4)", Encoding.ASCII.GetString(npy, 10, 80), StringComparison.Ordinal);
        Assert.Equal(1.0, BitConverter.ToDouble(npy, npy.Length - 32));
        Assert.Equal("2", BitConverter.ToDouble(npy, npy.Length - 24).ToString(CultureInfo.InvariantCulture));
    }
}
