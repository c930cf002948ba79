using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>Dense flow between two images that are already nearly aligned. Thread-safe.</summary>
public interface IResidualFlow
{
    /// <summary>Name in provenance.</summary>
    string Name { get; }

    /// <summary>Flow both ways.</summary>
    /// <param name="a">8-bit grey.</param>
    /// <param name="b">8-bit grey, same size.</param>
    /// <param name="cancellationToken">Stops it.</param>
    ResidualSolution Solve(Mat a, Mat b, CancellationToken cancellationToken);
}

/// <summary>Residual flow of a pair.</summary>
/// <param name="Forward">A to B.</param>
/// <param name="Backward">B to A.</param>
/// <param name="Confidence">Of the forward flow, 0..1; null where the method has none of its own.</param>
public sealed record ResidualSolution(FlowField Forward, FlowField Backward, ScalarMap? Confidence);
