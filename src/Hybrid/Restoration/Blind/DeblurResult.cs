using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>A deblurred image and how it came about.</summary>
/// <param name="Image">Of the input's size, depth and channels; disposed with the result.</param>
/// <param name="Method">The method whose result it is; <c>input</c> where the image is as it came.</param>
/// <param name="Reason">Why the method that was asked for did not deblur it; none where it did.</param>
/// <param name="Evidence">The measured values behind the reason or the acceptance; empty where nothing was measured.</param>
public sealed record DeblurResult(Mat Image, string Method, DeblurReason Reason, string Evidence) : IDisposable
{
    /// <summary>Name of the method of images that are as they came.</summary>
    public const string Input = "input";

    /// <inheritdoc />
    public void Dispose() => Image.Dispose();
}
