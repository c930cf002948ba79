namespace Hybrid.Neural;

/// <summary>
/// Affine grids: θ is a 2 × 3 matrix, row-major (equation 1 of the paper; PyTorch's <c>affine_grid</c>). They are projective
/// grids whose third row is (0, 0, 1), to the bit.
/// </summary>
/// <param name="height">Rows of the grid.</param>
/// <param name="width">Columns of the grid.</param>
/// <param name="corners">Meaning of −1 and 1.</param>
public sealed class AffineGrid(int height, int width, CornerConvention corners) : IGridGenerator
{
    private const int Entries = 9;

    private readonly ProjectiveGrid _projective = new(height, width, corners);

    /// <inheritdoc />
    public int ParameterCount => 6;

    /// <inheritdoc />
    public int Height => _projective.Height;

    /// <inheritdoc />
    public int Width => _projective.Width;

    /// <inheritdoc />
    public float[] Identity => [1, 0, 0, 0, 1, 0];

    /// <inheritdoc />
    public float[] Generate(ReadOnlySpan<float> parameters) => _projective.Generate(Projective(parameters));

    /// <inheritdoc />
    public float[] Backward(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gridGradient)
    {
        float[] whole = _projective.Backward(Projective(parameters), gridGradient);
        var result = new float[parameters.Length];
        for (int n = 0; n < result.Length / ParameterCount; n++)
            whole.AsSpan(Entries * n, ParameterCount).CopyTo(result.AsSpan(ParameterCount * n));
        return result;
    }

    private float[] Projective(ReadOnlySpan<float> parameters)
    {
        int batch = GridPlane.Batch(parameters.Length, ParameterCount);
        var result = new float[Entries * batch];
        for (int n = 0; n < batch; n++)
        {
            parameters.Slice(ParameterCount * n, ParameterCount).CopyTo(result.AsSpan(Entries * n));
            result[Entries * n + Entries - 1] = 1;
        }
        return result;
    }
}
