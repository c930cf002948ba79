namespace Hybrid.Restoration;

/// <summary>Why an image was left as it was, or given to another method. Written in kebab case (<c>kernels-disagree</c>).</summary>
public enum DeblurReason
{
    /// <summary>Nothing to explain: the method did what it should.</summary>
    None,

    /// <summary>The image is too small to hold a kernel several times over.</summary>
    TooSmall,

    /// <summary>Too few pixels differ from their neighbours by more than the noise.</summary>
    TooLittleTexture,

    /// <summary>Too many pixels are black or white, where light is not known.</summary>
    TooSaturated,

    /// <summary>The image measures as sharp.</summary>
    NotBlurred,

    /// <summary>The kernel found is next to a point.</summary>
    KernelTrivial,

    /// <summary>The kernel found is a blob without a path, such as lenses make, or explains the spectrum no better than one.</summary>
    KernelCompact,

    /// <summary>Two halves of the image, each for itself, gave other kernels than the whole.</summary>
    KernelsDisagree,

    /// <summary>The result, blurred again, does not explain the image.</summary>
    Misfit,

    /// <summary>The result rings: it has far larger differences than the image, or many more black and white values.</summary>
    Ringing,

    /// <summary>The result measures no sharper than the image.</summary>
    NoImprovement,
}
