using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Statistics;

namespace Hybrid.Evaluation.Summaries;

/// <summary>Finds what the answers of a method were worth, from its columns.</summary>
internal static class AnswerJudge
{
    /// <summary>The answers that the method stood by and whose truth is known.</summary>
    /// <param name="seed">Its columns.</param>
    /// <param name="pairs">Pair indices with a record.</param>
    public static IEnumerable<JudgedAnswer> Judge(SeedResults seed, IEnumerable<int> pairs)
    {
        foreach (int i in pairs)
        {
            double confidence = seed.Confidence[i];
            if (!seed.Ok[i] || double.IsNaN(confidence))
                continue;
            if (seed.At(AnswerMetrics.FalseAlarm, i) is var alarm && !double.IsNaN(alarm))
                yield return new JudgedAnswer(confidence, 0, 1);
            else if (AnswerMetrics.Errors.Select(name => seed.At(name, i)).FirstOrDefault(e => !double.IsNaN(e), double.NaN) is var error && !double.IsNaN(error))
                yield return new JudgedAnswer(confidence, error <= AnswerMetrics.RightPx ? 1 : 0, error > AnswerMetrics.WrongPx ? 1 : 0);
            // A disparity's confidence is the mean of its pixels', each the probability of an error of at most 2 px.
            else if (!double.IsNaN(seed.At("acc2@cov95", i)) && seed.At("bad2_valid", i) is var bad && double.IsFinite(bad))
                yield return new JudgedAnswer(confidence, 1 - bad, bad);
            // That of an overlap is the probability that there is any.
            else if (seed.At("overlap_decision", i) is var decision && double.IsFinite(decision))
                yield return new JudgedAnswer(Math.Max(confidence, 1 - confidence), decision, 1 - decision);
        }
    }
}
