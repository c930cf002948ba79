namespace Hybrid.Native.Stitching;

/// <summary>What OpenCV's <c>Stitcher</c> made.</summary>
/// <param name="Status">0 for success, 1 for too few images that match, 2 where homographies, 3 where cameras could not be estimated.</param>
/// <param name="Panorama">The panorama, CV_8UC3; empty where there is none.</param>
/// <param name="Members">Indices of the images in it.</param>
/// <param name="Cameras">One a member, for images reduced by <paramref name="WorkScale"/>.</param>
/// <param name="WorkScale">The scale at which cameras were estimated.</param>
public sealed record WholeResult(int Status, NativeImage Panorama, IReadOnlyList<int> Members, IReadOnlyList<CameraParameters> Cameras, double WorkScale) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Panorama.Dispose();
}
