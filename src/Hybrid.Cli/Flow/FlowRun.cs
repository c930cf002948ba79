using System.Diagnostics;
using System.Globalization;
using Hybrid.Alignment;
using Hybrid.Cli.Infrastructure;
using Hybrid.Imaging;

namespace Hybrid.Cli.Flow;

/// <summary>Finds flows and writes their files.</summary>
internal sealed class FlowRun(IAligner aligner, string method, int seed, string folder, TextWriter error)
{
    /// <summary>The flow of one pair; its files are written into a folder.</summary>
    public (FlowResult Flow, RunRecord Run, string Advice) One(string a, string b, string into, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        using OutputFolder target = OutputFolder.Open(into, a, b);
        target.RequireApart(FlowFiles.Names);
        using ImagePair pair = PairReader.Read(a, b);
        double read = clock.Elapsed.TotalMilliseconds;
        FlowResult flow = FlowResult.Of(pair, aligner.Align(pair, token) with { MethodRequested = method });
        double found = clock.Elapsed.TotalMilliseconds;
        FlowFiles.Stage(target, pair, flow);
        token.ThrowIfCancellationRequested();
        double written = clock.Elapsed.TotalMilliseconds;
        RunRecord run = RunRecord.Of(pair, ("a", a), ("b", b), seed)
            .With(new("read", read), new("flow", found - read), new("write", written - found), new("total", written));
        target.Stage(FlowFiles.Report, FlowJson.ToUtf8(flow, run));
        target.Commit(last: FlowFiles.Report, stale: FlowFiles.Names);
        return (flow, run, flow.IsOk ? "" : Advice.For(pair, flow.Alignment));
    }

    /// <summary>The flows of consecutive frames, each in a folder of its own, and one report of all.</summary>
    public IReadOnlyList<FramePair> All(IReadOnlyList<string> frames, CancellationToken token)
    {
        using OutputFolder all = OutputFolder.Open(folder, frames);
        all.RequireApart(FlowFiles.Report);
        string[] names = Names(frames);
        var pairs = new List<FramePair>();
        using (var progress = new ProgressLine(error))
        {
            for (int i = 0; i + 1 < frames.Count; i++)
            {
                token.ThrowIfCancellationRequested();
                progress.Show(FormattableString.Invariant($"{names[i]} ({i + 1} of {frames.Count - 1})"));
                (FlowResult flow, RunRecord run, _) = One(frames[i], frames[i + 1], Path.Combine(folder, names[i]), token);
                pairs.Add(new FramePair(
                    names[i], frames[i], frames[i + 1], flow.IsOk, KebabCase.Of(flow.Reason), flow.Alignment.MethodUsed, flow.KnownShare,
                    flow.Flow is null ? 0 : Median(flow.Flow), run.Timings[^1].Value));
            }
        }
        all.Stage(FlowFiles.Report, FlowSummaryJson.ToUtf8(method, pairs));
        all.Commit(last: FlowFiles.Report, stale: []);
        return pairs;
    }

    // Names of files, with a number in front where two frames have the same.
    private static string[] Names(IReadOnlyList<string> frames)
    {
        string[] names = [.. frames.Zip(frames.Skip(1), (a, b) => $"{Path.GetFileNameWithoutExtension(a)}-{Path.GetFileNameWithoutExtension(b)}")];
        return names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length
            ? names
            : [.. names.Select((n, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1:D4}-{n}"))];
    }

    private static double Median(FlowField flow)
    {
        float[] lengths = [.. FlowOperations.Magnitude(flow).Data.Where(float.IsFinite).Order()];
        return lengths.Length == 0 ? 0 : lengths[lengths.Length / 2];
    }
}
