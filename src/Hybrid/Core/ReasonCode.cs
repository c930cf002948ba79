namespace Hybrid.Core;

/// <summary>Why a step ended as it did. Written in files in kebab case (<c>too-few-matches</c>).</summary>
public enum ReasonCode
{
    /// <summary>Nothing to explain: the step did what it should.</summary>
    None,

    /// <summary>The result passed verification.</summary>
    Verified,

    /// <summary>An earlier step's result was good enough, so this one was not run.</summary>
    NotNeeded,

    /// <summary>Too few keypoints to match, as on blank or textureless images.</summary>
    TooFewKeypoints,

    /// <summary>Too few matches after the ratio and mutual checks.</summary>
    TooFewMatches,

    /// <summary>Too few inliers under the best model.</summary>
    TooFewInliers,

    /// <summary>Inliers cover too little of the image to fix the model.</summary>
    PoorSpread,

    /// <summary>The model folds, mirrors, collapses or explodes the image.</summary>
    DegenerateGeometry,

    /// <summary>Less of A is seen in B than can be verified.</summary>
    LowOverlap,

    /// <summary>Held-out evidence contradicts the model.</summary>
    VerificationFailed,

    /// <summary>The images disagree photometrically in the overlap.</summary>
    PhotometricDisagreement,

    /// <summary>An optimiser did not converge or left its trust region.</summary>
    NotConverged,

    /// <summary>The refined result was not better than its start: on independent evidence, or, of a deblurred image, by its measured blur.</summary>
    NoImprovement,

    /// <summary>The images agree as well at another shift: a lattice, or structure in one direction; the evidence names the shift.</summary>
    Ambiguous,

    /// <summary>The model holds on a small part of what it claims: a caption, a frame, one object in common.</summary>
    LocalAgreement,

    /// <summary>One image is a mirror image of the other, which no homography that may be reported says; flip one of them.</summary>
    MirrorImage,

    /// <summary>The image is too small to hold a blur kernel several times over.</summary>
    TooSmall,

    /// <summary>Too few pixels differ from their neighbours by more than the noise.</summary>
    TooLittleTexture,

    /// <summary>Too many pixels are black or white, where light is not known.</summary>
    TooSaturated,

    /// <summary>The image measures as sharp.</summary>
    NotBlurred,

    /// <summary>The blur kernel found is next to a point.</summary>
    KernelTrivial,

    /// <summary>The blur kernel found is a blob without a path, such as lenses make, or explains the spectrum no better than one.</summary>
    KernelCompact,

    /// <summary>Two halves of the image, each for itself, gave other blur kernels than the whole.</summary>
    KernelsDisagree,

    /// <summary>The deblurred image, blurred again, does not explain the image.</summary>
    Misfit,

    /// <summary>The deblurred image rings: it has far larger differences than the image, or many more black and white values.</summary>
    Ringing,

    /// <summary>A component this step needs is not installed; the evidence names it.</summary>
    Unavailable,
}
