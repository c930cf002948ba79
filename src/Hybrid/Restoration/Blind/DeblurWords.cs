namespace Hybrid.Restoration;

/// <summary>Why an image was not deblurred, in the words of those who take it.</summary>
public static class DeblurWords
{
    /// <summary>One clause: what is the matter, and where there is something, what to do.</summary>
    public static string Of(ReasonCode reason) => reason switch
    {
        ReasonCode.None => "",
        ReasonCode.TooSmall => "the picture is too small to show how it was shaken; use the full-size one",
        ReasonCode.TooLittleTexture => "the picture shows too little detail to tell how it was blurred",
        ReasonCode.TooSaturated => "too much of the picture is pure black or white, where the blur cannot be seen",
        ReasonCode.NotBlurred => "the picture is sharp already",
        ReasonCode.KernelTrivial => "no trace of a shake was found, and what blur there is is hardly a pixel wide",
        ReasonCode.KernelCompact => "the picture looks soft or out of focus, not shaken; a shake leaves a trail that can be undone, softness does not: try -m network",
        ReasonCode.KernelsDisagree => "its parts are blurred in different ways, as where the camera turned or something moved; only a blur that is the same everywhere can be undone",
        ReasonCode.Misfit => "the shake that was found does not explain the picture, so that undoing it would make things up",
        ReasonCode.Ringing => "undoing the shake that was found would draw halos around every edge",
        ReasonCode.NoImprovement => "the result was no sharper than the picture",
        _ => "",
    };
}
