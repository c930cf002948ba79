using System.Globalization;
using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Geometry;
using Hybrid.Verification;

namespace Hybrid.Benchmarks.Calibration;

/// <summary>
/// Measures the confidence of every attempt's homography on pairs whose truth is a homography or none, and fits the model anew:
/// once to all, and once leaving each kind of pair out to be foretold by the others. Pairs of held-out kinds are measured only.
/// </summary>
internal static class ConfidenceCalibration
{
    private const double RightWithin = 8, WrongBeyond = 20;
    private const double Ridge = 1;
    private const string HeldOut = "held-out";

    public static int Run(string[] args)
    {
        if (args is not [var file, var every, .. { Length: > 0 } datasets] || !int.TryParse(every, CultureInfo.InvariantCulture, out int step) || step < 1)
        {
            Console.Error.WriteLine("calibrate EVIDENCE.ndjson EVERY DATASET [DATASET...]: every EVERYth pair of datasets with homographies and with unrelated pairs");
            return 2;
        }
        var record = new EvidenceRecord(file);
        foreach (DatasetPair pair in datasets.SelectMany(a => DatasetLocator.Open(a).Pairs).Where(p => p.TruthKind is "homography" or "none").Where((_, i) => i % step == 0))
        {
            if (!record.Contains(pair.Name))
                record.Add(pair.Name, pair.Tags.Contains(HeldOut), Candidates(pair));
        }
        IReadOnlyList<LabelledEvidence> tuning = record.All(heldOut: false), measured = record.All(heldOut: true);
        Report("in use, tuning kinds", [.. tuning.Select(s => (s.Confidence, s.IsRight))]);
        Report("in use, held-out kinds", [.. measured.Select(s => (s.Confidence, s.IsRight))]);
        Console.WriteLine("in use: " + Text(ConfidenceModel.Matches));
        if (tuning.Count == 0)
            return 0;
        double[] weights = Fit(tuning);
        Console.WriteLine("fitted: " + Text(weights));
        var foretold = new List<(double, bool)>();
        foreach (string kind in tuning.Select(s => s.Kind).Distinct())
        {
            double[] without = Fit([.. tuning.Where(s => s.Kind != kind)]);
            foretold.AddRange(tuning.Where(s => s.Kind == kind).Select(s => (Probability(without, s.Features), s.IsRight)));
        }
        Report("fitted to the other kinds", foretold);
        Report("fitted, held-out kinds", [.. measured.Select(s => (Probability(weights, s.Features), s.IsRight))]);
        return 0;
    }

    // The attempts that a pair of either kind gets before it is given up; only the first where that is accepted.
    private static List<LabelledEvidence> Candidates(DatasetPair source)
    {
        using ImagePair pair = source.LoadImages();
        Homography? truth = source.LoadTruth() is HomographyTruth t ? t.Homography : null;
        using var escalation = new ClassicEscalation(pair, new ClassicOptions { Escalation = Escalation.Moderate }, new AlignerSettings(), default);
        escalation.Run();
        var labelled = new List<LabelledEvidence>();
        foreach (Candidate candidate in escalation.All.Where(c => c.Verification.Evidence?.Everywhere is not null))
        {
            double error = truth is { } h ? HomographyErrors.Corner(candidate.Model.Homography, h, pair.A.Size()) : double.PositiveInfinity;
            if (error is > RightWithin and < WrongBeyond)
                continue;
            string kind = source.Tags.Count > 0 ? source.Tags[0] : source.Name.Split('/')[0];
            labelled.Add(new LabelledEvidence(kind, ConfidenceModel.Features(candidate.Verification.Evidence!), candidate.Verification.Confidence, error <= RightWithin));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{source.Name} {candidate.Step}: {error:F1} px, {candidate.Verification.Confidence:F3}, {candidate.Verification.Text}"));
        }
        return labelled;
    }

    private static double[] Fit(IReadOnlyList<LabelledEvidence> samples) => LogisticRegression.Fit([.. samples.Select(s => (s.Features, s.IsRight))], Ridge);

    private static double Probability(double[] weights, double[] features) =>
        1 / (1 + Math.Exp(-(weights[0] + features.Select((v, i) => v * weights[i + 1]).Sum())));

    private static void Report(string name, IReadOnlyList<(double Confidence, bool IsRight)> samples)
    {
        if (samples.Count == 0)
            return;
        int ok = samples.Count(s => s.Confidence >= AlignmentVerifier.Ok), wrong = samples.Count(s => s.Confidence >= AlignmentVerifier.Ok && !s.IsRight);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {samples.Count} homographies, {samples.Count(s => s.IsRight)} right; {ok} ok, {wrong} of these wrong; calibration error {Reliability.Error(samples):F3}"));
        foreach ((int count, double confidence, double right) in Reliability.Diagram(samples).Where(b => b.Count > 0))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  confidence {confidence:F2}: {right:P0} of {count} right"));
    }

    private static string Text(double[] weights) => string.Join(", ", weights.Select(w => w.ToString("F2", CultureInfo.InvariantCulture)));
}
