using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
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
        var folder = new Option<string>("--output", "-o") { Description = "Folder for the deblurred images. A file that cannot be read is named, the others are written, and the exit code is 2.", HelpName = "dir", Required = true };
        Option<string> method = CommonOptions.Method(DeblurrerCatalogue.Methods, DeblurrerCatalogue.Default);
        method.Description += " blind estimates one kernel for the whole image and undoes it (camera shake); auto does so where its tests pass and takes the network elsewhere; both tell the reason, and both can still spoil an image. network alone is faster, and does little for camera shake.";
        var kernel = new Option<string?>("--kernel", "-k")
        {
            Description = "The blur, for the methods that must know it: rows of numbers (.txt) or a grey picture.",
            HelpName = "file",
        };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("deblur", "Removes blur of camera shake, motion and defocus from photographs.")
        {
            images, folder, method, kernel, json,
        };
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction((result, token) => Task.FromResult(Run(
            new Request(result.GetValue(images)!, result.GetValue(folder)!, MethodSpec.Parse(result.GetValue(method)!), result.GetValue(kernel), compute.Settings(result), result.GetValue(json)),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, token)));
        return command.WithExamples(
            "hybrid deblur shaky.jpg -o sharp                               sharp/shaky.jpg, with its EXIF and colour profile",
            "hybrid deblur holiday/ -o sharp --json                         every image of a folder",
            "hybrid deblur soft.jpg -o sharp -m network                      the network alone: fast, for defocus and small motion",
            "hybrid deblur a.png -o out -m wiener --kernel blur.txt         where the blur is known");
    }

    private static int Run(Request request, TextWriter output, TextWriter error, CancellationToken token)
    {
        MethodSpec spec = request.Method;
        DeblurrerCatalogue.Require(spec);
        if (request.Kernel is not null && !DeblurrerCatalogue.NeedsKernel(spec.Name))
            throw new InputException($"method '{spec.Name}' takes no kernel; leave --kernel out or name one of wiener and richardson-lucy");
        if (request.Kernel is null && DeblurrerCatalogue.NeedsKernel(spec.Name))
            throw new InputException($"method '{spec.Name}' must know the blur; give its kernel with --kernel");
        IReadOnlyList<string> paths = ImageList.Expand(request.Images);
        RequireOwnNames(paths, request.Folder);
        IDeblurrer deblurrer = DeblurrerCatalogue.Create(spec, request.Settings, request.Kernel is null ? null : BlurKernel.Read(request.Kernel));

        using OutputFolder folder = OutputFolder.Open(request.Folder, paths);
        folder.RequireApart(paths.Select(p => Path.GetFileName(p)));
        var done = new List<DeblurredImage>();
        var refused = new List<RefusedImage>();
        using (var line = new ProgressLine(error))
        {
            for (int i = 0; i < paths.Count; i++)
            {
                token.ThrowIfCancellationRequested();
                string counter = paths.Count == 1 ? "" : $" ({i + 1} of {paths.Count})", name = Path.GetFileName(paths[i]);
                line.Show(name + counter);
                var progress = new ImmediateProgress<double>(share => line.Show(string.Create(CultureInfo.InvariantCulture, $"{name}{counter}: {share:P0}")));
                byte[] encoded;
                DeblurredImage image;
                try
                {
                    ImageList.RequireUsable(paths[i]);
                    (encoded, image) = Deblur(paths[i], folder.FullPath, deblurrer, progress, token);
                }
                catch (InputException e)
                {
                    refused.Add(new RefusedImage(paths[i], e.Message));
                    continue;
                }
                folder.Stage(name, encoded);
                done.Add(image);
            }
        }
        if (done.Count > 0)
            folder.Commit(last: Path.GetFileName(done[^1].Source), stale: []);
        if (request.Json)
            DeblurJson.Print(output, deblurrer.Name, done, refused);
        else
            DeblurText.Print(output, done);
        foreach (RefusedImage image in refused)
            error.WriteLine(Terminal.OneLine($"hybrid: {image.Reason}"));
        if (refused.Count > 0)
            return ExitCodes.BadInput;
        // Who names a method wants its answer; auto, which may leave an image alone, has given one.
        return spec.Name == DeblurrerCatalogue.Default || done.TrueForAll(i => i.IsChanged) ? ExitCodes.Done : ExitCodes.NoResult;
    }

    private static (byte[] Encoded, DeblurredImage Image) Deblur(string path, string folder, IDeblurrer deblurrer, IProgress<double> progress, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        byte[] file = ImageReader.ReadFile(path);
        // As stored, so that the orientation that EXIF gives stays right.
        using Mat image = ImageReader.Decode(file, path, new ImageReadOptions { Color = ImageColor.AsStoredWithAlpha, ApplyOrientation = false });
        if (image.Channels() == 2)
            throw new InputException($"'{path}' has two channels; convert it to RGB or grey");
        using DeblurResult restored = deblurrer.DeblurWithReason(image, progress, token);
        string name = Path.GetFileName(path);
        byte[] encoded = ImageWriter.Encode(name, restored.Image, new ImageWriteOptions { JpegQuality = JpegQuality, Metadata = ImageMetadata.Read(file) });
        double ms = clock.Elapsed.TotalMilliseconds;
        return (encoded, new DeblurredImage(path, Path.Combine(folder, name), image.Size(), BlurMeasure.Of(image), BlurMeasure.Of(restored.Image), ms,
            restored.Status, restored.MethodUsed, restored.Reason, restored.Evidence));
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

    private sealed record Request(string[] Images, string Folder, MethodSpec Method, string? Kernel, AlignerSettings Settings, bool Json);
}
