using Hybrid.Restoration;
using OpenCvSharp;

namespace Hybrid.Cli.Deblur;

/// <summary>What became of one image.</summary>
internal sealed record DeblurredImage(string Source, string Result, Size Size, BlurMeasure Before, BlurMeasure After, double Milliseconds,
    ResultStatus Status, string Method, ReasonCode Reason, string Evidence)
{
    /// <summary>Why it was not deblurred as asked, in a photographer's words; empty where it was.</summary>
    public string Said => Reason != ReasonCode.None && !IsChanged && double.IsNaN(Before.Reblur) ? DeblurWords.Of(ReasonCode.TooLittleTexture) : DeblurWords.Of(Reason);

    /// <summary>Whether it is another image than the one that came.</summary>
    public bool IsChanged => Status == ResultStatus.Ok;
}
