using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Imaging;
using Hybrid.Stereo;

namespace Hybrid.Cli.Stereo;

/// <summary><c>hybrid stereo LEFT RIGHT</c>: the disparity of a stereo pair, every file of the contract.</summary>
internal static class StereoCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var left = new Argument<string>("LEFT") { Description = "The left image, whose frame the result is in." };
        var right = new Argument<string>("RIGHT") { Description = "The right image, of the same size." };
        Option<string> method = CommonOptions.Method(StereoCatalogue.Methods, StereoCatalogue.Default);
        var folder = new Option<string?>("--output", "-o") { Description = "Folder for disparity.pfm, disparity.png, color.png, confidence.png, left_right.png, points.png and stereo.json.", HelpName = "dir" };
        var min = new Option<int?>("--min-disparity") { Description = "Least disparity to search, px; found from sparse matches where not given.", HelpName = "px" };
        var max = new Option<int?>("--max-disparity") { Description = "Largest disparity to search, px.", HelpName = "px" };
        var calibration = new Option<string?>("--calib") { Description = "Calibration (OpenCV YAML, KITTI or Middlebury text): rectifies by it and also writes depth.pfm and points.ply.", HelpName = "file" };
        var truth = new Option<string?>("--truth") { Description = "True disparity (PFM, or 16-bit PNG × 256): also writes error.png and says the share of bad pixels.", HelpName = "file" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("stereo", "Finds the disparity of a stereo pair, rectified or nearly so.") { left, right, method, folder, min, max, calibration, truth, json };
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction((result, token) => Task.FromResult(Run(
            new Request(result.GetValue(left)!, result.GetValue(right)!, Spec(result.GetValue(method)!, result.GetValue(min), result.GetValue(max)), result.GetValue(folder),
                result.GetValue(calibration), result.GetValue(truth), compute.Settings(result), result.GetValue(json)),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, token)));
        return command.WithExamples(
            "hybrid stereo left.png right.png -o out                    write every result into out/",
            "hybrid stereo left.png right.png --method classic --json   machine-readable, on stdout",
            "hybrid stereo left.png right.png --calib calib.txt -o out  metric depth and a point cloud, too");
    }

    private static int Run(Request request, TextWriter output, TextWriter error, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        IStereoMatcher matcher = StereoCatalogue.Create(request.Method, request.Settings);
        ScalarMap? truth = request.Truth is null ? null : DisparityFile.Read(request.Truth);
        StereoCalibration? calibration = request.Calibration is null ? null : StereoCalibrationFile.Read(request.Calibration);
        using OutputFolder? folder = request.Folder is null ? null : OutputFolder.Open(request.Folder, [request.Left, request.Right, .. Named(request.Calibration), .. Named(request.Truth)]);
        using ImagePair pair = PairReader.Read(request.Left, request.Right);
        if (truth is not null && (truth.Width != pair.A.Width || truth.Height != pair.A.Height))
            throw new InputException($"the true disparity has {truth.Width}x{truth.Height} pixels and the left image {pair.A.Width}x{pair.A.Height}; give one of the same size");
        if (calibration is not null && pair.A.Size() != pair.B.Size())
            throw new InputException($"the left image has {pair.A.Width}x{pair.A.Height} pixels and the right one {pair.B.Width}x{pair.B.Height}; stereo needs two images of one size");
        double read = clock.Elapsed.TotalMilliseconds;
        using CalibratedPair? calibrated = calibration is null ? null : CalibratedPair.Make(pair, calibration);
        StereoResult result;
        using (new ProgressLine(error, $"matching with {request.Method.Name}"))
            result = matcher.Match(calibrated?.Pair ?? pair, token) with { MethodRequested = request.Method.Name };
        double matched = clock.Elapsed.TotalMilliseconds;
        BadPixels? bad = truth is null || !result.IsOk ? null : BadPixels.Of(result.Disparity!, truth);
        RunRecord run = RunRecord.Of(pair, ("left", request.Left), ("right", request.Right), request.Settings.Seed).With(new("read", read), new("match", matched - read));
        if (folder is not null)
        {
            StereoFiles.Stage(folder, calibrated?.Pair ?? pair, calibrated, result, truth);
            token.ThrowIfCancellationRequested();
            double written = clock.Elapsed.TotalMilliseconds;
            run = run.With(new("write", written - matched), new("total", written));
            folder.Stage(StereoFiles.Report, StereoJson.ToUtf8(result, calibrated, bad, run));
            folder.Commit(last: StereoFiles.Report, stale: StereoFiles.Names);
        }
        else
        {
            run = run.With(new KeyValuePair<string, double>("total", matched));
        }
        if (request.Json)
            JsonOutput.Print(output, StereoJson.ToUtf8(result, calibrated, bad, run));
        else
            StereoText.Print(output, result, bad, run);
        foreach (StereoFinding finding in result.Findings)
            error.WriteLine($"hybrid: {finding.Text}");
        return result.IsOk ? ExitCodes.Done : ExitCodes.NoResult;
    }

    private static IEnumerable<string> Named(string? path) => path is null ? [] : [path];

    private static MethodSpec Spec(string method, int? min, int? max)
    {
        MethodSpec spec = MethodSpec.Parse(method);
        if (min is { } least)
            spec = spec.With("min-disparity", least.ToString(CultureInfo.InvariantCulture));
        return max is { } largest ? spec.With("max-disparity", largest.ToString(CultureInfo.InvariantCulture)) : spec;
    }

    private sealed record Request(
        string Left, string Right, MethodSpec Method, string? Folder, string? Calibration, string? Truth, AlignerSettings Settings, bool Json);
}
