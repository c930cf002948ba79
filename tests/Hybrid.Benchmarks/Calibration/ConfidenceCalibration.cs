using System.Globalization;
using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Benchmarks.Calibration;

/// <summary>
/// Measures the confidence model on homographies known to be right or wrong, and fits one freely beside it: every attempt's result on
/// synthetic views of photographs, graded up to where nothing works, and on pairs of unrelated photographs.
/// </summary>
internal static class ConfidenceCalibration
{
    private const double RightBelow = 10;

    public static int Run(string[] args)
    {
        if (args.Length < 1 || !Directory.Exists(args[0]))
        {
            Console.Error.WriteLine("calibrate TEXTURES [PAIRS]: a folder of photographs is needed");
            return 2;
        }
        string[] textures = [.. Directory.GetFiles(args[0], "*.jpg").Order(StringComparer.Ordinal)];
        var synthetic = new List<(double[] Features, bool Label)>();
        int pairs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 120;
        for (int i = 0; i < pairs; i++)
        {
            using SyntheticView view = SyntheticView.Make(textures, i);
            foreach (Candidate candidate in Candidates(view.Pair, i))
                Add(synthetic, candidate, view.Truth is { } truth ? HomographyErrors.Corner(candidate.Model.Homography, truth, view.Pair.A.Size()) : double.PositiveInfinity);
            if (i % 10 == 9)
                Console.Error.WriteLine($"{i + 1} pairs, {synthetic.Count} candidates, {synthetic.Count(s => s.Label)} right");
        }
        double[] weights = LogisticRegression.Fit(synthetic, 0.1);
        Report("the model in use", synthetic, ConfidenceModel.Matches);
        Report("a free fit", synthetic, weights);
        return 0;
    }

    private static IReadOnlyList<Candidate> Candidates(ImagePair pair, int seed)
    {
        // Never satisfied, so that every attempt is made.
        var escalation = new ClassicEscalation(pair, new ClassicOptions { Accept = 2 }, new AlignerSettings { Seed = seed }, default);
        escalation.Run();
        return escalation.All;
    }

    private static void Add(List<(double[] Features, bool Label)> samples, Candidate candidate, double error)
    {
        if (candidate.Verification.Evidence is { } evidence)
            samples.Add((ConfidenceModel.Features(evidence), error < RightBelow));
    }

    private static void Report(string name, IReadOnlyList<(double[] Features, bool Label)> samples, double[] weights)
    {
        Console.WriteLine($"{name}: {samples.Count} candidates, {samples.Count(s => s.Label)} right");
        Console.WriteLine("  bias, log inliers, log held-out, photometric, log spread: "
            + string.Join(", ", weights.Select(w => w.ToString("F3", CultureInfo.InvariantCulture))));
        foreach ((double lo, double hi) in new[] { (0, 0.1), (0.1, 0.5), (0.5, 0.9), (0.9, 0.99), (0.99, 1.0) })
        {
            var bin = samples.Where(s => P(s.Features) is var p && p >= lo && (p < hi || hi == 1)).ToList();
            double right = bin.Count == 0 ? double.NaN : (double)bin.Count(s => s.Label) / bin.Count;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  confidence {lo:F2} to {hi:F2}: {bin.Count} candidates, {right:P1} right"));
        }
        double P(double[] x) => 1 / (1 + Math.Exp(-(weights[0] + x.Select((v, i) => v * weights[i + 1]).Sum())));
    }
}
