using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Classical;

/// <summary>Dense inverse search (<see cref="InverseSearchFlow"/>) as the rest of the library uses it.</summary>
public static class DenseFlowEstimator
{
    private const int RefinementIterations = 8;
    private const int SmallestSide = 32;

    /// <summary>Whether an image of this size is large enough for <see cref="Refine"/> to find anything.</summary>
    public static bool CanRefine(Size size) => Math.Min(size.Width, size.Height) >= SmallestSide;

    /// <summary>Flow from A to B.</summary>
    /// <param name="grayA">8-bit, one channel.</param>
    /// <param name="grayB">8-bit, one channel, same size.</param>
    /// <param name="preset">Speed against quality.</param>
    /// <param name="finestScale">Finest level of the pyramid that is searched, 0 for full resolution; null for the preset's.</param>
    /// <param name="threads">Threads to use; 0 means all cores. The result does not depend on it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">The images are not of one size and type, or a side is shorter than 8 pixels.</exception>
    public static FlowField Estimate(
        Mat grayA, Mat grayB, InverseSearchPreset preset, int? finestScale = null, int threads = 0, CancellationToken cancellationToken = default)
    {
        InverseSearchOptions options = InverseSearchOptions.Of(preset);
        options = options with { FinestScale = finestScale ?? options.FinestScale };
        return new InverseSearchFlow(options, threads).Compute(grayA, grayB, null, cancellationToken);
    }

    /// <summary>
    /// Flow that is already close, searched once more around itself at full resolution and smoothed by variational
    /// refinement: sub-pixel evidence that networks at a quarter of the resolution do not see.
    /// </summary>
    /// <param name="grayA">8-bit, one channel.</param>
    /// <param name="grayB">8-bit, one channel, same size.</param>
    /// <param name="start">Flow A to B of the same size; unknown vectors count as zero. Not modified.</param>
    /// <param name="threads">Threads to use; 0 means all cores. The result does not depend on it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">The images are not of one size and type, or a side is shorter than 8 pixels.</exception>
    public static FlowField Refine(Mat grayA, Mat grayB, FlowField start, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        InverseSearchOptions options = InverseSearchOptions.Of(InverseSearchPreset.Fast) with
        {
            FinestScale = 0,
            GradientDescentIterations = RefinementIterations,
        };
        return new InverseSearchFlow(options, threads).Compute(grayA, grayB, start, cancellationToken);
    }
}
