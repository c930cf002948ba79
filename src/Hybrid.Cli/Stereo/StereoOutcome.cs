using Hybrid.Stereo;

namespace Hybrid.Cli.Stereo;

/// <summary>What became of one of several pairs.</summary>
/// <param name="Names">The pair.</param>
/// <param name="IsOk">Whether there is a disparity.</param>
/// <param name="IsInput">Whether its files could be used.</param>
/// <param name="Reason">Why there is no disparity, in kebab case.</param>
/// <param name="Text">What is to be said of it, in one line; empty for nothing.</param>
/// <param name="MethodUsed">The method whose disparity it is.</param>
/// <param name="Fill">Share of the pixels that have a disparity.</param>
/// <param name="Confidence">Mean confidence of all pixels.</param>
/// <param name="Bad">Errors against the truth; null without one.</param>
/// <param name="Ms">Wall-clock milliseconds.</param>
internal sealed record StereoOutcome(
    StereoNames Names, bool IsOk, bool IsInput, string Reason, string Text, string MethodUsed, double Fill, double Confidence, BadPixels? Bad, double Ms)
{
    /// <summary>A pair that was matched, without its maps.</summary>
    public static StereoOutcome Of(StereoNames names, StereoResult result, BadPixels? bad, double ms) => new(
        names, result.IsOk, true, StereoJson.Reason(result), string.Join("; ", result.Findings.Select(f => f.Text)), result.MethodUsed, result.Fill, result.MeanConfidence, bad, ms);

    /// <summary>A pair whose files could not be used.</summary>
    public static StereoOutcome Refused(StereoNames names, string problem, double ms) => new(names, false, false, "bad-input", problem, "", 0, 0, null, ms);
}
