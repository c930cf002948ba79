namespace Hybrid.Neural;

/// <summary>Nearest-pixel sampling of a row of a tile.</summary>
internal static unsafe class NearestKernel
{
    /// <summary>Index of each pixel's source in a plane; −1 outside.</summary>
    public static void Fill(float* grid, int count, SampleAxis horizontal, SampleAxis vertical, int* source)
    {
        for (int i = 0; i < count; i++)
        {
            int x = Nearest(horizontal.Pad(horizontal.ToPixel(grid[2 * i]), out _), horizontal.Size);
            int y = Nearest(vertical.Pad(vertical.ToPixel(grid[2 * i + 1]), out _), vertical.Size);
            source[i] = x < 0 || y < 0 ? -1 : y * horizontal.Size + x;
        }
    }

    /// <summary>Values of a row of one channel.</summary>
    public static void Forward(int* source, int count, float* image, float* output)
    {
        for (int i = 0; i < count; i++)
            output[i] = source[i] < 0 ? 0 : image[source[i]];
    }

    /// <summary>Adds the gradient of the loss by one channel.</summary>
    public static void ImageGradient(int* source, int count, float* gradient, float* imageGradient)
    {
        for (int i = 0; i < count; i++)
        {
            if (source[i] >= 0)
                imageGradient[source[i]] += gradient[i];
        }
    }

    private static int Nearest(float at, int size)
    {
        float rounded = MathF.Round(at, MidpointRounding.ToEven);
        return rounded >= 0 && rounded < size ? (int)rounded : -1;
    }
}
