using System.Diagnostics;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Running;

/// <summary>Puts one pair to one method and scores the answer.</summary>
/// <param name="folder">The run folder, for answers that are kept.</param>
/// <param name="keep">How much of each answer is kept.</param>
internal sealed class PairEvaluator(string folder, PredictionDetail keep)
{
    /// <summary>Evaluates.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="method">The method's spec.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="instance">The method.</param>
    /// <param name="memory">Watches the process.</param>
    /// <param name="slot">The watcher's slot of this thread.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="InputException">The pair's files cannot be used.</exception>
    public PairRecord Evaluate(SharedPair pair, string method, int seed, IPairMethod instance, MemorySampler memory, int slot, CancellationToken cancellationToken)
    {
        LabelledPair labelled = pair.Labelled;
        // Grey versions are made once a pair: no method should pay for them alone.
        _ = labelled.Images.GrayA;
        _ = labelled.Images.GrayB;
        memory.Begin(slot);
        long start = Stopwatch.GetTimestamp();
        using Prediction prediction = Predict(pair, method, instance, cancellationToken);
        double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        double peak = memory.End(slot);
        if (keep == PredictionDetail.Dense)
            Predictions.PredictionStore.Save(folder, pair.Id, method, seed, prediction);
        return RecordOf(pair, method, seed, prediction) with { Milliseconds = ms, PeakMegabytes = peak };
    }

    /// <summary>The record of a pair for which a method gives no answer.</summary>
    /// <exception cref="InputException">The pair's files cannot be used.</exception>
    public static PairRecord Failure(SharedPair pair, string method, int seed, IPairMethod instance, string reason, string message)
    {
        using var failed = new FailedPrediction(method, Kind(pair, instance), reason, message);
        return RecordOf(pair, method, seed, failed);
    }

    private static PairRecord RecordOf(SharedPair pair, string method, int seed, Prediction prediction) => new()
    {
        Pair = pair.Id,
        Method = method,
        Seed = seed,
        Truth = pair.Labelled.Truth.Kind,
        Tier = KebabCase.Of(pair.Difficulty.Tier),
        Tags = pair.Pair.Tags,
        Difficulty = pair.Difficulty.Factors,
        Ok = prediction.IsOk,
        Reason = prediction.Reason,
        MethodUsed = prediction.MethodUsed,
        Error = (prediction as FailedPrediction)?.Message,
        Confidence = prediction.Confidence,
        Metrics = MetricCatalogue.Measure(prediction, pair.Labelled),
        Homography = (prediction as AlignmentPrediction)?.Alignment.Homography?.ToRowMajor(),
        Matches = Sample((prediction as AlignmentPrediction)?.Alignment.Inliers ?? []),
        Steps = prediction.Steps,
    };

    private static AnswerKind Kind(SharedPair pair, IPairMethod instance) => instance.AnswerTo(pair.Pair.Task) ?? AnswerKind.Motion;

    private static IReadOnlyList<double[]> Sample(IReadOnlyList<PointMatch> inliers)
    {
        int count = Math.Min(inliers.Count, PairRecord.MaxMatches);
        return [.. Enumerable.Range(0, count).Select(i => inliers[(int)((long)i * inliers.Count / count)]).Select(m =>
            new[] { m.A.X, m.A.Y, m.B.X, m.B.Y }.Select(v => Math.Round(v, 1)).ToArray())];
    }

    private static Prediction Predict(SharedPair pair, string method, IPairMethod instance, CancellationToken cancellationToken)
    {
        try
        {
            using PredictionRequest request = PredictionRequest.For(instance, pair.Labelled, pair.Pair.Task);
            Prediction prediction = instance.Predict(request, cancellationToken);
            if (PredictionSanity.Problem(prediction, pair.Labelled) is not { } problem)
                return prediction;
            prediction.Dispose();
            return new FailedPrediction(method, Kind(pair, instance), "invalid-result", problem);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            return new FailedPrediction(method, Kind(pair, instance), "exception", $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }
}
