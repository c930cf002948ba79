using System.Globalization;
using System.Text.Json;
using Hybrid.Cli.Tests.Support;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace Hybrid.Cli.Tests.Align;

public class AlignCommandTests
{
    internal static readonly string[] Files =
        ["alignment.json", "confidence.png", "flow.flo", "homography.txt", "matches.png", "overlay.png", "warped.png"];

    private static readonly string[] Keys =
    [
        "status", "reason", "method_requested", "method_used", "homography", "inliers", "confidence", "overlap",
        "fallbacks", "timings_ms", "peak_memory_mb", "versions",
    ];

    [Theory]
    [InlineData("auto")]
    [InlineData("classic")]
    [InlineData("control")]
    public void Align_writes_every_file_of_the_contract(string method)
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        ProcessRun run = CliRun.Of("align", a, b, "--method", method, "-o", folder["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Files, Directory.GetFileSystemEntries(folder["out"]).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(folder["out/alignment.json"]));
        Assert.All(Keys, key => Assert.True(json.RootElement.TryGetProperty(key, out _), key));
        Assert.Equal("ok", json.RootElement.GetProperty("status").GetString());
        Assert.Equal(method, json.RootElement.GetProperty("method_requested").GetString());
        double[] h = [.. json.RootElement.GetProperty("homography").EnumerateArray().Select(v => v.GetDouble())];
        Assert.Equal(9, h.Length);
        Assert.InRange(CornerError(Homography.FromRowMajor(h)), 0, 0.7);
        Assert.InRange(json.RootElement.GetProperty("confidence").GetDouble(), 0.5, 1);
        Assert.InRange(json.RootElement.GetProperty("overlap").GetDouble(), 0.5, 1);

        double[] text = [.. File.ReadAllText(folder["out/homography.txt"]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        Assert.Equal(h, text);
        Assert.Equal(3, File.ReadAllLines(folder["out/homography.txt"]).Length);
    }

    [Fact]
    public void The_flow_is_of_A_and_leads_to_B()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        Assert.Equal(0, CliRun.Of("align", a, b, "--method", "classic", "-o", folder["out"]).ExitCode);
        FlowField flow = FloFile.Read(folder["out/flow.flo"]);
        Assert.Equal((PairFiles.Width, PairFiles.Height), (flow.Width, flow.Height));
        foreach ((int x, int y) in ((int, int)[])[(60, 60), (200, 150), (340, 240)])
        {
            Point2d p = PairFiles.Truth.Apply(new Point2d(x, y));
            Assert.InRange(Math.Abs(flow[x, y].X - (p.X - x)), 0, 0.7);
            Assert.InRange(Math.Abs(flow[x, y].Y - (p.Y - y)), 0, 0.7);
        }
    }

    [Fact]
    public void The_warped_image_shows_B_where_A_is()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        Assert.Equal(0, CliRun.Of("align", a, b, "--method", "classic", "-o", folder["out"]).ExitCode);
        using Mat original = ImageReader.Read(a);
        using Mat warped = ImageReader.Read(folder["out/warped.png"]);
        using Mat confidence = ImageReader.Read(folder["out/confidence.png"]);
        Assert.Equal(original.Size(), warped.Size());
        Assert.Equal(original.Size(), confidence.Size());
        using Mat difference = new();
        Cv2.Absdiff(original[new Rect(60, 60, 280, 180)], warped[new Rect(60, 60, 280, 180)], difference);
        Assert.InRange(Cv2.Mean(difference).Val0, 0, 12);
    }

    [Fact]
    public void The_same_seed_gives_the_same_result_whatever_the_threads()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        Assert.Equal(0, CliRun.Of("align", a, b, "--method", "classic", "--seed", "5", "--threads", "1", "-o", folder["one"]).ExitCode);
        Assert.Equal(0, CliRun.Of("align", a, b, "--method", "classic", "--seed", "5", "--threads", "2", "-o", folder["two"]).ExitCode);
        foreach (string name in Files.Where(f => f != "alignment.json"))
            Assert.True(File.ReadAllBytes(folder[$"one/{name}"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder[$"two/{name}"])), name);
    }

    [Fact]
    public void Json_goes_to_stdout_and_nothing_else_does()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        ProcessRun run = CliRun.Of("align", a, b, "--method", "classic", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.All(Keys, key => Assert.True(json.RootElement.TryGetProperty(key, out _), key));
    }

    [Fact]
    public void A_device_that_is_not_there_is_said_in_one_line_and_the_processor_does_it()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        ProcessRun run = CliRun.Of("align", a, b, "--method", "classic", "--device", "cuda", "--json");
        Assert.Equal(0, run.ExitCode);
        bool hasCuda = OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider");
        if (!hasCuda)
        {
            string line = Assert.Single(run.ErrorLines);
            Assert.Contains("networks run on the processor", line, StringComparison.Ordinal);
            Assert.Contains("-p:Cuda=true", line, StringComparison.Ordinal);
        }
        Assert.Equal(2, CliRun.Of("align", a, b, "--device", "gpu").ExitCode);
    }

    [Fact]
    public void A_failure_has_no_homography_but_a_reason()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        File.WriteAllBytes(b, PngFile.Rgb8(Picture.Filled(400, 300, 128)));
        ProcessRun run = CliRun.Of("align", a, b, "--method", "classic", "--json");
        Assert.Equal(1, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal("failed", json.RootElement.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("homography").ValueKind);
        Assert.Equal("too-few-keypoints", json.RootElement.GetProperty("reason").GetString());
        Assert.Contains("B shows one flat tone", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("learned:network=xfeat", "hybrid models add xfeat.onnx")]
    [InlineData("nope", "unknown method 'nope'")]
    [InlineData("clasic", "did you mean 'classic'?")]
    [InlineData("classic:colour=red", "unknown option of method 'classic' 'colour'")]
    [InlineData("classic:features", "is not option=value")]
    public void A_method_that_does_not_exist_is_bad_usage(string method, string message)
    {
        ProcessRun run = CliRun.Of("align", "a.png", "b.png", "--method", method);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private static double CornerError(Homography h)
    {
        double worst = 0;
        foreach ((double x, double y) in ((double, double)[])[(0, 0), (PairFiles.Width - 1, 0), (0, PairFiles.Height - 1), (PairFiles.Width - 1, PairFiles.Height - 1)])
        {
            Point2d found = h.Apply(new Point2d(x, y)), truth = PairFiles.Truth.Apply(new Point2d(x, y));
            worst = Math.Max(worst, Math.Sqrt(Math.Pow(found.X - truth.X, 2) + Math.Pow(found.Y - truth.Y, 2)));
        }
        return worst;
    }
}
