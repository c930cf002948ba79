using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>A network that gives dense flow between two images of one size. Safe for concurrent use.</summary>
public interface IFlowNetwork
{
    /// <summary>Name and version of the model.</summary>
    string Description { get; }

    /// <summary>Flow between two images.</summary>
    /// <param name="grayA">8-bit, one channel.</param>
    /// <param name="grayB">8-bit, one channel, same size.</param>
    /// <param name="initial">Where to start, A to B in pixels of the images; null means nothing is known.</param>
    /// <param name="options">Iterations, early exit, directions.</param>
    /// <param name="cancellationToken">Checked between runs of a graph.</param>
    /// <exception cref="ArgumentException">The images differ in size.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    CascadeFlow Estimate(Mat grayA, Mat grayB, FlowField? initial, CascadeOptions options, CancellationToken cancellationToken = default);
}
