using System.Text.Json;
using Hybrid.Cli.Tests.Support;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Cli.Tests.Overlap;

public class OverlapCommandTests
{
    private static readonly string[] Files = ["overlap.json", "overlap_a.png", "overlap_b.png", "overlay.png"];

    [Theory]
    [InlineData("network")]
    [InlineData("classic")]
    public void The_folder_holds_both_masks_the_report_and_a_picture(string method)
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        ProcessRun run = CliRun.Of("overlap", a, b, "-o", folder["out"], "--method", method);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Files, Directory.GetFileSystemEntries(folder["out"]).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(folder["out/overlap.json"]));
        JsonElement root = json.RootElement;
        Assert.Equal("ok", root.GetProperty("status").GetString());
        Assert.Equal(method, root.GetProperty("method_used").GetString());
        Assert.True(root.GetProperty("overlaps").GetBoolean());
        using Mat mask = Cv2.ImRead(folder["out/overlap_a.png"], ImreadModes.Unchanged);
        Assert.Equal(MatType.CV_8UC1, mask.Type());
        Assert.Equal(new Size(PairFiles.Width, PairFiles.Height), mask.Size());
        mask.GetArray(out byte[] values);
        Assert.All(values, v => Assert.True(v is 0 or 255));
        double share = values.Count(v => v == 255) / (double)values.Length;
        Assert.Equal(share, root.GetProperty("overlap_a").GetDouble(), 1e-3);
        Assert.Equal(PairFiles.Truth.OverlapFraction(mask.Size(), mask.Size()), share, 0.12);
    }

    [Fact]
    public void Images_that_share_nothing_are_an_answer_too()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.png"], PngFile.Rgb8(PairFiles.A));
        File.WriteAllBytes(folder["b.png"], PngFile.Rgb8(PairFiles.Unrelated));
        ProcessRun run = CliRun.Of("overlap", folder["a.png"], folder["b.png"], "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.False(json.RootElement.GetProperty("overlaps").GetBoolean());
        Assert.Equal(0, json.RootElement.GetProperty("overlap_b").GetDouble());
        Assert.Equal("low-overlap", json.RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public void Bad_input_ends_in_one_line_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        File.WriteAllText(folder["text.png"], "This is a letter.\n");
        (string[] Arguments, string Expected)[] cases =
        [
            ([a, folder["missing.png"], "-o", folder["out"]], "does not exist"),
            ([folder["text.png"], b, "-o", folder["out"]], "text"),
            ([a, b, "-o", folder["out"], "-m", "netwrok"], "network"),
            ([a, b, "-o", folder["out"], "-m", "network:long-side=9"], "long-side"),
        ];
        foreach ((string[] arguments, string expected) in cases)
        {
            ProcessRun run = CliRun.Of(["overlap", .. arguments]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(expected, run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.Trim().Split('\n'));
            Assert.False(Directory.Exists(folder["out"]));
        }
    }
}
