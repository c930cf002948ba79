using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Whether a method rightly answers, and rightly does not. Measured behind the errors that it looks at.</summary>
public sealed class AnswerMetrics : IMetric
{
    /// <summary>Name of the value that unrelated pairs have and no others.</summary>
    public const string FalseAlarm = "false_alarm";

    /// <summary>An answer within so many px is right.</summary>
    public const double RightPx = 8;

    /// <summary>An answer off by more px is wrong.</summary>
    public const double WrongPx = 20;

    /// <summary>Errors of motions in px, the first that a pair has counts.</summary>
    public static IReadOnlyList<string> Errors { get; } = [AucMetric.Error, "point_error_px", "epe_px"];

    /// <inheritdoc />
    public IReadOnlyList<MetricInfo> Values { get; } =
    [
        new(FalseAlarm, "fraction", Direction.Lower, double.NaN, "share of the unrelated pairs that end ok"),
        new("refusal", "fraction", Direction.Lower, double.NaN, "share of the related pairs without an answer that the method stands by"),
        new("right_answer", "fraction", Direction.Higher, double.NaN, "share of the related pairs that end ok with a mean error of at most 8 px"),
        new("wrong_answer", "fraction", Direction.Lower, double.NaN, "share of all pairs that end ok though they are unrelated or the mean error is above 20 px"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, LabelledPair pair, MetricValues into)
    {
        if (prediction.Kind != AnswerKind.Motion)
            return;
        if (pair.Truth is UnrelatedTruth)
        {
            into.Add(FalseAlarm, prediction.IsOk ? 1 : 0);
            into.Add("wrong_answer", prediction.IsOk ? 1 : 0);
            return;
        }
        double error = Errors.Select(name => into[name]).FirstOrDefault(e => !double.IsNaN(e), double.NaN);
        if (double.IsNaN(error))
            return;
        into.Add("refusal", prediction.IsOk ? 0 : 1);
        into.Add("right_answer", prediction.IsOk && error <= RightPx ? 1 : 0);
        into.Add("wrong_answer", prediction.IsOk && error > WrongPx ? 1 : 0);
    }
}
