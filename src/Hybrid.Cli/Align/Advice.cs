namespace Hybrid.Cli.Align;

/// <summary>What to try when a pair was not aligned.</summary>
internal static class Advice
{
    /// <summary>One clause, to follow a semicolon.</summary>
    public static string For(ReasonCode reason) => reason switch
    {
        ReasonCode.TooFewKeypoints => "the images hold too little texture: use sharper, larger or better lit ones",
        ReasonCode.TooFewMatches or ReasonCode.TooFewInliers =>
            "do both show the same scene? Try images with more overlap or a view in between",
        ReasonCode.PoorSpread => "what they share covers too small a part: use images with more overlap",
        ReasonCode.DegenerateGeometry => "no plane or distant scene is common to both: use views that are closer together",
        ReasonCode.LowOverlap => "too little of A is seen in B: use images with more overlap",
        ReasonCode.VerificationFailed or ReasonCode.PhotometricDisagreement =>
            "the best candidate did not hold up against the pixels; do both show the same scene?",
        ReasonCode.Unavailable => "hybrid doctor says what is not installed",
        _ => "the steps listed in the result say what was tried",
    };
}
