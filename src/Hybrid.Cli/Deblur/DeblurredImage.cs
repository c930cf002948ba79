using Hybrid.Restoration;
using OpenCvSharp;

namespace Hybrid.Cli.Deblur;

/// <summary>What became of one image.</summary>
internal sealed record DeblurredImage(string Source, string Result, Size Size, BlurMeasure Before, BlurMeasure After, double Milliseconds,
    string Method, DeblurReason Reason, string Evidence);
