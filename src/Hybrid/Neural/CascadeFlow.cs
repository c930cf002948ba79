using Hybrid.Imaging;

namespace Hybrid.Neural;

/// <summary>What the cascade says of two images of one size.</summary>
/// <param name="Forward">Flow A to B, pixels.</param>
/// <param name="ForwardConfidence">P(visible in B) · P(error below one pixel), 0..1.</param>
/// <param name="Backward">Flow B to A; null where it was not asked for.</param>
/// <param name="BackwardConfidence">Its confidence.</param>
/// <param name="Iterations">Iterations that were run, both ways.</param>
public sealed record CascadeFlow(
    FlowField Forward, ScalarMap ForwardConfidence, FlowField? Backward, ScalarMap? BackwardConfidence, int Iterations)
{
    /// <summary>
    /// Scale of the error of <see cref="Forward"/> in pixels that the network expects, visible in B or not; null where it
    /// was not asked for or the network has none.
    /// </summary>
    public ScalarMap? ForwardScale { get; init; }

    /// <summary>The same for images of another size: flow scaled along with the grid.</summary>
    /// <param name="width">New width of both images, pixels.</param>
    /// <param name="height">New height.</param>
    public CascadeFlow Resized(int width, int height) => this with
    {
        Forward = FlowOperations.Resize(Forward, width, height),
        ForwardConfidence = ForwardConfidence.Resized(width, height),
        Backward = Backward is null ? null : FlowOperations.Resize(Backward, width, height),
        BackwardConfidence = BackwardConfidence?.Resized(width, height),
        ForwardScale = Scaled(ForwardScale?.Resized(width, height), (float)width / Forward.Width),
    };

    private static ScalarMap? Scaled(ScalarMap? map, float factor)
    {
        for (int i = 0; i < map?.Data.Length; i++)
            map.Data[i] *= factor;
        return map;
    }
}
