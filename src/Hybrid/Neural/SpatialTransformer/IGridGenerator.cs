namespace Hybrid.Neural;

/// <summary>
/// The grid generator of the spatial transformer: from parameters θ to where each output pixel is read in the input, both in
/// coordinates normalised to [−1, 1]. Differentiable in θ.
/// </summary>
public interface IGridGenerator
{
    /// <summary>Parameters an image.</summary>
    int ParameterCount { get; }

    /// <summary>Rows of the grid.</summary>
    int Height { get; }

    /// <summary>Columns of the grid.</summary>
    int Width { get; }

    /// <summary>The parameters under which every pixel is read where it lies.</summary>
    float[] Identity { get; }

    /// <summary>Grids (batch, height, width, 2) of parameters (batch, count).</summary>
    /// <exception cref="ArgumentException">The parameters do not divide into images.</exception>
    float[] Generate(ReadOnlySpan<float> parameters);

    /// <summary>Gradient by the parameters (batch, count) of a loss whose gradient by the grid is given.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    float[] Backward(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gridGradient);
}
