using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Hybrid.Alignment;
using Hybrid.Cli.Infrastructure;
using Hybrid.Overlap;

namespace Hybrid.Cli.Overlap;

/// <summary><c>hybrid overlap A B</c>: the masks of what two images share.</summary>
internal static class OverlapCommand
{
    /// <summary>Below this share of the smaller overlap, matching and stitching often fail.</summary>
    private const double Little = 0.15;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var a = new Argument<string>("A") { Description = "The one image." };
        var b = new Argument<string>("B") { Description = "The other image; its size may differ." };
        Option<string> method = CommonOptions.Method(OverlapCatalogue.Methods, OverlapCatalogue.Default);
        var folder = new Option<string?>("--output", "-o") { Description = "Folder for overlap_a.png, overlap_b.png, overlap.json and overlay.png.", HelpName = "dir" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("overlap", "Finds what two images share: a mask for each, and whether they overlap at all.") { a, b, method, folder, json };
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction((result, token) => Task.FromResult(Run(
            new Request(result.GetValue(a)!, result.GetValue(b)!, MethodSpec.Parse(result.GetValue(method)!), result.GetValue(folder), compute.Settings(result), result.GetValue(json)),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, token)));
        return command.WithExamples(
            "hybrid overlap left.jpg right.jpg                     how much they share",
            "hybrid overlap left.jpg right.jpg -o out              both masks, and a picture of them",
            "hybrid overlap a.png b.png --method classic --json    from a homography; machine-readable");
    }

    private static int Run(Request request, TextWriter output, TextWriter error, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        IOverlapFinder finder = OverlapCatalogue.Create(request.Method, request.Settings);
        using OutputFolder? folder = request.Folder is null ? null : OutputFolder.Open(request.Folder, request.A, request.B);
        folder?.RequireApart(OverlapFiles.Names);
        double loaded = clock.Elapsed.TotalMilliseconds;
        using ImagePair pair = PairReader.Read(request.A, request.B);
        double read = clock.Elapsed.TotalMilliseconds;
        using OverlapResult masks = Find(finder, pair, error, token);
        double found = clock.Elapsed.TotalMilliseconds;
        RunRecord run = RunRecord.Of(pair, ("a", request.A), ("b", request.B), request.Settings.Seed)
            .With(new("load", loaded), new("read", read - loaded), new("overlap", found - read));
        if (folder is not null)
        {
            OverlapFiles.Stage(folder, pair, masks);
            token.ThrowIfCancellationRequested();
            double written = clock.Elapsed.TotalMilliseconds;
            run = run.With(new("write", written - found), new("total", written));
            folder.Stage(OverlapFiles.Report, OverlapJson.ToUtf8(masks, run));
            folder.Commit(last: OverlapFiles.Report, stale: OverlapFiles.Names);
        }
        else
        {
            run = run.With(new KeyValuePair<string, double>("total", found));
        }
        if (request.Json)
            JsonOutput.Print(output, OverlapJson.ToUtf8(masks, run));
        else
            OverlapText.Print(output, masks, run);
        Warn(masks, error);
        return ExitCodes.Done;
    }

    private static OverlapResult Find(IOverlapFinder finder, ImagePair pair, TextWriter error, CancellationToken token)
    {
        using var progress = new ProgressLine(error, "finding the overlap");
        return finder.Find(pair, token);
    }

    private static void Warn(OverlapResult masks, TextWriter error)
    {
        double share = Math.Max(masks.FractionA, masks.FractionB);
        if (masks.Overlaps && share < Little)
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"hybrid: warning: the images share only {100 * share:0} % of their area, too little for most methods; use images with more overlap"));
    }

    private sealed record Request(string A, string B, MethodSpec Method, string? Folder, AlignerSettings Settings, bool Json);
}
