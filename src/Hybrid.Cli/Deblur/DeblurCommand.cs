using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Hybrid.Alignment;
using Hybrid.Cli.Infrastructure;
using Hybrid.Imaging;
using Hybrid.Restoration;
using OpenCvSharp;

namespace Hybrid.Cli.Deblur;

/// <summary><c>hybrid deblur IMAGE…</c>: an image of the same name, format and depth for each.</summary>
internal static class DeblurCommand
{
    private const int JpegQuality = 95;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var images = new Argument<string[]>("IMAGE") { Description = "Images, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string>("--output", "-o") { Description = "Folder for the deblurred images.", HelpName = "dir", Required = true };
        var method = new Option<string>("--method", "-m")
        {
            Description = $"{string.Join(", ", DeblurrerCatalogue.Names)}; options follow a colon (richardson-lucy:iterations=30). blind estimates one kernel for the whole image and undoes it (camera shake), auto does so where its tests pass and takes the network elsewhere; both tell the reason, and both can still spoil an image. network alone is faster, and does little for camera shake.",
            HelpName = "spec",
            DefaultValueFactory = _ => DeblurrerCatalogue.Default,
        };
        var kernel = new Option<string?>("--kernel", "-k")
        {
            Description = "The blur, for the methods that must know it: rows of numbers (.txt) or a grey picture.",
            HelpName = "file",
        };
        var models = new Option<string?>("--models") { Description = "Folder of the trained networks.", HelpName = "dir" };
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("deblur", "Removes blur of camera shake, motion and defocus from photographs.")
        {
            images, folder, method, kernel, models, threads, json,
        };
        command.SetAction((result, token) => Task.FromResult(Run(
            new Request(result.GetValue(images)!, result.GetValue(folder)!, result.GetValue(method)!, result.GetValue(kernel),
                new AlignerSettings { Threads = result.GetValue(threads), ModelFolder = result.GetValue(models) }, result.GetValue(json)),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, token)));
        return command.WithExamples(
            "hybrid deblur shaky.jpg -o sharp                               sharp/shaky.jpg, with its EXIF and colour profile",
            "hybrid deblur holiday/ -o sharp --json                         every image of a folder",
            "hybrid deblur soft.jpg -o sharp -m network                      the network alone: fast, for defocus and small motion",
            "hybrid deblur a.png -o out -m wiener --kernel blur.txt         where the blur is known");
    }

    private static int Run(Request request, TextWriter output, TextWriter error, CancellationToken token)
    {
        MethodSpec spec = MethodSpec.Parse(request.Method);
        DeblurrerCatalogue.Require(spec);
        if (request.Kernel is not null && !DeblurrerCatalogue.NeedsKernel(spec.Name))
            throw new InputException($"method '{spec.Name}' takes no kernel; leave --kernel out or name one of wiener and richardson-lucy");
        if (request.Kernel is null && DeblurrerCatalogue.NeedsKernel(spec.Name))
            throw new InputException($"method '{spec.Name}' must know the blur; give its kernel with --kernel");
        IReadOnlyList<string> paths = ImageList.Expand(request.Images);
        RequireOwnNames(paths, request.Folder);
        IDeblurrer deblurrer = DeblurrerCatalogue.Create(spec, request.Settings, request.Kernel is null ? null : BlurKernel.Read(request.Kernel));

        using OutputFolder folder = OutputFolder.Open(request.Folder);
        var done = new List<DeblurredImage>();
        foreach (string path in paths)
        {
            token.ThrowIfCancellationRequested();
            string counter = paths.Count == 1 ? "" : $" ({done.Count + 1} of {paths.Count})";
            var progress = new Progress<double>(share =>
                Terminal.Progress(error, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}{counter}: {share:P0}")));
            done.Add(Deblur(path, deblurrer, folder, progress, token));
        }
        Terminal.ClearProgress(error);
        folder.Commit(last: Path.GetFileName(paths[^1]), stale: []);
        if (request.Json)
            DeblurJson.Print(output, deblurrer.Name, done);
        else
            DeblurText.Print(output, done);
        return ExitCodes.Done;
    }

    private static DeblurredImage Deblur(string path, IDeblurrer deblurrer, OutputFolder folder, IProgress<double> progress, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        byte[] file = ImageReader.ReadFile(path);
        // As stored, so that the orientation that EXIF gives stays right.
        using Mat image = ImageReader.Decode(file, path, new ImageReadOptions { Color = ImageColor.AsStoredWithAlpha, ApplyOrientation = false });
        using DeblurResult restored = deblurrer.DeblurWithReason(image, progress, token);
        string name = Path.GetFileName(path);
        byte[] encoded = ImageWriter.Encode(name, restored.Image, new ImageEncodingParam(ImwriteFlags.JpegQuality, JpegQuality));
        folder.Stage(name, ImageMetadata.Read(file).PutInto(encoded));
        double ms = clock.Elapsed.TotalMilliseconds;
        return new DeblurredImage(path, Path.Combine(folder.FullPath, name), image.Size(), BlurMeasure.Of(image), BlurMeasure.Of(restored.Image), ms,
            restored.Method, restored.Reason, restored.Evidence);
    }

    private static void RequireOwnNames(IReadOnlyList<string> paths, string folder)
    {
        string into = Path.GetFullPath(folder);
        foreach (string path in paths)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) == into)
                throw new InputException($"'{path}' lies in the output folder and would be overwritten; choose another with -o");
        }
        if (paths.GroupBy(p => Path.GetFileName(p), StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException($"'{twice.First()}' and '{twice.Last()}' have the same name; deblur them into different folders");
    }

    private sealed record Request(string[] Images, string Folder, string Method, string? Kernel, AlignerSettings Settings, bool Json);
}
