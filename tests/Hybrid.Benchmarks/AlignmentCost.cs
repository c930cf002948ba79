using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Benchmarks;

/// <summary>
/// CPU seconds of a method on every pair of datasets in a warm process, with its answer and the time of its steps: a line of JSON a
/// pair, appended to a file, so that an interrupted run goes on where it ended. One thread, so that time is work.
/// </summary>
internal static class AlignmentCost
{
    public static int Run(string[] args)
    {
        if (args is not [var spec, var output, .. { Length: > 0 } datasets])
        {
            Console.Error.WriteLine("usage: cost METHOD OUT.ndjson DATASET [DATASET...]");
            return 2;
        }
        IAligner aligner = AlignerCatalogue.Create(MethodSpec.Parse(spec), new AlignerSettings { Threads = 1 });
        HashSet<string> done = File.Exists(output) ? [.. File.ReadLines(output).Select(NameOf)] : [];
        bool isWarm = false;
        foreach (DatasetPair pair in DatasetLocator.OpenAll(datasets).SelectMany(d => d.Pairs).Where(p => p.Task == TaskKind.Alignment && !done.Contains(p.Name)))
        {
            using ImagePair images = pair.LoadImages();
            if (!isWarm)
                aligner.Align(images);
            isWarm = true;
            TimeSpan before = Spent();
            AlignmentResult result = aligner.Align(images);
            double seconds = (Spent() - before).TotalSeconds;
            File.AppendAllText(output, Line(pair, images, result, seconds) + "\n");
        }
        Console.WriteLine(Summary(output));
        return 0;
    }

    private static string NameOf(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("pair").GetString()!;
    }

    private static TimeSpan Spent()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static string Line(DatasetPair pair, ImagePair images, AlignmentResult result, double seconds) => JsonSerializer.Serialize(new
    {
        pair = pair.Name,
        tags = pair.Tags,
        truth = pair.TruthKind,
        ok = result.IsOk,
        reason = result.Reason.ToString(),
        confidence = Math.Round(result.Confidence, 3),
        used = result.MethodUsed,
        error = Error(pair, images, result),
        cpu = Math.Round(seconds, 2),
        steps = result.Provenance.Select(s => $"{s.Step} {(s.Outcome == StepOutcome.Accepted ? "+" : "-")} {s.Milliseconds:F0} ms: {s.Evidence}"),
    });

    private static double? Error(DatasetPair pair, ImagePair images, AlignmentResult result)
    {
        if (result.Homography is not { } h)
            return null;
        double? error = pair.LoadTruth() switch
        {
            HomographyTruth { Points.Count: > 0 } truth => TransferError.AtPoints(h, truth.Points),
            HomographyTruth truth => TransferError.Overlap(h, truth.Homography, new ImageSize(images.A.Width, images.A.Height), new ImageSize(images.B.Width, images.B.Height)),
            PointsTruth truth => TransferError.AtPoints(h, truth.Points),
            _ => null,
        };
        return error is { } e && double.IsFinite(e) ? Math.Round(e, 2) : null;
    }

    private static string Summary(string output)
    {
        double[] seconds = [.. File.ReadLines(output).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("cpu").GetDouble()).Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{seconds.Length} pairs: median {seconds[seconds.Length / 2]:F2} s of CPU, mean {seconds.Average():F2}, most {seconds[^1]:F2}");
    }
}
