using System.Text.Json;
using Hybrid.Cli.Tests.Support;
using Hybrid.Geometry;
using Hybrid.Imaging;

namespace Hybrid.Cli.Tests.Stereo;

public class StereoCommandTests
{
    private const double Disparity = 14;
    private static readonly string[] Files =
        ["color.png", "confidence.png", "disparity.pfm", "disparity.png", "left_right.png", "points.png", "stereo.json"];

    [Fact]
    public void Stereo_writes_every_file_of_the_contract()
    {
        using var folder = new TemporaryFolder();
        (string left, string right) = Write(folder);
        ProcessRun run = CliRun.Of("stereo", left, right, "--method", "classic", "-o", folder["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Files, Directory.GetFileSystemEntries(folder["out"]).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        ScalarMap pfm = PfmFile.Read(folder["out/disparity.pfm"]), png = DisparityFile.ReadScaled(folder["out/disparity.png"]);
        Assert.Equal((PairFiles.Width, PairFiles.Height), (pfm.Width, pfm.Height));
        Assert.InRange(pfm.Data.Average(d => Math.Abs(d - Disparity) <= 1 ? 1.0 : 0.0), 0.97, 1);
        Assert.InRange(Enumerable.Range(0, pfm.Data.Length).Max(i => Math.Abs(pfm.Data[i] - png.Data[i])), 0, 1.0 / 256);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(folder["out/stereo.json"]));
        foreach (string key in new[] { "status", "reason", "method_requested", "method_used", "confidence", "fill", "disparity_range", "rectification", "rectified", "findings", "fallbacks", "timings_ms", "peak_memory_mb", "versions" })
            Assert.True(json.RootElement.TryGetProperty(key, out _), key);
        Assert.Equal("ok", json.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public void The_truth_adds_an_error_picture_and_figures()
    {
        using var folder = new TemporaryFolder();
        (string left, string right) = Write(folder);
        PfmFile.Write(folder["truth.pfm"], new ScalarMap(PairFiles.Width, PairFiles.Height, [.. Enumerable.Repeat((float)Disparity, PairFiles.Width * PairFiles.Height)]));
        ProcessRun run = CliRun.Of("stereo", left, right, "--method", "classic", "--truth", folder["truth.pfm"], "-o", folder["out"], "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.InRange(json.RootElement.GetProperty("errors").GetProperty("bad2_all").GetDouble(), 0, 0.03);
        Assert.True(File.Exists(folder["out/error.png"]));
    }

    [Fact]
    public void A_calibration_adds_depth_and_a_point_cloud_with_its_unit()
    {
        using var folder = new TemporaryFolder();
        (string left, string right) = Write(folder);
        File.WriteAllText(folder["calib.txt"], $"cam0=[500 0 200; 0 500 150; 0 0 1]\ncam1=[500 0 200; 0 500 150; 0 0 1]\ndoffs=0\nbaseline=70\nwidth={PairFiles.Width}\nheight={PairFiles.Height}\n");
        ProcessRun run = CliRun.Of("stereo", left, right, "--method", "classic", "--calib", folder["calib.txt"], "-o", folder["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        ScalarMap depth = PfmFile.Read(folder["out/depth.pfm"]);
        // f·B/d = 500 · 70 / 14 mm
        Assert.InRange(depth[200, 150], 2450, 2550);
        string header = System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(folder["out/points.ply"]).AsSpan(0, 300));
        Assert.Contains("comment unit mm", header, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calibration_of_another_size_is_bad_input()
    {
        using var folder = new TemporaryFolder();
        (string left, string right) = Write(folder);
        File.WriteAllText(folder["calib.txt"], "cam0=[500 0 320; 0 500 240; 0 0 1]\ncam1=[500 0 320; 0 500 240; 0 0 1]\ndoffs=0\nbaseline=70\nwidth=640\nheight=480\n");
        ProcessRun run = CliRun.Of("stereo", left, right, "--method", "classic", "--calib", folder["calib.txt"], "-o", folder["out"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("640x480", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void Pairs_of_two_folders_are_matched_by_name_and_a_broken_one_keeps_no_other_from_being_written()
    {
        using var folder = new TemporaryFolder();
        (string left, string right) = Write(folder);
        foreach (string side in (string[])["l", "r"])
            Directory.CreateDirectory(folder[side]);
        foreach (string name in (string[])["1", "2", "10"])
        {
            File.Copy(left, folder[$"l/{name}.png"]);
            File.Copy(right, folder[$"r/{name}.png"]);
        }
        File.WriteAllBytes(folder["r/2.png"], []);
        ProcessRun run = CliRun.Of("stereo", folder["l"], folder["r"], "--method", "classic", "-o", folder["out"]);
        Assert.Equal(2, run.ExitCode);
        string[] lines = run.Output.Trim().Split('\n');
        Assert.Equal(["1: ok", "2: failed (bad-input)", "10: ok", "3 pairs, 1 failed"], lines.Select(l => l.Split(',')[0] is var head && l.StartsWith("3 pairs", StringComparison.Ordinal) ? string.Join(',', l.Split(',')[..2]) : head));
        Assert.Equal(Files, Directory.GetFileSystemEntries(folder["out/10"]).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(folder["out/2"]));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(folder["out/stereo.json"]));
        Assert.Equal((3, 1), (json.RootElement.GetProperty("pairs").GetInt32(), json.RootElement.GetProperty("failed").GetInt32()));

        File.Delete(folder["r/10.png"]);
        ProcessRun missing = CliRun.Of("stereo", folder["l"], folder["r"], "--method", "classic", "-o", folder["other"]);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("'10'", missing.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["other"]));
    }

    [Fact]
    public void A_truth_of_eight_bits_asks_for_its_scale()
    {
        using var folder = new TemporaryFolder();
        (string left, string right) = Write(folder);
        File.WriteAllBytes(folder["truth.pgm"], [.. System.Text.Encoding.ASCII.GetBytes($"P5\n{PairFiles.Width} {PairFiles.Height}\n255\n"), .. Enumerable.Repeat((byte)(4 * Disparity), PairFiles.Width * PairFiles.Height)]);
        ProcessRun asked = CliRun.Of("stereo", left, right, "--method", "classic", "--truth", folder["truth.pgm"]);
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("--truth-scale", asked.Error, StringComparison.Ordinal);
        ProcessRun told = CliRun.Of("stereo", left, right, "--method", "classic", "--truth", folder["truth.pgm"], "--truth-scale", "4", "--json");
        using JsonDocument json = JsonDocument.Parse(told.Output);
        Assert.InRange(json.RootElement.GetProperty("errors").GetProperty("bad2_all").GetDouble(), 0, 0.03);
    }

    [Fact]
    public void Exchanged_images_end_in_one_line_and_only_the_report()
    {
        using var folder = new TemporaryFolder();
        (string left, string right) = Write(folder);
        ProcessRun run = CliRun.Of("stereo", right, left, "--method", "classic", "-o", folder["out"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("exchange", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
        Assert.Equal(["stereo.json"], Directory.GetFileSystemEntries(folder["out"]).Select(f => Path.GetFileName(f)!));
    }

    [Fact]
    public void Images_of_different_sizes_are_bad_input_and_leave_nothing()
    {
        using var folder = new TemporaryFolder();
        (string left, _) = Write(folder);
        File.WriteAllBytes(folder["small.png"], PngFile.Rgb8(new Scene(7, 200, 100).View(200, 100, Homography.Identity)));
        ProcessRun run = CliRun.Of("stereo", left, folder["small.png"], "-o", folder["out"], "--method", "classic");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("one size", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    // A wall seen by two cameras side by side.
    private static (string Left, string Right) Write(TemporaryFolder folder)
    {
        var wall = new Scene(7, PairFiles.Width, PairFiles.Height);
        File.WriteAllBytes(folder["left.png"], PngFile.Rgb8(wall.View(PairFiles.Width, PairFiles.Height, Homography.Identity)));
        File.WriteAllBytes(folder["right.png"], PngFile.Rgb8(wall.View(PairFiles.Width, PairFiles.Height, Homography.Translation(Disparity, 0))));
        return (folder["left.png"], folder["right.png"]);
    }
}
