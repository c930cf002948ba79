using System.Text.Json.Serialization;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Running;

/// <summary>A record as its line has it. Costs come last, so that runs can be compared without them.</summary>
internal sealed record RecordDocument
{
    public required string Pair { get; init; }

    public required string Method { get; init; }

    public required int Seed { get; init; }

    public required string Truth { get; init; }

    public required string Tier { get; init; }

    public string? Tags { get; init; }

    public required string Status { get; init; }

    public required string Reason { get; init; }

    public required string MethodUsed { get; init; }

    public string? Error { get; init; }

    public double? Confidence { get; init; }

    [JsonConverter(typeof(MetricValuesConverter))]
    public required MetricValues Metrics { get; init; }

    public required Dictionary<string, double?> Difficulty { get; init; }

    public double[]? Homography { get; init; }

    public double[][]? Matches { get; init; }

    public required StepLine[] Steps { get; init; }

    public required CostLine Cost { get; init; }

    internal sealed record StepLine(string Step, string Outcome, string Reason, string Evidence);

    internal sealed record CostLine(double Ms, double PeakMb, double[] StepsMs);
}
