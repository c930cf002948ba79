namespace Hybrid.Alignment;

/// <summary>Whether images are deblurred before they are aligned.</summary>
public enum DeblurUse
{
    /// <summary>Never.</summary>
    Off,

    /// <summary>Where an image measures as blurred and no alignment was verified without.</summary>
    Auto,

    /// <summary>Always.</summary>
    On,
}
