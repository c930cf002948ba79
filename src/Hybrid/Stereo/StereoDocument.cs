using System.Text.Json.Serialization;

namespace Hybrid.Stereo;

/// <summary>The form of <c>stereo.json</c>. Its keys are a contract: more may be added, none renamed.</summary>
internal sealed class StereoDocument : RunDocument
{
    private readonly StereoResult _result;
    private readonly CalibratedPair? _calibrated;
    private readonly BadPixels? _bad;

    /// <summary>The form of a result. Not public, so that the generated code need not know how to read one.</summary>
    /// <param name="result">The result.</param>
    /// <param name="calibrated">The pair as its calibration rectified it; null without one.</param>
    /// <param name="bad">Errors against the truth; null without one.</param>
    /// <param name="run">The run that made it.</param>
    internal StereoDocument(StereoResult result, CalibratedPair? calibrated, BadPixels? bad, RunRecord run)
        : base(result.Provenance, run) =>
        (_result, _calibrated, _bad) = (result, calibrated, bad);

    /// <summary><c>ok</c> or <c>failed</c>.</summary>
    public string Status => _result.IsOk ? "ok" : "failed";

    /// <summary>Why, in kebab case.</summary>
    public string Reason => StereoJson.Reason(_result);

    /// <summary>The method asked for.</summary>
    public string MethodRequested => _result.MethodRequested;

    /// <summary>The method whose result it is.</summary>
    public string MethodUsed => _result.MethodUsed;

    /// <summary>Mean confidence of all pixels, 0..1.</summary>
    public double Confidence => ResultJson.Rounded(_result.MeanConfidence, 4);

    /// <summary>Share of the pixels that have a disparity.</summary>
    public double Fill => ResultJson.Rounded(_result.Fill, 4);

    /// <summary>The least and the largest disparity that were searched, px.</summary>
    public int[] DisparityRange => [_result.Range.Min, _result.Range.Max];

    /// <summary>The frame that the maps are in: <c>left</c> or <c>rectified-left</c>.</summary>
    public string Frame => _calibrated is { IsResampled: true } ? "rectified-left" : "left";

    /// <summary>What turns disparities into places; left out without a calibration.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CameraPart? Camera => _calibrated is null ? null : CameraPart.Of(_calibrated.Camera);

    /// <summary>How well the pair was rectified as given; null where nothing was measured.</summary>
    public RectificationPart? Rectification => RectificationPart.Of(_result.Rectification);

    /// <summary>The rectification that was applied; null where none was.</summary>
    public RectifiedPart? Rectified => _result.Rectified is null ? null : RectifiedPart.Of(_result.Rectified);

    /// <summary>Errors against the truth; left out without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorsPart? Errors => _bad is null ? null : new(ResultJson.Rounded(_bad.Bad1, 5), ResultJson.Rounded(_bad.Bad2, 5), ResultJson.Rounded(_bad.Bad4, 5));

    /// <summary>What is unusual about the pair.</summary>
    public IReadOnlyList<FindingPart> Findings => [.. _result.Findings.Select(f => new FindingPart(KebabCase.Of(f.Kind), f.Text))];

    /// <summary>A rectified camera pair: focal length and principal points in pixels, the distance of the cameras in a unit.</summary>
    internal sealed record CameraPart(double FocalPx, double CxLeftPx, double CxRightPx, double CyPx, double Baseline, string Unit)
    {
        /// <summary>The form of a camera.</summary>
        public static CameraPart Of(StereoCamera c) => new(c.Focal, c.CxLeft, c.CxRight, c.Cy, c.Baseline, c.Unit);
    }

    /// <summary>Vertical offsets of matches.</summary>
    internal sealed record RectificationPart(int Matches, double MedianOffsetPx, double SpreadPx, double MedianDistancePx)
    {
        /// <summary>The form of a measure; null where it saw no match.</summary>
        public static RectificationPart? Of(RectificationMeasure? measure) => measure is null || measure.Matches == 0
            ? null
            : new(measure.Matches, ResultJson.Rounded(measure.Median, 3), ResultJson.Rounded(measure.Spread, 3), ResultJson.Rounded(measure.MedianAbsolute, 3));
    }

    /// <summary>A rectification: nine numbers each, images as given to rectified ones.</summary>
    internal sealed record RectifiedPart(string Kind, double[] HomographyLeft, double[] HomographyRight, RectificationPart? After)
    {
        /// <summary>The form of a rectification.</summary>
        public static RectifiedPart Of(StereoRectification r) =>
            new(r.Kind, r.Left.Normalized().ToRowMajor(), r.Right.Normalized().ToRowMajor(), RectificationPart.Of(r.After));
    }

    /// <summary>Shares of bad pixels.</summary>
    internal sealed record ErrorsPart(
        [property: JsonPropertyName("bad1_all")] double Bad1, [property: JsonPropertyName("bad2_all")] double Bad2, [property: JsonPropertyName("bad4_all")] double Bad4);

    /// <summary>Something unusual.</summary>
    internal sealed record FindingPart(string Kind, string Text);
}
