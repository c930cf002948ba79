using System.Globalization;
using Hybrid.Cli.Tests.Support;
using Hybrid.Geometry;

namespace Hybrid.Cli.Tests.Infrastructure;

/// <summary>Every command of docs/recipes.md, run in order on pictures made here.</summary>
public sealed class RecipesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Every_recipe_runs()
    {
        WritePictures();
        string[] commands = [.. Commands()];
        Assert.True(commands.Length >= 12, $"only {commands.Length} commands were found");
        foreach (string command in commands)
        {
            ProcessRun run = CliRun.Of([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Placed)]);
            Assert.True(run.ExitCode == 0, $"{command}: exit code {run.ExitCode}\n{run.Error}{run.Output}");
        }
        Assert.True(File.Exists(_folder["out/again.png"]));
    }

    [Fact]
    public void Every_command_of_the_program_that_makes_results_has_a_recipe()
    {
        string[] used = [.. Commands().Select(c => c.Split(' ')[1]).Distinct()];
        foreach (string command in (string[])["align", "stitch", "stereo", "overlap", "flow", "deblur", "evaluate", "compare", "doctor"])
            Assert.Contains(command, used);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Commands() =>
        File.ReadLines(Path.Combine(RepositoryRoot.Path, "docs", "recipes.md")).Where(l => l.StartsWith("hybrid ", StringComparison.Ordinal));

    private string Placed(string argument) =>
        argument.StartsWith("pictures/", StringComparison.Ordinal) || argument.StartsWith("out/", StringComparison.Ordinal) ? _folder[argument] : argument;

    private void WritePictures()
    {
        Directory.CreateDirectory(_folder["pictures"]);
        Directory.CreateDirectory(_folder["out"]);
        Save("first", PngFile.Rgb8(PairFiles.A));
        Save("second", PngFile.Rgb8(PairFiles.B));
        Save("stranger", PngFile.Rgb8(PairFiles.Unrelated));
        Save("thermal1", PngFile.Rgb16(PairFiles.A));
        Save("thermal2", PngFile.Rgb16(PairFiles.B));
        var wide = new Scene(21, 900, 400, count: 500);
        Save("pan1", PngFile.Rgb8(wide.View(480, 360, Homography.Identity)));
        Save("pan2", PngFile.Rgb8(wide.View(480, 360, Homography.Translation(220, 6))));
        // A plane seen by two cameras side by side: a disparity of 12 px everywhere.
        Save("left", PngFile.Rgb8(wide.View(480, 360, Homography.Translation(100, 0))));
        Save("right", PngFile.Rgb8(wide.View(480, 360, Homography.Translation(112, 0))));
        File.WriteAllText(_folder["pictures/calib.txt"], "cam0=[500 0 240; 0 500 180; 0 0 1]\ncam1=[500 0 240; 0 500 180; 0 0 1]\ndoffs=0\nbaseline=100\nwidth=480\nheight=360\nndisp=64\n");
        File.WriteAllText(_folder["pictures/truth.txt"], string.Join('\n', Rows(PairFiles.Truth)) + "\n");
        File.WriteAllText(_folder["pictures/pairs.csv"], "name,a,b,homography\none,first.png,second.png,truth.txt\n");
    }

    private static IEnumerable<string> Rows(Homography h)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{h.M11} {h.M12} {h.M13}");
        yield return string.Create(CultureInfo.InvariantCulture, $"{h.M21} {h.M22} {h.M23}");
        yield return string.Create(CultureInfo.InvariantCulture, $"{h.M31} {h.M32} {h.M33}");
    }

    private void Save(string name, byte[] png) => File.WriteAllBytes(_folder[$"pictures/{name}.png"], png);
}
