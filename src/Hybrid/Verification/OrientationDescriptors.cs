using System.Numerics.Tensors;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>
/// Histograms of unsigned gradient orientation (Dalal and Triggs, CVPR 2005) around every place of a grid: 3 × 3 blocks of
/// 8 × 8 pixels, eight orientations. Without the gradient's sign they survive a reversal of contrast.
/// </summary>
internal static class OrientationDescriptors
{
    private const int Bins = GradientField.Bins;
    private const int Blocks = 3;
    private const int Cell = 4;
    private const float Clip = 0.25f;

    /// <summary>Values a descriptor.</summary>
    public const int Dimension = Blocks * Blocks * Bins;

    /// <summary>Describes an image.</summary>
    /// <param name="gradients">Its gradients.</param>
    /// <param name="leftOut">CV_8UC1: gradients count for nothing where it is not zero.</param>
    /// <returns>The descriptors, place by place as in <see cref="DescriptorGrid"/>; all zero where there is no gradient.</returns>
    public static float[] Make(GradientField gradients, Mat leftOut)
    {
        int columns = gradients.Width / Cell, rows = gradients.Height / Cell;
        float[] cells = Cells(gradients, leftOut, columns, rows);
        int width = gradients.Width / DescriptorGrid.Step, height = gradients.Height / DescriptorGrid.Step;
        var data = new float[width * height * Dimension];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                Gather(cells, columns, rows, 2 * x, 2 * y, data.AsSpan((y * width + x) * Dimension, Dimension));
        }
        return data;
    }

    /// <summary>Histograms of 4 × 4 pixels.</summary>
    private static float[] Cells(GradientField gradients, Mat leftOut, int columns, int rows)
    {
        var cells = new float[columns * rows * Bins];
        for (int y = 0; y < rows * Cell; y++)
        {
            ReadOnlySpan<float> strength = gradients.Strength.AsSpan(y * gradients.Width, gradients.Width);
            ReadOnlySpan<float> orientation = gradients.Orientation.AsSpan(y * gradients.Width, gradients.Width);
            Span<byte> skip = MatRows.Row<byte>(leftOut, y);
            for (int x = 0; x < columns * Cell; x++)
            {
                if (strength[x] == 0 || skip[x] != 0)
                    continue;
                int low = (int)orientation[x], at = (y / Cell * columns + x / Cell) * Bins;
                float rest = orientation[x] - low;
                cells[at + low % Bins] += strength[x] * (1 - rest);
                cells[at + (low + 1) % Bins] += strength[x] * rest;
            }
        }
        return cells;
    }

    /// <summary>The 3 × 3 blocks of 2 × 2 cells around the block that begins at a cell, to unit length.</summary>
    private static void Gather(float[] cells, int columns, int rows, int left, int top, Span<float> descriptor)
    {
        for (int by = 0; by < Blocks; by++)
        {
            for (int bx = 0; bx < Blocks; bx++)
            {
                Span<float> block = descriptor.Slice((by * Blocks + bx) * Bins, Bins);
                for (int cy = top + 2 * (by - 1); cy < top + 2 * by; cy++)
                {
                    for (int cx = left + 2 * (bx - 1); cx < left + 2 * bx; cx++)
                    {
                        if (cx >= 0 && cy >= 0 && cx < columns && cy < rows)
                            TensorPrimitives.Add(block, cells.AsSpan((cy * columns + cx) * Bins, Bins), block);
                    }
                }
            }
        }
        Normalise(descriptor);
        TensorPrimitives.Min(descriptor, Clip, descriptor);
        Normalise(descriptor);
    }

    private static void Normalise(Span<float> descriptor)
    {
        float length = TensorPrimitives.Norm<float>(descriptor);
        if (length > 0)
            TensorPrimitives.Divide(descriptor, length, descriptor);
    }
}
