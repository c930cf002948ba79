using System.Text;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Align;

/// <summary>
/// Input that is bad or unusual: the exit code of the contract, one line on stderr wherever it is not 0,
/// and no partial file.
/// </summary>
public class BadInputTests
{
    private static readonly int[] Aligned = [0];
    private static readonly int[] NotAligned = [1];
    private static readonly int[] AlignedOrNot = [0, 1];
    private static readonly int[] Refused = [2];

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["missing file"] = new(_ => null, Refused, "does not exist"),
        ["folder in place of a file"] = new(f => { Directory.CreateDirectory(f["a.png"]); return null; }, Refused, "folder"),
        ["empty file"] = new(_ => [], Refused, "empty"),
        ["truncated PNG"] = new(_ => Half(PngFile.Rgb8(PairFiles.A)), Refused, "a.png"),
        ["PNG cut off after its header"] = new(_ => PngFile.Rgb8(PairFiles.A)[..40], Refused, "a.png"),
        ["truncated JPEG"] = new(_ => Half(JpegFile.Rgb(PairFiles.A)), Refused, "a.jpg", "a.jpg"),
        ["text renamed to PNG"] = new(_ => Encoding.UTF8.GetBytes("This is a letter, not a picture.\n"), Refused, "a.png"),
        ["damaged PNG"] = new(_ => Damaged(PngFile.Rgb8(PairFiles.A)), Refused, "a.png"),
        ["PNG of absurd size"] = new(_ => WithSize(PngFile.Rgb8(PairFiles.A), 2_000_000_000), Refused, "a.png"),
        ["1x1"] = new(_ => PngFile.Rgb8(Picture.Filled(1, 1, 90)), NotAligned, "no alignment found"),
        ["1 pixel wide"] = new(_ => PngFile.Rgb8(Picture.Filled(1, 300, 90)), NotAligned, "no alignment found"),
        ["30 000 pixels wide"] = new(_ => PngFile.Rgb8(Picture.Filled(30_000, 40, 90)), NotAligned, "no alignment found"),
        ["16-bit"] = new(_ => PngFile.Rgb16(PairFiles.A), Aligned),
        ["alpha"] = new(_ => PngFile.Rgba8(PairFiles.A), AlignedOrNot),
        ["animated"] = new(_ => PngFile.Animated(PairFiles.A), Aligned),
        ["CMYK"] = new(_ => JpegFile.Cmyk(), Aligned, "", "a.jpg"),
        ["turned by EXIF"] = new(_ => JpegFile.Turned(PairFiles.A), Aligned, "", "a.jpg"),
        ["identical"] = new(_ => PngFile.Rgb8(PairFiles.B), Aligned),
        ["blank"] = new(_ => PngFile.Rgb8(Picture.Filled(400, 300, 128)), NotAligned, "no alignment found"),
        ["unrelated"] = new(_ => PngFile.Rgb8(PairFiles.Unrelated), NotAligned, "no alignment found"),
    };

    public static TheoryData<string, string> CasesAndMethods()
    {
        var data = new TheoryData<string, string>();
        foreach (string name in Cases.Keys)
        {
            foreach (string method in (string[])["auto", "classic", "control"])
                data.Add(name, method);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(CasesAndMethods))]
    public void Every_input_ends_in_its_exit_code_with_one_line_and_no_partial_file(string name, string method)
    {
        Case input = Cases[name];
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["b.png"], PngFile.Rgb8(PairFiles.B));
        byte[]? bytes = input.Make(folder);
        if (bytes is not null)
            File.WriteAllBytes(folder[input.FileName], bytes);

        ProcessRun run = CliRun.Of("align", folder[input.FileName], folder["b.png"], "--method", method, "-o", folder["made/out"]);

        Assert.True(input.Codes.Contains(run.ExitCode), $"exit code {run.ExitCode}: {run.Error}");
        HasOneErrorLine(run, input.Message);
        HoldsOnlyWhatBelongs(folder, run.ExitCode);
    }

    [Fact]
    public void Devices_and_pipes_are_refused_at_once()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = new TemporaryFolder();
        (string a, _) = PairFiles.WriteTo(folder);
        File.CreateSymbolicLink(folder["zero.png"], "/dev/zero");
        using (var make = System.Diagnostics.Process.Start("mkfifo", folder["pipe.png"]))
            make.WaitForExit();
        foreach (string[] arguments in (string[][])
            [
                ["align", folder["zero.png"], a], ["align", a, folder["pipe.png"]], ["stereo", a, a, "--calib", folder["pipe.png"]],
                ["deblur", a, "-o", folder["out"], "-m", "wiener", "-k", folder["pipe.png"]], ["datasets", "check", folder["zero.png"]],
            ])
        {
            ProcessRun run = CliRun.Of(arguments);
            Assert.True(run.ExitCode == 2, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Error}");
            Assert.Single(run.Error.Trim().Split('\n'));
        }
    }

    [Fact]
    public void An_input_under_the_name_of_an_output_is_refused_before_anything_is_computed()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        File.Move(a, folder["warped.png"]);
        byte[] before = File.ReadAllBytes(folder["warped.png"]);
        ProcessRun run = CliRun.Of("align", folder["warped.png"], b, "--method", "classic", "-o", folder.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("overwritten", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(folder["warped.png"]));
        Assert.Equal(["b.png", "warped.png"], Directory.GetFileSystemEntries(folder.Path).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a file", "file")]
    [InlineData("below a file", "file/out")]
    [InlineData("in /proc", "/proc/hybrid-out")]
    [InlineData("no name", "\0")]
    public void An_output_folder_that_cannot_be_written_is_refused(string name, string path)
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        File.WriteAllText(folder["file"], "kept");
        ProcessRun run = CliRun.Of("align", a, b, "--method", "classic", "-o", path.StartsWith('/') ? path : folder[path]);
        Assert.True(run.ExitCode == 2, $"{name}: {run.ExitCode}");
        HasOneErrorLine(run, "output folder");
        Assert.Equal("kept", File.ReadAllText(folder["file"]));
        Assert.Equal(3, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    [Fact]
    public void A_full_disk_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        // No file may exceed 64 KiB: the system then refuses to write as it does on a full disk.
        ProcessRun run = ProcessRun.Start("/bin/bash",
            ["-c", "trap '' XFSZ; ulimit -f 64; exec dotnet \"$@\"", "bash", .. ProcessRun.CommandLine("align", a, b, "--method", "classic", "-o", folder["made/out"])],
            ("DOTNET_EnableWriteXorExecute", "0"));
        Assert.Equal(2, run.ExitCode);
        HasOneErrorLine(run, "disk");
        Assert.False(Directory.Exists(folder["made"]));
    }

    [Theory]
    [InlineData("the folder itself", ".", "warped.png")]
    [InlineData("a link to the folder", "link", "warped.png")]
    [InlineData("an input that is a link into the folder", ".", "in.png")]
    public void An_input_is_never_overwritten(string name, string output, string input)
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        File.Move(a, folder["warped.png"]);
        Directory.CreateSymbolicLink(folder["link"], folder.Path);
        File.CreateSymbolicLink(folder["in.png"], "warped.png");
        byte[] before = File.ReadAllBytes(folder["warped.png"]);
        ProcessRun run = CliRun.Of("align", folder[input], b, "--method", "classic", "-o", folder[output]);
        Assert.True(run.ExitCode == 2, $"{name}: {run.ExitCode} {run.Error}");
        HasOneErrorLine(run, "would be overwritten");
        Assert.Equal(before, File.ReadAllBytes(folder["warped.png"]));
        Assert.False(File.Exists(folder["alignment.json"]));
    }

    [Fact]
    public void What_a_killed_run_left_is_removed_by_the_next_and_a_working_run_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        Directory.CreateDirectory(folder["out/.hybrid-1-dead"]);
        File.WriteAllText(folder["out/.hybrid-1-dead/.lock"], "");
        using (OutputFolder working = OutputFolder.Open(folder["out"]))
        {
            Assert.Equal(0, CliRun.Of("align", a, b, "--method", "classic", "-o", folder["out"]).ExitCode);
            Assert.Single(Directory.GetDirectories(folder["out"]));
            Assert.DoesNotContain(folder["out/.hybrid-1-dead"], Directory.GetDirectories(folder["out"]));
        }
        Assert.Empty(Directory.GetDirectories(folder["out"]));
    }

    [Fact]
    public void The_report_of_an_earlier_run_is_gone_before_any_of_its_files_is_replaced()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["out/b.png"]);
        File.WriteAllText(folder["out/report.json"], "old");
        using OutputFolder output = OutputFolder.Open(folder["out"]);
        output.Stage("a.png", [1]);
        output.Stage("b.png", [2]);
        output.Stage("report.json", [3]);
        // A folder stands where a file should go, so that the move fails half-way.
        Assert.ThrowsAny<Exception>(() => output.Commit("report.json", []));
        Assert.False(File.Exists(folder["out/report.json"]));
    }

    [Fact]
    public void A_failure_removes_the_results_of_an_earlier_run()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        Assert.Equal(0, CliRun.Of("align", a, b, "--method", "classic", "-o", folder["out"]).ExitCode);
        File.WriteAllBytes(a, PngFile.Rgb8(Picture.Filled(400, 300, 128)));
        Assert.Equal(1, CliRun.Of("align", a, b, "--method", "classic", "-o", folder["out"]).ExitCode);
        Assert.Equal(["alignment.json"], Directory.GetFiles(folder["out"]).Select(f => Path.GetFileName(f)));
    }

    private static void HasOneErrorLine(ProcessRun run, string message)
    {
        if (run.ExitCode == 0)
        {
            Assert.Empty(run.Error);
            return;
        }
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith("hybrid: ", line, StringComparison.Ordinal);
        Assert.Contains(message, line, StringComparison.Ordinal);
    }

    private static void HoldsOnlyWhatBelongs(TemporaryFolder folder, int exitCode)
    {
        if (exitCode == 2)
        {
            Assert.False(Directory.Exists(folder["made"]));
            return;
        }
        string[] names = [.. Directory.GetFileSystemEntries(folder["made/out"]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        Assert.Equal(exitCode == 1 ? ["alignment.json"] : AlignCommandTests.Files, names);
    }

    private static byte[] Half(byte[] file) => file[..(file.Length / 2)];

    private static byte[] Damaged(byte[] file)
    {
        for (int i = file.Length / 3; i < file.Length / 3 + 200; i++)
            file[i] ^= 0x5A;
        return file;
    }

    private static byte[] WithSize(byte[] png, int width)
    {
        byte[] header = [(byte)'I', (byte)'H', (byte)'D', (byte)'R', .. BitConverter.GetBytes(width).Reverse(), .. png[20..29]];
        byte[] crc = [.. BitConverter.GetBytes(PngFile.Crc32(header)).Reverse()];
        return [.. png[..12], .. header, .. crc, .. png[33..]];
    }

    private sealed record Case(Func<TemporaryFolder, byte[]?> Make, int[] Codes, string Message = "", string FileName = "a.png");
}
