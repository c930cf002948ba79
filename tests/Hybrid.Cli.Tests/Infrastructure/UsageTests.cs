using System.Text.Json;
using Hybrid.Cli.Infrastructure;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Infrastructure;

/// <summary>What the command line says when it is used wrongly, and its help.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("unknown command 'algin' (did you mean 'align'?)", "algin")]
    [InlineData("unknown option '--metod' (did you mean '--method'?)", "align", "a", "b", "--metod", "classic")]
    [InlineData("unknown command 'verison' (did you mean 'version'?)", "verison")]
    [InlineData("argument B is missing", "align", "a")]
    [InlineData("argument A is missing", "align")]
    [InlineData("option -o is missing", "deblur", "a.png")]
    [InlineData("unknown value of --seam 'grpahcut' (did you mean 'graph-cut'?)", "stitch", "a", "b", "-o", "p.png", "--seam", "grpahcut")]
    [InlineData("unknown value of --deblur 'atuo' (did you mean 'auto'?)", "align", "a", "b", "--deblur", "atuo")]
    [InlineData("unknown value of --device 'cud' (did you mean 'cuda'?)", "stereo", "a", "b", "--device", "cud")]
    [InlineData("unknown value of --keep 'dens' (did you mean 'dense'?)", "evaluate", "--keep", "dens")]
    [InlineData("unknown dataset to make 'panorama' (did you mean 'panoramas'?)", "datasets", "make", "panorama")]
    [InlineData("unexpected argument 'c'", "align", "a", "b", "c")]
    [InlineData("cannot parse argument 'x' for option '--seed'", "align", "a", "b", "--seed", "x")]
    [InlineData("'5000' is not a whole number from 0 to 1024 for --threads", "align", "a", "b", "--threads", "5000")]
    [InlineData("option -o lacks its value", "align", "a", "b", "-o")]
    public void Wrong_usage_is_one_line_and_exit_code_2(string message, params string[] args)
    {
        ProcessRun run = CliRun.Of(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith($"hybrid: {message}", line, StringComparison.Ordinal);
        Assert.EndsWith("--help", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown method 'clasic' (did you mean 'classic'?)", "align", "a", "b", "--method", "clasic")]
    [InlineData("unknown stitching method 'clasic' (did you mean 'classic'?)", "stitch", "a", "b", "-o", "p.png", "--method", "clasic")]
    public void A_method_that_there_is_not_is_one_line_that_names_the_nearest(string message, params string[] args)
    {
        ProcessRun run = CliRun.Of(args);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"hybrid: {message}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void No_argument_at_all_shows_the_help_as_an_error()
    {
        ProcessRun run = CliRun.Of();
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("Commands:", run.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string> CommandPaths() => [.. Paths(RootCommandFactory.Create(), "")];

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public void Every_command_has_help_with_examples_of_its_own(string path)
    {
        ProcessRun run = CliRun.Of([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        string[] parts = run.Output.Split("Examples:");
        Assert.Equal(2, parts.Length);
        Assert.StartsWith($"hybrid {path}".TrimEnd(), parts[1].TrimStart(), StringComparison.Ordinal);
        Assert.Equal(run.Output, CliRun.Of(["help", .. path.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Output);
    }

    [Theory]
    [InlineData("align")]
    [InlineData("stitch")]
    [InlineData("stereo")]
    [InlineData("overlap")]
    [InlineData("flow")]
    [InlineData("deblur")]
    [InlineData("evaluate")]
    [InlineData("bench")]
    public void Every_command_that_computes_takes_the_same_options(string name)
    {
        string[] options = [.. RootCommandFactory.Create().Subcommands.Single(c => c.Name == name).Options.Select(o => o.Name)];
        Assert.All(["--seed", "--threads", "--models", "--device", "--json"], o => Assert.Contains(o, options));
    }

    [Fact]
    public void The_version_loads_neither_OpenCV_nor_ONNX_Runtime()
    {
        ProcessRun run = ProcessRun.Start("/bin/bash", ["-c", "export LD_DEBUG=files; exec dotnet \"$@\" 2>&1", "bash", .. ProcessRun.CommandLine("--version")]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("libcoreclr", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenCvSharpExtern", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("libonnxruntime", run.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Paths(System.CommandLine.Command command, string path) =>
        [path.TrimEnd(), .. command.Subcommands.SelectMany(c => Paths(c, $"{path}{c.Name} "))];

    [Fact]
    public void A_closed_error_stream_leaves_the_exit_code_as_it_is()
    {
        ProcessRun run = ProcessRun.Start("/bin/bash", ["-c", "exec dotnet \"$@\" 2>&-", "bash", .. ProcessRun.CommandLine("methods", "nope")]);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("-V")]
    [InlineData("version")]
    public void The_version_is_one_line(string argument)
    {
        ProcessRun run = CliRun.Of(argument);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", run.Output);
    }

    [Fact]
    public void The_doctor_finds_the_libraries_that_these_tests_run_on()
    {
        ProcessRun run = CliRun.Of("doctor", "--json");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("ok").GetBoolean());
        string[] names = [.. json.RootElement.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];
        Assert.Contains("OpenCV", names);
        Assert.Contains("ONNX Runtime", names);
    }
}
