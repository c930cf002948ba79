using System.Diagnostics;
using System.Globalization;
using Hybrid.Evaluation;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;

namespace Hybrid.Benchmarks;

/// <summary>
/// How long it takes to summarise, compare and report a run of very many pairs: the records of a real run are repeated
/// under other names, each figure scaled by a factor of its own.
/// </summary>
internal static class SummaryScale
{
    public static int Run(string[] args)
    {
        if (args is not [var source, var target, ..])
        {
            Console.Error.WriteLine("usage: summarise RUN FOLDER [PAIRS]: RUN is a run folder, FOLDER is made");
            return 2;
        }
        int pairs = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 100_000;
        Directory.CreateDirectory(target);
        File.Copy(Path.Combine(source, RunFolder.RunFile), Path.Combine(target, RunFolder.RunFile), overwrite: true);
        int methods = Multiply(source, Path.Combine(target, RunFolder.PairsFile), pairs);
        using var process = Process.GetCurrentProcess();
        var clock = Stopwatch.StartNew();
        RunReport.Write(target, new SummaryOptions(), images: 0);
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{pairs} pairs × {methods} methods: {clock.Elapsed.TotalSeconds:F1} s, peak {process.PeakWorkingSet64 / 1e6:F0} MB, page {new FileInfo(Path.Combine(target, "report.html")).Length / 1e6:F1} MB"));
        return 0;
    }

    private static int Multiply(string source, string path, int pairs)
    {
        var templates = File.ReadLines(Path.Combine(source, RunFolder.PairsFile))
            .Select(line => PairRecordJson.Read(System.Text.Encoding.UTF8.GetBytes(line)))
            .GroupBy(r => r.Pair).Select(g => g.ToArray()).ToArray();
        using FileStream file = File.Create(path);
        for (int i = 0; i < pairs; i++)
        {
            foreach (PairRecord template in templates[i % templates.Length])
            {
                double factor = 0.5 + (uint)(i * 7919 + template.Method.Length * 104729) % 1000 / 1000.0;
                var metrics = new MetricValues();
                foreach ((string name, double value) in template.Metrics)
                    metrics.Add(name, value * factor);
                file.Write(PairRecordJson.Write(template with { Pair = string.Create(CultureInfo.InvariantCulture, $"{template.Pair}-{i}"), Metrics = metrics }));
            }
        }
        return templates[0].Length;
    }
}
