using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Difficulty;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Predictions;
using Hybrid.Geometry;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Running;

/// <summary>
/// Measures stored answers again, without running a method: after a metric, a tier or the ground truth changed. Whole answers
/// (kept with <see cref="PredictionDetail.Dense"/>) give every value; of others, whose homography alone was kept, the errors of the
/// homography are measured again and the rest stays as recorded.
/// </summary>
public static class RunRescorer
{
    private static readonly string[] OfHomographyAlone = ["transfer_error_px", "overlap_error_px", "rejected_error_px"];

    /// <summary>Rewrites the records of a run folder, all or none.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="datasets">Its datasets.</param>
    /// <param name="cancellationToken">Leaves the folder as it was.</param>
    /// <returns>Number of records measured from whole answers, and of all.</returns>
    /// <exception cref="InputException">A pair of the run is not in the datasets, a file is damaged, or another process is writing to the folder.</exception>
    public static (int Whole, int All) Rescore(string folder, IReadOnlyList<IPairDataset> datasets, CancellationToken cancellationToken = default)
    {
        int shortSide = RunFolder.ReadRun(folder).Config.ShortSide ?? 0;
        var pairs = datasets.SelectMany(d => d.Pairs.Select(p => (Id: $"{d.Name}:{p.Name}", Pair: ResizedPair.Of(p, shortSide)))).ToDictionary(p => p.Id, p => p.Pair, StringComparer.Ordinal);
        using IDisposable exclusive = RunFolder.Lock(folder);
        int whole = 0, all = 0;
        (string Id, SharedPair Shared)? current = null;
        try
        {
            AtomicFile.Write(Path.Combine(folder, RunFolder.PairsFile), output => ResultReader.ReadFolder(folder, (in ResultLine line) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                PairRecord record = line.ToRecord();
                if (!pairs.TryGetValue(record.Pair, out DatasetPair? pair))
                    throw new InputException($"{folder}: pair '{record.Pair}' is not in the given datasets");
                // Records of one pair mostly follow each other.
                if (current?.Id != record.Pair)
                {
                    current?.Shared.Release();
                    current = (record.Pair, new SharedPair(record.Pair, pair, users: 1));
                }
                PairRecord again = Again(folder, record, current.Value.Shared, out bool fromWhole);
                whole += fromWhole ? 1 : 0;
                all++;
                output.Write(PairRecordJson.Write(again));
            }));
        }
        finally
        {
            current?.Shared.Release();
        }
        return (whole, all);
    }

    private static PairRecord Again(string folder, PairRecord record, SharedPair shared, out bool whole)
    {
        using Prediction? stored = PredictionStore.Load(folder, record.Pair, record.Method, record.Seed);
        whole = stored is not null;
        PairDifficulty difficulty = shared.Difficulty;
        PairRecord again = record with { Tier = KebabCase.Of(difficulty.Tier), Difficulty = difficulty.Factors, Truth = shared.Labelled.Truth.Kind };
        if (stored is not null)
            return again with { Metrics = MetricCatalogue.Measure(stored, shared.Labelled) };
        if (record.Homography is not { } h)
            return again;
        using var bare = new AlignmentPrediction(new AlignmentResult
        {
            Status = record.Ok ? ResultStatus.Ok : ResultStatus.Failed,
            Reason = ReasonCode.None,
            MethodRequested = record.Method,
            MethodUsed = record.MethodUsed,
            Homography = Homography.FromRowMajor(h),
        });
        var measured = new MetricValues();
        new PlanarMetrics().Measure(bare, shared.Labelled, measured);
        var values = new MetricValues();
        foreach ((string name, double value) in record.Metrics)
        {
            double replaced = OfHomographyAlone.Contains(name) ? measured[name] : value;
            if (double.IsInfinity(replaced))
                values.AddFailure(name);
            else
                values.Add(name, replaced);
        }
        foreach ((string name, double value) in measured.Where(m => OfHomographyAlone.Contains(m.Key) && double.IsNaN(record.Metrics[m.Key])))
            values.Add(name, value);
        return again with { Metrics = values };
    }
}
