using System.Text;
using System.Text.Json;
using Hybrid.Cli.Tests.Support;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Cli.Tests.Deblur;

public class DeblurCommandTests
{
    private const string Kernel = "0 0 0\n1 1 1\n0 0 0\n";

    [Fact]
    public void Every_image_keeps_its_name_format_depth_and_metadata()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllBytes(folder["in/a.png"], PngFile.Rgb16(PairFiles.A));
        File.WriteAllBytes(folder["in/b.jpg"], JpegFile.Turned(PairFiles.B));
        File.WriteAllBytes(folder["in/c.png"], PngFile.Rgba8(PairFiles.A));
        ProcessRun run = CliRun.Of("deblur", folder["in"], "-o", folder["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(["a.png", "b.jpg", "c.png"], Directory.GetFileSystemEntries(folder["out"]).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        using Mat a = Cv2.ImRead(folder["out/a.png"], ImreadModes.Unchanged), c = Cv2.ImRead(folder["out/c.png"], ImreadModes.Unchanged);
        Assert.Equal(MatType.CV_16UC3, a.Type());
        Assert.Equal(MatType.CV_8UC4, c.Type());
        using Mat b = ImageReader.Read(folder["out/b.jpg"]);
        Assert.Equal(new Size(PairFiles.Width, PairFiles.Height), b.Size());
        Assert.Equal(3, run.Output.Trim().Split('\n').Length);
    }

    [Theory]
    [InlineData("wiener")]
    [InlineData("richardson-lucy:iterations=5")]
    public void A_known_kernel_is_used_and_json_tells_what_was_done(string method)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.png"], PngFile.Rgb8(PairFiles.A));
        File.WriteAllText(folder["k.txt"], Kernel);
        ProcessRun run = CliRun.Of("deblur", folder["a.png"], "-o", folder["out"], "--method", method, "--kernel", folder["k.txt"], "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement image = json.RootElement.GetProperty("images")[0];
        Assert.Equal(method.Split(':')[0], json.RootElement.GetProperty("method").GetString());
        Assert.Equal(PairFiles.Width, image.GetProperty("width").GetInt32());
        Assert.InRange(image.GetProperty("blur_before").GetProperty("reblur").GetDouble(), 0, 1);
        Assert.True(File.Exists(folder["out/a.png"]));
    }

    [Fact]
    public void Auto_tells_in_json_why_it_did_not_estimate_a_kernel()
    {
        using var folder = new TemporaryFolder();
        using (Mat small = new(60, 80, MatType.CV_8UC3, Scalar.All(90)))
            Cv2.ImWrite(folder["a.png"], small);
        ProcessRun run = CliRun.Of("deblur", folder["a.png"], "-o", folder["out"], "--method", "auto", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement image = json.RootElement.GetProperty("images")[0];
        Assert.Equal("auto", json.RootElement.GetProperty("method").GetString());
        // A blank image is no sharper for the network, so it comes back as it was; what the blind method said is kept.
        Assert.Equal(("input", "no-improvement"), (image.GetProperty("method").GetString(), image.GetProperty("reason").GetString()));
        Assert.Contains("80x60 of at least 108x108", image.GetProperty("evidence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Blind_asked_by_name_says_in_plain_words_why_it_left_a_picture_alone_and_exits_with_1()
    {
        using var folder = new TemporaryFolder();
        using (Mat sharp = new(300, 400, MatType.CV_8UC3, Scalar.All(90)))
        {
            Cv2.ImWrite(folder["flat.png"], sharp);
            Cv2.Circle(sharp, new Point(200, 150), 80, Scalar.All(200), 3);
            for (int i = 0; i < 400; i += 8)
                Cv2.Line(sharp, new Point(i, 0), new Point(i, 299), Scalar.All(20 + i / 2), 2);
            Cv2.ImWrite(folder["sharp.png"], sharp);
        }
        foreach ((string name, string words) in (ReadOnlySpan<(string, string)>)[("flat.png", "too little detail"), ("sharp.png", "sharp already")])
        {
            ProcessRun run = CliRun.Of("deblur", folder[name], "-o", folder["out"], "-m", "blind");
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("left as it was", run.Output, StringComparison.Ordinal);
            Assert.Contains(words, run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
            using Mat before = ImageReader.Read(folder[name]), after = ImageReader.Read(folder["out/" + name]);
            Assert.Equal(0, Cv2.Norm(before, after, NormTypes.INF));
        }
    }

    public static TheoryData<string, string> BadImages => new()
    {
        { "missing.png", "does not exist" },
        { "empty.png", "empty" },
        { "text.png", "text" },
        { "cut.png", "incomplete" },
        { "huge.png", "above the limit" },
    };

    [Theory]
    [MemberData(nameof(BadImages))]
    public void Bad_images_end_in_a_line_each_and_the_others_are_written(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        byte[] good = PngFile.Rgb8(PairFiles.A), huge = PngFile.Claiming(good, 60_000, 60_000);
        File.WriteAllBytes(folder["good.png"], good);
        File.WriteAllBytes(folder["empty.png"], []);
        File.WriteAllBytes(folder["text.png"], Encoding.UTF8.GetBytes("This is a letter.\n"));
        File.WriteAllBytes(folder["cut.png"], good[..(good.Length / 2)]);
        File.WriteAllBytes(folder["huge.png"], huge);
        File.WriteAllText(folder["k.txt"], Kernel);
        ProcessRun run = CliRun.Of("deblur", folder["good.png"], folder[name], "-o", folder["out"], "-m", "wiener", "-k", folder["k.txt"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
        Assert.Equal(["good.png"], Directory.GetFileSystemEntries(folder["out"]).Select(f => Path.GetFileName(f)));

        ProcessRun alone = CliRun.Of("deblur", folder[name], "-o", folder["none"], "-m", "wiener", "-k", folder["k.txt"], "--json");
        Assert.Equal(2, alone.ExitCode);
        Assert.False(Directory.Exists(folder["none"]));
        using JsonDocument json = JsonDocument.Parse(alone.Output);
        Assert.Equal(folder[name], Assert.Single(json.RootElement.GetProperty("refused").EnumerateArray()).GetProperty("source").GetString());
    }

    [Fact]
    public void Wrong_use_is_refused_in_one_line()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["other"]);
        File.WriteAllBytes(folder["a.png"], PngFile.Rgb8(PairFiles.A));
        File.WriteAllBytes(folder["other/a.png"], PngFile.Rgb8(PairFiles.A));
        File.WriteAllText(folder["k.txt"], "1 2\n3\n");
        (string[] Arguments, string Expected)[] cases =
        [
            ([folder["a.png"], "-o", folder.Path], "overwritten"),
            ([folder["a.png"], folder["other/a.png"], "-o", folder["out"]], "same name"),
            ([folder["a.png"], "-o", folder["out"], "-m", "wiener"], "--kernel"),
            ([folder["a.png"], "-o", folder["out"], "-k", folder["k.txt"]], "takes no kernel"),
            ([folder["a.png"], "-o", folder["out"], "-m", "wiener", "-k", folder["k.txt"]], "row 2"),
            ([folder["a.png"], "-o", folder["out"], "-m", "weiner", "-k", folder["k.txt"]], "wiener"),
            ([folder["a.png"], "-o", folder["out"], "-m", "network:model=none"], "none"),
            ([folder["a.png"], "-o", folder["a.png"]], "a.png"),
        ];
        foreach ((string[] arguments, string expected) in cases)
        {
            ProcessRun run = CliRun.Of(["deblur", .. arguments]);
            Assert.True(run.ExitCode == 2, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Error}");
            Assert.Contains(expected, run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.Trim().Split('\n'));
            Assert.False(Directory.Exists(folder["out"]));
        }
    }
}
