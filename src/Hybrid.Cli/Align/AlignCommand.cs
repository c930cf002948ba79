using System.CommandLine;
using System.Diagnostics;
using Hybrid.Alignment;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Align;

/// <summary><c>hybrid align A B</c>: one pair, every file of the contract.</summary>
internal static class AlignCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var a = new Argument<string>("A") { Description = "The image whose frame the result is in." };
        var b = new Argument<string>("B") { Description = "The image to align with it." };
        Option<string> method = CommonOptions.Method(AlignerCatalogue.Methods, AlignerCatalogue.Default);
        var folder = new Option<string?>("--output", "-o")
        {
            Description = "Folder for alignment.json, homography.txt, flow.flo, confidence.png, warped.png (and warped.tif, where the values are floats), overlay.png and matches.png.",
            HelpName = "dir",
        };
        Option<string?> deblur = CommonOptions.Word(
            "--deblur",
            "off, on (both images are deblurred before features are sought) or auto (where they measure as blurred and nothing was found without).",
            "auto", "on", "off");
        Option<bool> json = CommonOptions.Json();
        var command = new Command("align", "Finds the homography, and where the method has one the dense flow, from image A to image B.") { a, b, method, deblur, folder, json };
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction((result, token) => Task.FromResult(Run(
            new Request(result.GetValue(a)!, result.GetValue(b)!, Spec(result.GetValue(method)!, result.GetValue(deblur)), result.GetValue(folder),
                compute.Settings(result), result.GetValue(json)),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, token)));
        return command.WithExamples(
            "hybrid align left.jpg right.jpg                      print the homography",
            "hybrid align left.jpg right.jpg -o out               write every result into out/",
            "hybrid align a.png b.png --method classic --json     machine-readable, on stdout");
    }

    private static MethodSpec Spec(string method, string? deblur)
    {
        MethodSpec spec = MethodSpec.Parse(method);
        return deblur is null ? spec : spec.With(DeblurringAligner.Option, deblur);
    }

    private static int Run(Request request, TextWriter output, TextWriter error, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        IAligner aligner = AlignerCatalogue.Create(request.Method, request.Settings);
        using OutputFolder? folder = request.Folder is null ? null : OutputFolder.Open(request.Folder, request.A, request.B);
        folder?.RequireApart(AlignmentFiles.Names);

        using ImagePair pair = PairReader.Read(request.A, request.B);
        double read = clock.Elapsed.TotalMilliseconds;
        AlignmentResult alignment;
        using (new ProgressLine(error, $"aligning with {request.Method.Name}"))
            alignment = aligner.Align(pair, token) with { MethodRequested = request.Method.Name };
        double aligned = clock.Elapsed.TotalMilliseconds;

        RunRecord run = RunRecord.Of(pair, ("a", request.A), ("b", request.B), request.Settings.Seed).With(new("read", read), new("align", aligned - read));
        if (folder is not null)
        {
            AlignmentFiles.Stage(folder, pair, alignment);
            token.ThrowIfCancellationRequested();
            double written = clock.Elapsed.TotalMilliseconds;
            run = run.With(new("write", written - aligned), new("total", written));
            folder.Stage(AlignmentFiles.Report, AlignmentJson.ToUtf8(alignment, run));
            folder.Commit(last: AlignmentFiles.Report, stale: AlignmentFiles.Names);
        }
        else
        {
            run = run.With(new KeyValuePair<string, double>("total", aligned));
        }
        if (request.Json)
            JsonOutput.Print(output, AlignmentJson.ToUtf8(alignment, run));
        else
            AlignmentText.Print(output, alignment, run);
        if (!alignment.IsOk)
            error.WriteLine($"hybrid: no alignment found ({KebabCase.Of(alignment.Reason)}); {Advice.For(pair, alignment)}");
        return alignment.IsOk ? ExitCodes.Done : ExitCodes.NoResult;
    }

    private sealed record Request(string A, string B, MethodSpec Method, string? Folder, AlignerSettings Settings, bool Json);
}
