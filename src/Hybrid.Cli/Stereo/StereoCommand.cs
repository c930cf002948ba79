using System.CommandLine;
using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Stereo;

namespace Hybrid.Cli.Stereo;

/// <summary><c>hybrid stereo LEFT RIGHT</c>: the disparity of a stereo pair, or of the pairs of two folders.</summary>
internal static class StereoCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var left = new Argument<string>("LEFT") { Description = "The left image, whose frame the result is in; or a folder of left images, or a text file of one path a line." };
        var right = new Argument<string>("RIGHT") { Description = "The right image, of the same size; or a folder or list of as many, paired by name or else by order." };
        Option<string> method = CommonOptions.Method(StereoCatalogue.Methods, StereoCatalogue.Default);
        var folder = new Option<string?>("--output", "-o") { Description = "Folder for disparity.pfm, disparity.png, color.png, confidence.png, left_right.png, points.png and stereo.json; of several pairs a folder in it for each, and one stereo.json for all.", HelpName = "dir" };
        var min = new Option<int?>("--min-disparity") { Description = "Least disparity to search, px; found from sparse matches where not given.", HelpName = "px" };
        var max = new Option<int?>("--max-disparity") { Description = "Largest disparity to search, px.", HelpName = "px" };
        var calibration = new Option<string[]>("--calib")
        {
            Description = "Calibration (OpenCV's YAML, XML or JSON, Kalibr's, ROS's, KITTI's, Middlebury's, or a Q matrix), one file or two: rectifies by it and also writes depth.pfm and points.ply.",
            HelpName = "file",
            AllowMultipleArgumentsPerToken = true,
        };
        var cameras = new Option<string?>("--cameras") { Description = "Which two of KITTI's cameras took the images, as in 0,1; by default 2,3 where they are there.", HelpName = "l,r" };
        var truth = new Option<string?>("--truth") { Description = "True disparity (PFM, 16-bit PNG × 256, or 8-bit with --truth-scale): also writes error.png and says the share of bad pixels.", HelpName = "file" };
        var truthScale = new Option<double?>("--truth-scale") { Description = "Stored value of --truth per pixel of disparity.", HelpName = "x" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("stereo", "Finds the disparity of a stereo pair, rectified or nearly so.") { left, right, method, folder, min, max, calibration, cameras, truth, truthScale, json };
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction((result, token) => Task.FromResult(Run(
            Request(
                StereoNames.Expand(result.GetValue(left)!, result.GetValue(right)!), Spec(result.GetValue(method)!, result.GetValue(min), result.GetValue(max)), result.GetValue(folder),
                result.GetValue(calibration) ?? [], result.GetValue(cameras), (result.GetValue(truth), result.GetValue(truthScale)), compute.Settings(result), result.GetValue(json)),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, token)));
        return command.WithExamples(
            "hybrid stereo left.png right.png -o out                    write every result into out/",
            "hybrid stereo left.png right.png --method classic --json   machine-readable, on stdout",
            "hybrid stereo left.png right.png --calib calib.txt -o out  metric depth and a point cloud, too",
            "hybrid stereo left/ right/ --calib in.yml ex.yml -o out    every pair of two folders, into a folder each");
    }

    private static int Run(StereoRequest request, TextWriter output, TextWriter error, CancellationToken token)
    {
        var run = new StereoRun(request, StereoCatalogue.Create(request.Method, request.Settings), error);
        return request.Pairs is [{ IsAlone: true }] ? One(request, run, output, error, token) : All(request, run, output, token);
    }

    private static int One(StereoRequest request, StereoRun run, TextWriter output, TextWriter error, CancellationToken token)
    {
        (StereoResult result, BadPixels? bad, RunRecord record, byte[] report) found;
        using (var line = new ProgressLine(error, "reading"))
            found = run.One(request.Pairs[0], request.Folder, line.Show, token);
        if (request.Json)
            JsonOutput.Print(output, found.report);
        else
            StereoText.Print(output, found.result, found.bad, found.record);
        foreach (StereoFinding finding in found.result.Findings)
            error.WriteLine(Terminal.OneLine($"hybrid: {finding.Text}"));
        return found.result.IsOk ? ExitCodes.Done : ExitCodes.NoResult;
    }

    private static int All(StereoRequest request, StereoRun run, TextWriter output, CancellationToken token)
    {
        IReadOnlyList<StereoOutcome> outcomes = run.All(request.Folder ?? throw new InputException("option -o is missing: several pairs are written into a folder"), token);
        if (request.Json)
            JsonOutput.Print(output, StereoSummaryJson.ToUtf8(request.Method.Name, outcomes));
        else
            StereoText.Print(output, outcomes);
        return outcomes.Any(o => !o.IsInput) ? ExitCodes.BadInput : outcomes.All(o => o.IsOk) ? ExitCodes.Done : ExitCodes.NoResult;
    }

    private static StereoRequest Request(
        IReadOnlyList<StereoNames> pairs, MethodSpec method, string? folder, string[] calibration, string? cameras, (string? File, double? Scale) truth, AlignerSettings settings, bool json)
    {
        if (truth.Scale is { } scale && !(scale > 0 && double.IsFinite(scale)))
            throw new InputException($"--truth-scale is a number above 0, not {scale.ToString(CultureInfo.InvariantCulture)}");
        if (truth.File is not null && pairs.Count > 1)
            throw new InputException("--truth is of one pair; for many make a dataset and use hybrid evaluate");
        if (cameras is not null && calibration.Length == 0)
            throw new InputException("--cameras chooses from a calibration; give it with --calib");
        (int, int)? chosen = cameras is null ? null
            : cameras.Split(',') is [var l, var r] && int.TryParse(l, NumberStyles.None, CultureInfo.InvariantCulture, out int a) && int.TryParse(r, NumberStyles.None, CultureInfo.InvariantCulture, out int b)
                ? (a, b)
                : throw new InputException($"--cameras is the numbers of two cameras, as in 0,1, not '{cameras}'");
        return new StereoRequest(pairs, method, folder, calibration, calibration.Length == 0 ? null : StereoCalibrationFile.Read(calibration, chosen), truth.File, truth.Scale, settings, json);
    }

    private static MethodSpec Spec(string method, int? min, int? max)
    {
        MethodSpec spec = MethodSpec.Parse(method);
        if (min is { } least)
            spec = spec.With("min-disparity", least.ToString(CultureInfo.InvariantCulture));
        return max is { } largest ? spec.With("max-disparity", largest.ToString(CultureInfo.InvariantCulture)) : spec;
    }
}
