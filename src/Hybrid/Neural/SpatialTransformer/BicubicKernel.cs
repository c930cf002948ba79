using System.Runtime.Intrinsics;

namespace Hybrid.Neural;

/// <summary>Bicubic sampling of a row of a tile, forward and backward.</summary>
internal static unsafe class BicubicKernel
{
    /// <summary>Taps of a row's pixels on both axes.</summary>
    public static void Fill(float* grid, int count, SampleAxis horizontal, SampleAxis vertical, bool zeros, BicubicTaps* columns, BicubicTaps* rows)
    {
        for (int i = 0; i < count; i++)
        {
            columns[i] = BicubicTaps.At(grid[2 * i], horizontal, zeros);
            rows[i] = BicubicTaps.At(grid[2 * i + 1], vertical, zeros);
        }
    }

    /// <summary>Values of a row of one channel.</summary>
    public static void Forward(BicubicTaps* columns, BicubicTaps* rows, int count, float* image, float* output, int width)
    {
        for (int i = 0; i < count; i++)
            output[i] = Dot(columns[i].Weight, columns + i, rows[i].Weight, rows + i, image, width);
    }

    /// <summary>Adds the gradient of the loss by one channel.</summary>
    public static void ImageGradient(BicubicTaps* columns, BicubicTaps* rows, int count, float* gradient, float* imageGradient, int width)
    {
        for (int i = 0; i < count; i++)
        {
            for (int r = 0; r < 4; r++)
            {
                float* row = imageGradient + rows[i].Index[r] * width;
                float g = gradient[i] * rows[i].Weight[r];
                for (int k = 0; k < 4; k++)
                    row[columns[i].Index[k]] += g * columns[i].Weight[k];
            }
        }
    }

    /// <summary>Adds one channel's share of the gradient of the loss by each pixel's place, in pixels.</summary>
    public static void PlaceGradient(BicubicTaps* columns, BicubicTaps* rows, int count, float* image, float* gradient, int width, float* place)
    {
        for (int i = 0; i < count; i++)
        {
            place[2 * i] += gradient[i] * Dot(columns[i].Slope, columns + i, rows[i].Weight, rows + i, image, width);
            place[2 * i + 1] += gradient[i] * Dot(columns[i].Weight, columns + i, rows[i].Slope, rows + i, image, width);
        }
    }

    private static float Dot(float* across, BicubicTaps* columns, float* down, BicubicTaps* rows, float* image, int width)
    {
        if (columns->Contiguous)
        {
            float* start = image + columns->Index[0];
            Vector128<float> sum = Vector128.Load(start + rows->Index[0] * width) * down[0];
            sum += Vector128.Load(start + rows->Index[1] * width) * down[1];
            sum += Vector128.Load(start + rows->Index[2] * width) * down[2];
            sum += Vector128.Load(start + rows->Index[3] * width) * down[3];
            return Vector128.Sum(sum * Vector128.Load(across));
        }
        float total = 0;
        for (int r = 0; r < 4; r++)
        {
            float* row = image + rows->Index[r] * width;
            total += down[r] * (across[0] * row[columns->Index[0]] + across[1] * row[columns->Index[1]] + across[2] * row[columns->Index[2]] + across[3] * row[columns->Index[3]]);
        }
        return total;
    }
}
