using Hybrid.Stitching.Composition.Exposure;
using Hybrid.Stitching.Layout;
using Hybrid.Stitching.Registration;

namespace Hybrid.Stitching.Composition;

/// <summary>Everything that was decided about a panorama before its pixels are drawn.</summary>
/// <param name="Views">Its members; owned by the stitching.</param>
/// <param name="Layout">Where they lie.</param>
/// <param name="Small">Its layers on the reduced canvas, cut along the seams.</param>
/// <param name="SmallScale">Size of the reduced canvas relative to the canvas.</param>
/// <param name="Gains">One a layer.</param>
internal sealed record PanoramaPlan(View[] Views, PanoramaLayout Layout, SmallLayer[] Small, double SmallScale, Gain[] Gains) : IDisposable
{
    /// <inheritdoc />
    public void Dispose()
    {
        foreach (SmallLayer layer in Small)
            layer.Dispose();
        foreach (Gain gain in Gains)
            gain.Dispose();
    }
}
