using System.Text.Json;
using Hybrid.Cli.Tests.Support;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Cli.Tests.Flow;

public class FlowCommandTests
{
    private static readonly string[] Files = ["confidence.png", "flow.flo", "flow.json", "flow.png", "warped.png"];

    [Fact]
    public void A_pair_becomes_a_flow_its_picture_its_confidence_and_B_warped_to_A()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        ProcessRun run = CliRun.Of("flow", a, b, "-o", folder["out"], "--method", "classic", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Empty(run.Error);
        Assert.Equal(Files, Names(folder["out"]));
        FlowField flow = FloFile.Read(folder["out/flow.flo"]);
        Point2d p = PairFiles.Truth.Apply(new Point2d(200, 150));
        Assert.InRange(Math.Abs(flow[200, 150].X - (p.X - 200)), 0, 0.7);
        Assert.InRange(Math.Abs(flow[200, 150].Y - (p.Y - 150)), 0, 0.7);
        using Mat picture = Cv2.ImRead(folder["out/flow.png"]), warped = Cv2.ImRead(folder["out/warped.png"]);
        Assert.True(picture.Width > PairFiles.Width && picture.Height == PairFiles.Height, "a legend stands beside the picture");
        Assert.Equal(new Size(PairFiles.Width, PairFiles.Height), warped.Size());
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(folder["out/flow.json"])), printed = JsonDocument.Parse(run.Output);
        Assert.Equal(json.RootElement.EnumerateObject().Select(p => p.Name), printed.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("ok", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("classic", json.RootElement.GetProperty("method_used").GetString());
        Assert.InRange(json.RootElement.GetProperty("known").GetDouble(), 0.5, 1);
        Assert.Equal(9, json.RootElement.GetProperty("homography").GetArrayLength());
        Assert.InRange(json.RootElement.GetProperty("length_px").GetProperty("median").GetDouble(), 1, 100);
    }

    [Fact]
    public void Frames_of_a_folder_are_paired_with_the_next_as_people_count()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        var plane = new Scene(5, 320, 240);
        foreach ((string name, int shift) in ((string, int)[])[("f1", 0), ("f2", 6), ("f10", 12)])
            File.WriteAllBytes(folder[$"in/{name}.png"], PngFile.Rgb8(plane.View(320, 240, Homography.Translation(shift, 0))));
        ProcessRun run = CliRun.Of("flow", folder["in"], "-o", folder["out"], "--method", "classic");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(["f1-f2", "f2-f10", "flow.json"], Names(folder["out"]));
        Assert.Equal(Files, Names(folder["out/f2-f10"]));
        Assert.InRange(FloFile.Read(folder["out/f2-f10/flow.flo"])[160, 120].X, -6.5, -5.5);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(folder["out/flow.json"]));
        Assert.Equal(2, json.RootElement.GetProperty("pairs").GetInt32());
        Assert.Equal(0, json.RootElement.GetProperty("failed").GetInt32());
        Assert.Contains("2 pairs of frames, 0 failed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pair_without_a_flow_has_a_reason_and_only_the_report()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.png"], PngFile.Rgb8(PairFiles.A));
        File.WriteAllBytes(folder["b.png"], PngFile.Rgb8(Picture.Filled(400, 300, 128)));
        ProcessRun run = CliRun.Of("flow", folder["a.png"], folder["b.png"], "-o", folder["out"], "--method", "classic");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("B shows one flat tone", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(["flow.json"], Names(folder["out"]));
    }

    [Fact]
    public void Bad_input_ends_in_one_line_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        File.Copy(a, folder["flow.png"]);
        (string[] Arguments, string Expected)[] cases =
        [
            ([a, "-o", folder["out"]], "two images"),
            ([a, folder["missing.png"], "-o", folder["out"]], "does not exist"),
            ([a, b, "-o", folder["out"], "--method", "clasic"], "classic"),
            ([folder["flow.png"], b, "-o", folder.Path, "--method", "classic"], "would be overwritten"),
        ];
        foreach ((string[] arguments, string expected) in cases)
        {
            ProcessRun run = CliRun.Of(["flow", .. arguments]);
            Assert.True(run.ExitCode == 2, run.Error);
            Assert.Contains(expected, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
            Assert.False(Directory.Exists(folder["out"]));
        }
        Assert.Equal(File.ReadAllBytes(a), File.ReadAllBytes(folder["flow.png"]));
    }

    private static string[] Names(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
