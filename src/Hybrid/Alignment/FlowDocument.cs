using Hybrid.Imaging;

namespace Hybrid.Alignment;

/// <summary>The form of <c>flow.json</c>. Its keys are a contract: more may be added, none renamed.</summary>
internal sealed class FlowDocument : RunDocument
{
    private readonly FlowResult _result;

    /// <summary>The form of a result. Not public, so that the generated code need not know how to read one.</summary>
    /// <param name="result">The result.</param>
    /// <param name="run">The run that made it.</param>
    internal FlowDocument(FlowResult result, RunRecord run)
        : base(result.Alignment.Provenance, run) =>
        _result = result;

    /// <summary><c>ok</c> or <c>failed</c>.</summary>
    public string Status => _result.IsOk ? "ok" : "failed";

    /// <summary>Why, in kebab case.</summary>
    public string Reason => KebabCase.Of(_result.Reason);

    /// <summary>The method asked for.</summary>
    public string MethodRequested => _result.Alignment.MethodRequested;

    /// <summary>The method whose flow it is.</summary>
    public string MethodUsed => _result.Alignment.MethodUsed;

    /// <summary>Mean confidence of all vectors, 0..1.</summary>
    public double Confidence => ResultJson.Rounded(_result.MeanConfidence, 4);

    /// <summary>Share of A whose vectors have a confidence of one half or more.</summary>
    public double Known => ResultJson.Rounded(_result.KnownShare, 4);

    /// <summary>How long the vectors are, in pixels; null where there is no flow.</summary>
    public LengthPart? LengthPx => _result.Flow is { } flow ? LengthPart.Of(flow) : null;

    /// <summary>Nine numbers, row by row: the homography that the pair follows as a whole; null where it follows none.</summary>
    public double[]? Homography => _result.Alignment.IsOk ? _result.Alignment.Homography?.Normalized().ToRowMajor() : null;

    /// <summary>Lengths of the vectors.</summary>
    internal sealed record LengthPart(double Median, double P99, double Max)
    {
        /// <summary>Those of a flow; zeros where it knows no vector.</summary>
        public static LengthPart Of(FlowField flow)
        {
            float[] lengths = [.. FlowOperations.Magnitude(flow).Data.Where(float.IsFinite).Order()];
            return lengths.Length == 0
                ? new LengthPart(0, 0, 0)
                : new LengthPart(Math.Round(lengths[lengths.Length / 2], 3), Math.Round(lengths[(int)(0.99 * (lengths.Length - 1))], 3), Math.Round(lengths[^1], 3));
        }
    }
}
