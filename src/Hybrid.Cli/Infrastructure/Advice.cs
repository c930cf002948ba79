using Hybrid.Alignment;
using OpenCvSharp;

namespace Hybrid.Cli.Infrastructure;

/// <summary>What to try when a pair was not aligned.</summary>
internal static class Advice
{
    /// <summary>Standard deviation in grey levels up to which an image shows one tone and nothing else.</summary>
    private const double Flat = 1.0;

    /// <summary>One clause, to follow a semicolon.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="alignment">What a method made of them.</param>
    public static string For(ImagePair pair, AlignmentResult alignment) => (IsFlat(pair.GrayA), IsFlat(pair.GrayB)) switch
    {
        (true, true) => "both images show one flat tone, so that there is nothing to align",
        (true, false) => "A shows one flat tone, so that there is nothing to align",
        (false, true) => "B shows one flat tone, so that there is nothing to align",
        _ => For(alignment),
    };

    private static string For(AlignmentResult alignment) => alignment.Reason switch
    {
        ReasonCode.TooFewKeypoints => "the images hold too little texture: use sharper, larger or better lit ones",
        ReasonCode.TooFewMatches or ReasonCode.TooFewInliers or ReasonCode.LowOverlap when alignment.MethodRequested == "neural" =>
            "the network alone was not sure of enough places that both show; --method auto looks for features first",
        ReasonCode.TooFewMatches or ReasonCode.TooFewInliers =>
            "do both show the same scene? Try images with more overlap or a view in between",
        ReasonCode.PoorSpread => "what agrees lies in one small part of the images: use images with more overlap or more texture elsewhere",
        ReasonCode.DegenerateGeometry =>
            "what agrees follows no view of a plane or of a distant scene: use views that are closer together; 'hybrid flow' needs no plane",
        ReasonCode.LowOverlap => "too little of A could be found in B to be sure: use images with more overlap",
        ReasonCode.VerificationFailed =>
            "the best candidate is contradicted by what it was not fitted to; do both show the same scene?",
        ReasonCode.PhotometricDisagreement =>
            "under the best candidate the pixels of both do not resemble each other; do both show the same scene?",
        ReasonCode.Ambiguous => "the images agree as well when shifted, as repeated patterns do: include something that is there only once",
        ReasonCode.LocalAgreement =>
            "they agree in a small part alone, such as a caption, a frame or one object; do both show the same scene?",
        ReasonCode.MirrorImage => "one image is the mirror image of the other: flip one of them",
        ReasonCode.NotConverged or ReasonCode.NoImprovement => "no refinement held: use images with more overlap or texture, or --method classic",
        ReasonCode.Unavailable => "'hybrid doctor' says what is not installed",
        _ => "the steps listed in the result say what was tried",
    };

    private static bool IsFlat(Mat gray)
    {
        Cv2.MeanStdDev(gray, out _, out Scalar deviation);
        return deviation.Val0 < Flat;
    }
}
