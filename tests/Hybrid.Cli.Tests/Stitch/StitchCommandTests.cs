using System.Text.Json;
using Hybrid.Cli.Tests.Support;
using Hybrid.Geometry;

namespace Hybrid.Cli.Tests.Stitch;

/// <summary><c>hybrid stitch</c> from end to end, on shifted views of one plane.</summary>
public class StitchCommandTests
{
    private static readonly Scene Plane = new(11, 700, 300, 500);

    [Fact]
    public void Images_become_one_file_and_a_report_that_runs_again()
    {
        using var folder = new TemporaryFolder();
        Write(folder, 3);
        ProcessRun run = CliRun.Of("stitch", folder["in"], "-o", folder["p.png"], "--method", "classic", "--report", folder["why"], "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(3, json.RootElement.GetProperty("panoramas")[0].GetProperty("images").GetInt32());
        Assert.All(["stitch.json", "graph.png", "seams-1.png", "pair-1-2.jpg", "features-1.jpg", "layout-1.jpg", "exposure-1.jpg", "report.html", "project.yaml"], f => Assert.True(File.Exists(folder[$"why/{f}"]), f));

        ProcessRun again = CliRun.Of("stitch", "--project", folder["why/project.yaml"], "-o", folder["q.png"]);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Contains("3 of 3", again.Output, StringComparison.Ordinal);

        string project = File.ReadAllText(folder["why/project.yaml"]);
        int first = project.IndexOf("use: auto", StringComparison.Ordinal);
        File.WriteAllText(folder["why/edited.yaml"], project[..first] + "use: never" + project[(first + 9)..]);
        ProcessRun edited = CliRun.Of("stitch", "--project", folder["why/edited.yaml"], "-o", folder["r.png"]);
        Assert.True(edited.ExitCode == 0, edited.Error);
        Assert.Contains("2 of 3", edited.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_corrupt_file_among_many_is_named_and_skipped()
    {
        using var folder = new TemporaryFolder();
        Write(folder, 3);
        File.WriteAllBytes(folder["in/broken.png"], PngFile.Rgb8(PairFiles.A)[..200]);
        ProcessRun run = CliRun.Of("stitch", folder["in"], "-o", folder["p.jpg"], "--method", "classic");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("broken.png", run.Error, StringComparison.Ordinal);
        Assert.Contains("3 of 4", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_without_overlap_end_in_exit_code_one_and_no_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.png"], PngFile.Rgb8(PairFiles.A));
        File.WriteAllBytes(folder["b.png"], PngFile.Rgb8(PairFiles.Unrelated));
        ProcessRun run = CliRun.Of("stitch", folder["a.png"], folder["b.png"], "-o", folder["p.png"], "--method", "classic");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("overlap", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["p.png"]));
    }

    [Theory]
    [InlineData("one image", "at least two", "a.png")]
    [InlineData("missing", "does not exist", "a.png", "nowhere.png")]
    public void Too_little_input_is_one_line(string name, string message, params string[] inputs)
    {
        using var folder = new TemporaryFolder();
        PairFiles.WriteTo(folder);
        ProcessRun run = CliRun.Of(["stitch", .. inputs.Select(i => folder[i]), "-o", folder["p.png"]]);
        Refused(run, message, name);
    }

    [Theory]
    [InlineData("p.xyz", "format", "")]
    [InlineData("p.png", "above the limit", "--max-megapixels=0.02")]
    public void What_cannot_be_written_is_refused_in_one_line(string file, string message, string option)
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        ProcessRun run = CliRun.Of([.. new[] { "stitch", a, b, "-o", folder[file], "--method", "classic" }, .. option.Length > 0 ? new[] { option } : []]);
        Refused(run, message, file);
        Assert.False(File.Exists(folder[file]));
    }

    [Fact]
    public void A_project_edited_by_hand_changes_what_is_pinned_linked_and_drawn_on()
    {
        using var folder = new TemporaryFolder();
        Write(folder, 3);
        Assert.Equal(0, CliRun.Of("stitch", folder["in"], "-o", folder["p.png"], "--method", "classic", "--report", folder["why"]).ExitCode);
        string project = File.ReadAllText(folder["why/project.yaml"]);

        Assert.Contains("cylindrical", Run("projection: auto", "projection: cylindrical").Output, StringComparison.Ordinal);
        int last = project.LastIndexOf("use: auto", StringComparison.Ordinal);
        string pinned = project[..last] + "use: pin" + project[(last + 9)..];
        File.WriteAllText(folder["why/pinned.yaml"], pinned);
        Assert.Equal(0, CliRun.Of("stitch", "--project", folder["why/pinned.yaml"], "-o", folder["q.png"], "--report", folder["again"]).ExitCode);
        Assert.Contains("use: pin", File.ReadAllText(folder["again/project.yaml"]), StringComparison.Ordinal);

        // Without its links to the others the first image is left out, with a warning; forced without matches it is compared again.
        string forbidden = project.Replace("link: auto", "link: forbid", StringComparison.Ordinal);
        int second = forbidden.LastIndexOf("link: forbid", StringComparison.Ordinal);
        forbidden = forbidden[..second] + "link: force" + forbidden[(second + 12)..];
        File.WriteAllText(folder["why/forbidden.yaml"], forbidden);
        ProcessRun two = CliRun.Of("stitch", "--project", folder["why/forbidden.yaml"], "-o", folder["q.png"]);
        Assert.Equal(0, two.ExitCode);
        Assert.Contains("2 of 3", two.Output, StringComparison.Ordinal);
        Assert.Contains("no-overlap", two.Error, StringComparison.Ordinal);

        ProcessRun Run(string from, string to)
        {
            File.WriteAllText(folder["why/edited.yaml"], project.Replace(from, to, StringComparison.Ordinal));
            ProcessRun run = CliRun.Of("stitch", "--project", folder["why/edited.yaml"], "-o", folder["q.png"]);
            Assert.True(run.ExitCode == 0, run.Error);
            return run;
        }
    }

    [Theory]
    [InlineData("p.png")]
    [InlineData("p.tif")]
    public void A_full_disk_leaves_nothing_behind(string file)
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        ProcessRun run = ProcessRun.Start("/bin/bash",
            ["-c", "trap '' XFSZ; ulimit -f 64; exec dotnet \"$@\"", "bash", .. ProcessRun.CommandLine("stitch", a, b, "--method", "classic", "-o", folder[file])],
            ("DOTNET_EnableWriteXorExecute", "0"));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    [Fact]
    public void The_folder_of_the_panorama_is_made_and_a_project_moves_with_its_images()
    {
        using var folder = new TemporaryFolder();
        Write(folder, 3);
        Assert.Equal(0, CliRun.Of("stitch", folder["in"], "-o", folder["made/p.png"], "--method", "classic", "--report", folder["in/why"]).ExitCode);
        Assert.True(File.Exists(folder["made/p.png"]));
        Directory.Move(folder["in"], folder["moved"]);
        ProcessRun again = CliRun.Of("stitch", "--project", folder["moved/why/project.yaml"], "-o", folder["q.png"]);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Contains("3 of 3", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_panorama_in_the_folder_of_its_images_is_not_taken_for_one_of_them()
    {
        using var folder = new TemporaryFolder();
        Write(folder, 2);
        Assert.Equal(0, CliRun.Of("stitch", folder["in"], "-o", folder["in/p.png"], "--method", "classic").ExitCode);
        foreach (string name in new[] { "in/p.png", "in/another.jpg" })
        {
            ProcessRun again = CliRun.Of("stitch", folder["in"], "-o", folder[name], "--method", "classic");
            Assert.True(again.ExitCode == 0, again.Error);
            Assert.Contains("2 of 2", again.Output, StringComparison.Ordinal);
            Assert.Contains("p.png' is a panorama made here before", again.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_format_of_8_bits_is_told_of_where_images_have_more()
    {
        using var folder = new TemporaryFolder();
        Write(folder, 2, deep: true);
        ProcessRun kept = CliRun.Of("stitch", folder["in"], "-o", folder["p.png"], "--method", "classic"), lost = CliRun.Of("stitch", folder["in"], "-o", folder["p.jpg"], "--method", "classic");
        Assert.Equal((0, 0), (kept.ExitCode, lost.ExitCode));
        // Bits a channel, at its place in every PNG.
        Assert.Equal(16, File.ReadAllBytes(folder["p.png"])[24]);
        Assert.Equal("", kept.Error);
        Assert.Contains("written as 8 bits", lost.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an image named", "0.png", "0.png", "1.png")]
    [InlineData("an image of the folder", "0.png", ".")]
    [InlineData("an image behind a link", "link.png", "0.png", "1.png")]
    public void An_image_is_never_overwritten(string name, string output, params string[] inputs)
    {
        using var folder = new TemporaryFolder();
        Write(folder, 2);
        File.CreateSymbolicLink(folder["in/link.png"], "0.png");
        byte[] before = File.ReadAllBytes(folder["in/0.png"]);
        ProcessRun run = CliRun.Of(["stitch", .. inputs.Select(i => folder[$"in/{i}"]), "-o", folder[$"in/{output}"], "--method", "classic"]);
        Refused(run, "would be overwritten", name);
        Assert.Equal(before, File.ReadAllBytes(folder["in/0.png"]));
    }

    [Theory]
    [InlineData("an alias", "version: 1\nimages: &i [{path: a.png}, {path: b.png}]\npairs: *i\n", "aliases")]
    [InlineData("an image without a path", "version: 1\nimages: [{path: ''}, {path: b.png}]\n", "no path")]
    [InlineData("a null image", "version: 1\nimages: [~, ~]\n", "no path")]
    [InlineData("a name that leads out", "version: 1\nimages: [{path: ../a.png}, {path: b.png}]\n", "leads out")]
    public void A_project_that_is_none_is_one_line(string name, string text, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["p.yaml"], text);
        Refused(CliRun.Of("stitch", "--project", folder["p.yaml"], "-o", folder["p.png"]), message, name);
    }

    [Fact]
    public void A_damaged_project_is_one_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["p.yaml"], "version: 1\nimages: [[[");
        Refused(CliRun.Of("stitch", "--project", folder["p.yaml"], "-o", folder["p.png"]), "p.yaml", "malformed");
        File.WriteAllText(folder["p.yaml"], "version: 7\n");
        Refused(CliRun.Of("stitch", "--project", folder["p.yaml"], "-o", folder["p.png"]), "version 7", "version");
    }

    private static void Refused(ProcessRun run, string message, string name)
    {
        Assert.True(run.ExitCode == 2, $"{name}: {run.ExitCode} {run.Error}");
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static void Write(TemporaryFolder folder, int count, bool deep = false)
    {
        Directory.CreateDirectory(folder["in"]);
        for (int i = 0; i < count; i++)
        {
            Picture view = Plane.View(320, 240, Homography.Translation(150 * i, 10 * i));
            File.WriteAllBytes(folder[$"in/{i}.png"], deep ? PngFile.Rgb16(view) : PngFile.Rgb8(view));
        }
    }
}
