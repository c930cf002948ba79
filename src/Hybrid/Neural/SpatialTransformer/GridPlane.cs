namespace Hybrid.Neural;

/// <summary>The output's own pixels in normalised coordinates.</summary>
internal readonly struct GridPlane
{
    public GridPlane(int height, int width, CornerConvention corners)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (Height, Width) = (height, width);
        Xs = Axis(width, corners);
        Ys = Axis(height, corners);
    }

    public int Height { get; }

    public int Width { get; }

    public int Length => 2 * Height * Width;

    public float[] Xs { get; }

    public float[] Ys { get; }

    public static int Batch(int parameters, int each) => parameters > 0 && parameters % each == 0
        ? parameters / each
        : throw new ArgumentException($"{parameters} parameters are not a whole number of times {each}.");

    public void CheckGradient(int batch, int gradient)
    {
        if (gradient != batch * Length)
            throw new ArgumentException($"{gradient} gradients do not fit {batch} grids of {Length}.");
    }

    private static float[] Axis(int size, CornerConvention corners)
    {
        var axis = new float[size];
        for (int i = 0; i < size; i++)
        {
            // PyTorch puts the only pixel of an axis at 0 in both conventions.
            axis[i] = corners == CornerConvention.PixelEdges ? (2f * i + 1) / size - 1 : size == 1 ? 0 : 2f * i / (size - 1) - 1;
        }
        return axis;
    }
}
