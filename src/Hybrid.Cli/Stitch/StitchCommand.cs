using System.CommandLine;
using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Imaging;
using Hybrid.Stitching;
using Hybrid.Stitching.Layout;
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
        var method = new ChoiceOption<StitchMethod>("--method", "classic: cameras or plane maps alone. hybrid: overlaps refined densely. auto: where they need it.", StitchMethod.Auto, "-m");
        var projection = new ChoiceOption<SurfaceKind>("--projection", "auto goes by the field of view; affine is for scans.", SurfaceKind.Auto);
        var exposure = new ChoiceOption<ExposureKind>("--exposure", "How brightness is evened out: one gain an image, one a block, one a colour channel, or not at all.", ExposureKind.Gain);
        var seam = new ChoiceOption<SeamKind>("--seam", "How seams are laid.", SeamKind.GraphCut);
        var blend = new ChoiceOption<BlendKind>("--blend", "How images are blended along seams.", BlendKind.MultiBand);
        var flow = new ChoiceOption<RefineFlow>("--flow", "What refines overlaps: auto is dis, and the cascade where much is left.", RefineFlow.Auto);
        var pairs = new ChoiceOption<PairChoice>("--pairs", "How pairs are chosen among more than 16 images: features (alike in distribution), overlap (as a network predicts it).", PairChoice.Features);
        var report = new Option<string?>("--report") { Description = "Folder for report.html, stitch.json, pictures of each stage (features, matches, layout, refinement, exposure, seams), and project.yaml.", HelpName = "dir" };
        var project = new Option<string?>("--project") { Description = "Run a project.yaml of an earlier report again, edited or not, without matching.", HelpName = "file" };
        var exclude = new Option<string[]>("--exclude") { Description = "An image to leave out; may be repeated.", HelpName = "image" };
        var pin = new Option<string?>("--pin") { Description = "The image to arrange the others around.", HelpName = "image" };
        var crop = new Option<bool>("--crop") { Description = "Cut to the largest rectangle without empty corners." };
        var scale = new Option<double>("--scale") { Description = "Size of the panorama relative to the images' resolution.", HelpName = "x", DefaultValueFactory = _ => 1 };
        var limit = new Option<double>("--max-megapixels") { Description = "Refuse larger panoramas.", HelpName = "n", DefaultValueFactory = _ => 400 };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("stitch", "Joins images into panoramas; says of every image and pair what became of it and why.")
        {
            inputs, file, method, flow, pairs, projection, exposure, seam, blend, crop, scale, limit, report, project, exclude, pin, json,
        };
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction((result, token) => Task.FromResult(Run(
            new Request(result.GetValue(inputs) ?? [], result.GetValue(file)!, result.GetValue(report), result.GetValue(project), result.GetValue(exclude) ?? [], result.GetValue(pin), result.GetValue(json)),
            new StitchOptions
            {
                Method = method.Of(result),
                Flow = flow.Of(result),
                Pairs = pairs.Of(result),
                Surface = projection.Of(result),
                Exposure = exposure.Of(result),
                Seam = seam.Of(result),
                Blend = blend.Of(result),
                Crop = result.GetValue(crop),
                Scale = Between(result.GetValue(scale), 0.001, 10, "--scale"),
                MaxPixels = (long)(1e6 * Between(result.GetValue(limit), 0.01, 2000, "--max-megapixels")),
                MaxSide = Math.Min(1_000_000, ImageFormats.LongestSide(result.GetValue(file)!)),
            },
            compute.Settings(result),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, token)));
        return command.WithExamples(
            "hybrid stitch left.jpg right.jpg -o panorama.jpg",
            "hybrid stitch holiday/ -o panorama.png --crop",
            "hybrid stitch scans/*.png -o sheet.tif --projection affine",
            "hybrid stitch holiday/ -o panorama.jpg --report why    then edit why/project.yaml and",
            "hybrid stitch --project why/project.yaml -o panorama.jpg");
    }

    private static int Run(Request request, StitchOptions options, AlignerSettings settings, TextWriter output, TextWriter error, CancellationToken token)
    {
        options = options with { Seed = settings.Seed, Threads = settings.Threads, ModelFolder = settings.ModelFolder };
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
        Print(request, options.Surface, result, files, output, error);
        if (!panoramas.IsDeep && result.Panoramas.Any(p => p.Image.Depth() != OpenCvSharp.MatType.CV_8U))
            error.WriteLine($"hybrid: warning: images of 16 bits were written as 8 bits, which is all that '{Path.GetExtension(request.File)}' holds; name a .png or .tif to keep their values");
        return files.Count > 0 ? ExitCodes.Done : ExitCodes.NoResult;
    }

    private static StitchResult Stitch(IReadOnlyList<SourceImage> images, StitchOptions options, StitchInstructions instructions, TextWriter error, CancellationToken token)
    {
        using var line = new ProgressLine(error, "reading");
        var progress = new ImmediateProgress<StitchProgress>(p => line.Show(p.Total > 0 ? FormattableString.Invariant($"{p.Stage} {p.Done}/{p.Total}") : p.Stage));
        return new PanoramaStitcher(options, progress).Stitch(images, instructions, token);
    }

    private static void Print(Request request, SurfaceKind surface, StitchResult result, IReadOnlyList<string> files, TextWriter output, TextWriter error)
    {
        if (request.Json)
            JsonOutput.Print(output, StitchJson.ToUtf8(result, files));
        else
            StitchText.Print(output, result, files);
        foreach (Panorama panorama in result.Panoramas.Where(p => surface != SurfaceKind.Auto && p.Surface != surface))
            error.WriteLine($"hybrid: warning: the projection asked for, {StitchText.Name(surface)}, cannot show {panorama.FieldOfView:F0} degrees; {StitchText.Name(panorama.Surface)} is drawn instead");
        foreach (ImageDecision image in result.Images.Where(i => i.Outcome is not (ImageOutcome.Used or ImageOutcome.Excluded)))
            error.WriteLine(Terminal.OneLine($"hybrid: warning: '{image.Name}' is not in a panorama ({KebabCase.Of(image.Outcome)}): {image.Reason}{(image.Advice.Length > 0 ? "; " + image.Advice : "")}"));
        if (files.Count == 0)
            error.WriteLine("hybrid: no panorama: no two images overlap enough; photograph with a third of overlap");
    }

    private sealed record Request(string[] Inputs, string File, string? Report, string? Project, string[] Exclude, string? Pin, bool Json);

    private static double Between(double value, double least, double most, string option) =>
        value >= least && value <= most
            ? value
            : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{option} is a number from {least} to {most}, not {value}"));
}
