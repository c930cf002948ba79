using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// Stacked cascade (CREStereo, CVPR 2022, section 3.3): the network works on a reduced pair first, and each result
/// starts the next, larger one, so that motion far beyond the network's own reach is found.
/// </summary>
public static class StackedCascade
{
    /// <summary>Long side of the coarsest stage in pixels; global matching is at its best there.</summary>
    private const double Coarsest = 200;

    private const double LeastStep = 1.2;
    private const int Smallest = 64;

    /// <summary>Flow between two images, from no start.</summary>
    /// <param name="network">The network.</param>
    /// <param name="grayA">8-bit, one channel.</param>
    /// <param name="grayB">8-bit, one channel, same size.</param>
    /// <param name="stages">Stages, the full size included; fewer are used where the images are small.</param>
    /// <param name="options">Iterations, early exit, directions.</param>
    /// <param name="cancellationToken">Checked between runs of a graph.</param>
    public static CascadeFlow Estimate(
        IFlowNetwork network, Mat grayA, Mat grayB, int stages, CascadeOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(grayA);
        ArgumentNullException.ThrowIfNull(grayB);
        ArgumentNullException.ThrowIfNull(options);
        FlowField? initial = null;
        int iterations = 0;
        foreach (Size size in Sizes(grayA.Size(), stages))
        {
            using var a = new Mat();
            using var b = new Mat();
            Cv2.Resize(grayA, a, size, 0, 0, InterpolationFlags.Area);
            Cv2.Resize(grayB, b, size, 0, 0, InterpolationFlags.Area);
            FlowField? start = initial is null ? null : FlowOperations.Resize(initial, size.Width, size.Height);
            CascadeFlow stage = network.Estimate(a, b, start, options with { Backward = false }, cancellationToken);
            initial = stage.Forward;
            iterations += stage.Iterations;
        }
        FlowField? last = initial is null ? null : FlowOperations.Resize(initial, grayA.Width, grayA.Height);
        CascadeFlow flow = network.Estimate(grayA, grayB, last, options, cancellationToken);
        return flow with { Iterations = iterations + flow.Iterations };
    }

    /// <summary>Sizes of the stages before the full one, coarsest first: a geometric series.</summary>
    public static IReadOnlyList<Size> Sizes(Size full, int stages)
    {
        double coarsest = Math.Max(full.Width, full.Height) / Coarsest;
        var sizes = new List<Size>();
        double previous = double.PositiveInfinity;
        for (int i = stages - 1; i > 0; i--)
        {
            double reduction = Math.Pow(coarsest, (double)i / (stages - 1));
            var size = new Size((int)Math.Round(full.Width / reduction), (int)Math.Round(full.Height / reduction));
            if (reduction < LeastStep || previous / reduction < LeastStep || Math.Min(size.Width, size.Height) < Smallest)
                continue;
            sizes.Add(size);
            previous = reduction;
        }
        return sizes;
    }
}
