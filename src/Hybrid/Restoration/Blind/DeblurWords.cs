namespace Hybrid.Restoration;

/// <summary>Why an image was not deblurred, in the words of those who take it.</summary>
public static class DeblurWords
{
    /// <summary>One clause: what is the matter, and where there is something, what to do.</summary>
    public static string Of(DeblurReason reason) => reason switch
    {
        DeblurReason.None => "",
        DeblurReason.TooSmall => "the picture is too small to show how it was shaken; use the full-size one",
        DeblurReason.TooLittleTexture => "the picture shows too little detail to tell how it was blurred",
        DeblurReason.TooSaturated => "too much of the picture is pure black or white, where the blur cannot be seen",
        DeblurReason.NotBlurred => "the picture is sharp already",
        DeblurReason.KernelTrivial => "no trace of a shake was found, and what blur there is is hardly a pixel wide",
        DeblurReason.KernelCompact => "the picture looks soft or out of focus, not shaken; a shake leaves a trail that can be undone, softness does not: try -m network",
        DeblurReason.KernelsDisagree => "its parts are blurred in different ways, as where the camera turned or something moved; only a blur that is the same everywhere can be undone",
        DeblurReason.Misfit => "the shake that was found does not explain the picture, so that undoing it would make things up",
        DeblurReason.Ringing => "undoing the shake that was found would draw halos around every edge",
        DeblurReason.NoImprovement => "the result was no sharper than the picture",
        _ => "",
    };
}
