using System.CommandLine;
using Hybrid.Cli.Infrastructure;
using Hybrid.Imaging;
using Hybrid.Stitching;
using Hybrid.Stitching.Report;

namespace Hybrid.Cli.Stitch;

/// <summary><c>hybrid stitch IMAGE|FOLDER… -o FILE</c>: panoramas, and a reason for every image that is in none.</summary>
internal static class StitchCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var inputs = new Argument<string[]>("IMAGE") { Description = "Images or folders of images, in any order.", Arity = ArgumentArity.ZeroOrMore };
        var file = new Option<string>("--output", "-o") { Description = "File of the panorama (.png, .jpg, .tif); further panoramas get -2, -3 added to the name.", HelpName = "file", Required = true };
        Option<string> method = CommonOptions.Method(StitchCatalogue.Methods, StitchCatalogue.Default);
        CatalogueOption[] declared =
        [
            Choice(StitchCatalogue.Flow), Choice(StitchCatalogue.Pairs), Choice(StitchCatalogue.Projection), Choice(StitchCatalogue.Lens), Choice(StitchCatalogue.Exposure), Choice(StitchCatalogue.Seam), Choice(StitchCatalogue.Blend),
            new(StitchCatalogue.Straighten, "on", "off"), new(StitchCatalogue.Scale), new(StitchCatalogue.MaxMegapixels),
        ];
        var crop = new Option<bool>("--crop") { Description = "Cut to the largest rectangle without empty corners." };
        var report = new Option<string?>("--report") { Description = "Folder for report.html, stitch.json, pictures of each stage (features, matches, layout, refinement, exposure, seams), and project.yaml.", HelpName = "dir" };
        var project = new Option<string?>("--project") { Description = "Run a project.yaml of an earlier report again, edited or not, without matching.", HelpName = "file" };
        var exclude = new Option<string[]>("--exclude") { Description = "An image to leave out; may be repeated.", HelpName = "image" };
        var pin = new Option<string?>("--pin") { Description = "The image to arrange the others around.", HelpName = "image" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("stitch", "Joins images into panoramas; says of every image and pair what became of it and why.") { inputs, file, method };
        foreach (Option option in (Option[])[.. declared, crop, report, project, exclude, pin, json])
            command.Options.Add(option);
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction((result, token) => Task.FromResult(Run(
            new Request(result.GetValue(inputs) ?? [], result.GetValue(file)!, result.GetValue(report), result.GetValue(project), result.GetValue(exclude) ?? [], result.GetValue(pin), result.GetValue(json)),
            StitchCatalogue.Methods.Create(declared.Aggregate(MethodSpec.Parse(result.GetValue(method)!), (spec, option) => option.AddTo(spec, result)), compute.Settings(result)) with
            {
                Crop = result.GetValue(crop),
                MaxSide = Math.Min(1_000_000, ImageFormats.LongestSide(result.GetValue(file)!)),
            },
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, token)));
        return command.WithExamples(
            "hybrid stitch left.jpg right.jpg -o panorama.jpg",
            "hybrid stitch holiday/ -o panorama.png --crop",
            "hybrid stitch scans/*.png -o sheet.tif --projection affine",
            "hybrid stitch holiday/ -o panorama.jpg --report why    then edit why/project.yaml and",
            "hybrid stitch --project why/project.yaml -o panorama.jpg");
    }

    private static CatalogueOption Choice<T>(MethodOption<T> option) => new(option, [.. option.Choices ?? []]);

    private static int Run(Request request, StitchOptions options, TextWriter output, TextWriter error, CancellationToken token)
    {
        using StitchOutput panoramas = StitchOutput.Of(request.File);
        IReadOnlyList<SourceImage> images;
        var instructions = new StitchInstructions();
        if (request.Project is null)
            images = StitchInputs.Find(request.Inputs, notice => error.WriteLine(Terminal.OneLine($"hybrid: note: {notice}")));
        else if (request.Inputs.Length == 0)
            (images, options, instructions) = StitchProject.Read(request.Project, options);
        else
            throw new InputException("a project names its images itself; give either images or --project");
        instructions = instructions with
        {
            Excluded = [.. instructions.Excluded, .. request.Exclude.Select(e => StitchInputs.Named(images, e))],
            Pinned = request.Pin is null ? instructions.Pinned : StitchInputs.Named(images, request.Pin),
        };
        string[] inputs = [.. images.Select(i => i.Name), .. request.Project is { } project ? [project] : Array.Empty<string>()];
        panoramas.RequireApart(inputs);
        using OutputFolder? folder = request.Report is null ? null : OutputFolder.Open(request.Report, inputs);
        using StitchResult result = Stitch(images, options, instructions, error, token);
        IReadOnlyList<string> files = panoramas.Write(result.Panoramas, inputs, token);
        if (folder is not null)
        {
            StitchReport.Stage(folder, result, options, instructions, files);
            folder.Commit(last: StitchReport.Main, stale: StitchReport.Earlier(folder.FullPath));
        }
        if (request.Json)
            JsonOutput.Print(output, StitchJson.ToUtf8(result, files));
        else
            StitchText.Print(output, result, files);
        StitchText.Warn(error, result, options, request.File);
        return result.IsOk ? ExitCodes.Done : ExitCodes.NoResult;
    }

    private static StitchResult Stitch(IReadOnlyList<SourceImage> images, StitchOptions options, StitchInstructions instructions, TextWriter error, CancellationToken token)
    {
        using var line = new ProgressLine(error, "reading");
        var progress = new ImmediateProgress<StitchProgress>(p => line.Show(p.Total > 0 ? FormattableString.Invariant($"{p.Stage} {p.Done}/{p.Total}") : p.Stage));
        return new PanoramaStitcher(options, progress).Stitch(images, instructions, token);
    }

    private sealed record Request(string[] Inputs, string File, string? Report, string? Project, string[] Exclude, string? Pin, bool Json);
}
