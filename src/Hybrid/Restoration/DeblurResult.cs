using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// A deblurred image and how it came about. Owns the image. Where nothing deblurred it the status is failed, the method
/// <see cref="Input"/> and the image as it came; where another method than the first did, the reason is why the first did not.
/// </summary>
public sealed record DeblurResult : MethodResult, IDisposable
{
    /// <summary>Name of the method of images that are as they came.</summary>
    public const string Input = "input";

    /// <summary>Of the input's size, depth and channels; disposed with the result.</summary>
    public required Mat Image { get; init; }

    /// <summary>The measured values behind the reason or the acceptance, of all steps; empty where nothing was measured.</summary>
    public string Evidence => string.Join("; ", Provenance.Where(s => s.Evidence.Length > 0).Select(s => Provenance.Count > 1 ? $"{s.Step}: {s.Evidence}" : s.Evidence));

    /// <inheritdoc />
    public void Dispose() => Image.Dispose();
}
