using System.Diagnostics;
using Hybrid.Cli.Infrastructure;
using Hybrid.Imaging;
using Hybrid.Stereo;

namespace Hybrid.Cli.Stereo;

/// <summary>Matches pairs and writes their files.</summary>
internal sealed class StereoRun(StereoRequest request, IStereoMatcher matcher, TextWriter error)
{
    /// <summary>One pair: its result, and the report as it is written.</summary>
    public (StereoResult Result, BadPixels? Bad, RunRecord Run, byte[] Report) One(StereoNames names, string? into, Action<string> progress, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        using OutputFolder? folder = into is null ? null : OutputFolder.Open(into, [names.Left, names.Right, .. request.CalibrationFiles, .. request.Truth is { } file ? (string[])[file] : []]);
        folder?.RequireApart(StereoFiles.Names);
        ScalarMap? truth = Truth();
        using ImagePair pair = PairReader.Read(names.Left, names.Right);
        if (truth is not null && (truth.Width != pair.A.Width || truth.Height != pair.A.Height))
            throw new InputException($"the true disparity has {truth.Width}x{truth.Height} pixels and the left image {pair.A.Width}x{pair.A.Height}; give one of the same size");
        if (request.Calibration is not null && pair.A.Size() != pair.B.Size())
            throw new InputException($"the left image has {pair.A.Width}x{pair.A.Height} pixels and the right one {pair.B.Width}x{pair.B.Height}; stereo needs two images of one size");
        double read = clock.Elapsed.TotalMilliseconds;
        using CalibratedPair? calibrated = request.Calibration is null ? null : CalibratedPair.Make(pair, request.Calibration);
        if (truth is not null && calibrated is { IsResampled: true })
            throw new InputException("the calibration rectifies the images, so that their disparity is in another frame than the true one; give --truth for images that are rectified already");
        progress($"matching with {request.Method.Name}");
        StereoResult result = matcher.Match(calibrated?.Matched ?? pair, calibrated?.Camera, token) with { MethodRequested = request.Method.Name };
        result = calibrated?.Upright(result) ?? result;
        result = result with { Findings = [.. result.Findings, .. (calibrated?.Notes ?? []).Select(n => new StereoFinding(StereoFindingKind.DoubtfulCalibration, n))] };
        double matched = clock.Elapsed.TotalMilliseconds;
        BadPixels? bad = truth is null || !result.IsOk ? null : BadPixels.Of(result.Disparity!, truth);
        RunRecord run = RunRecord.Of(pair, ("left", names.Left), ("right", names.Right), request.Settings.Seed).With(new("read", read), new("match", matched - read));
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
        return (result, bad, run, StereoJson.ToUtf8(result, calibrated, bad, run));
    }

    /// <summary>Every pair, each in a folder of its own; one that cannot be read does not stop the others.</summary>
    public IReadOnlyList<StereoOutcome> All(string folder, CancellationToken token)
    {
        using OutputFolder all = OutputFolder.Open(folder, request.Pairs.SelectMany(p => (string[])[p.Left, p.Right]));
        all.RequireApart(StereoFiles.Report);
        var outcomes = new List<StereoOutcome>();
        using (var line = new ProgressLine(error))
        {
            foreach (StereoNames names in request.Pairs)
            {
                token.ThrowIfCancellationRequested();
                var clock = Stopwatch.StartNew();
                string at = FormattableString.Invariant($"{names.Name} ({outcomes.Count + 1} of {request.Pairs.Count})");
                line.Show(at);
                try
                {
                    (StereoResult result, BadPixels? bad, _, _) = One(names, Path.Combine(folder, names.Name), step => line.Show($"{at}, {step}"), token);
                    outcomes.Add(StereoOutcome.Of(names, result, bad, clock.Elapsed.TotalMilliseconds));
                }
                catch (InputException e)
                {
                    outcomes.Add(StereoOutcome.Refused(names, e.Message, clock.Elapsed.TotalMilliseconds));
                }
            }
        }
        all.Stage(StereoFiles.Report, StereoSummaryJson.ToUtf8(request.Method.Name, outcomes));
        all.Commit(last: StereoFiles.Report, stale: []);
        return outcomes;
    }

    private ScalarMap? Truth()
    {
        if (request.Truth is not { } path)
            return null;
        if (request.TruthScale is { } scale)
            return DisparityFile.Read(path, scale);
        ScalarMap truth = DisparityFile.Read(path, out bool isByte);
        return isByte
            ? throw new InputException($"'{path}' has 8 bits, whose scale differs from set to set; give the stored value per pixel of disparity, as in --truth-scale 4 (Middlebury 2001: 8, 2003: 4, half size: 2)")
            : truth;
    }
}
