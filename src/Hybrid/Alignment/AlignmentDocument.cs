using System.Text.Json.Serialization;

namespace Hybrid.Alignment;

/// <summary>The form of <c>alignment.json</c>. Its keys are a contract: more may be added, none renamed.</summary>
internal sealed class AlignmentDocument : RunDocument
{
    private readonly AlignmentResult _alignment;

    /// <summary>The form of a result. Not public, so that the generated code need not know how to read one.</summary>
    /// <param name="alignment">The result.</param>
    /// <param name="run">The run that made it.</param>
    internal AlignmentDocument(AlignmentResult alignment, RunRecord run)
        : base(alignment.Provenance, run) =>
        _alignment = alignment;

    /// <summary><c>ok</c> or <c>failed</c>.</summary>
    public string Status => _alignment.IsOk ? "ok" : "failed";

    /// <summary>Why, in kebab case.</summary>
    public string Reason => KebabCase.Of(_alignment.Reason);

    /// <summary>The method asked for.</summary>
    public string MethodRequested => _alignment.MethodRequested;

    /// <summary>The method whose result it is.</summary>
    public string MethodUsed => _alignment.MethodUsed;

    /// <summary>Nine numbers, row by row, A to B; null where there is none that may be used.</summary>
    public double[]? Homography => _alignment.IsOk ? _alignment.Homography?.Normalized().ToRowMajor() : null;

    /// <summary>The best candidate of a pair that failed; left out where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? RejectedHomography => _alignment.IsOk ? null : _alignment.Homography?.Normalized().ToRowMajor();

    /// <summary>Number of matches that agree with the homography.</summary>
    public int Inliers => _alignment.Inliers.Count;

    /// <summary>Number of matches that the estimation saw.</summary>
    public int Matches => _alignment.MatchCount;

    /// <summary>Probability that the homography is right, 0..1.</summary>
    public double Confidence => ResultJson.Rounded(_alignment.Confidence, 4);

    /// <summary>Fraction of A that lies inside B, 0..1.</summary>
    public double Overlap => ResultJson.Rounded(_alignment.Overlap, 4);

    /// <summary>Share of the overlap's textured places on which the homography holds, 0..1.</summary>
    public double Extent => ResultJson.Rounded(_alignment.Extent, 4);
}
