using System.Numerics.Tensors;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>
/// Histograms of unsigned gradient orientation (Dalal and Triggs, CVPR 2005) around every place of a grid: 3 × 3 blocks of
/// 8 × 8 pixels, eight orientations. Without the gradient's sign they survive a reversal of contrast, with its square root
/// a change of gain.
/// </summary>
internal static class OrientationDescriptors
{
    private const int Bins = 8;
    private const int Blocks = 3;
    private const int Cell = 4;
    private const float Clip = 0.25f;

    /// <summary>Values a descriptor.</summary>
    public const int Dimension = Blocks * Blocks * Bins;

    /// <summary>Describes an image.</summary>
    /// <param name="gray">8-bit, one channel.</param>
    /// <param name="ignored">CV_8UC1: gradients count for nothing where it is not zero.</param>
    /// <returns>The descriptors, place by place as in <see cref="DescriptorGrid"/>; all zero where there is no gradient.</returns>
    public static float[] Make(Mat gray, Mat ignored)
    {
        int columns = gray.Width / Cell, rows = gray.Height / Cell;
        float[] cells = Cells(gray, ignored, columns, rows);
        int width = gray.Width / DescriptorGrid.Step, height = gray.Height / DescriptorGrid.Step;
        var data = new float[width * height * Dimension];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                Gather(cells, columns, rows, 2 * x, 2 * y, data.AsSpan((y * width + x) * Dimension, Dimension));
        }
        return data;
    }

    /// <summary>Histograms of 4 × 4 pixels.</summary>
    private static float[] Cells(Mat gray, Mat ignored, int columns, int rows)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(gray, smooth, new Size(0, 0), 1);
        using var gx = new Mat();
        using var gy = new Mat();
        Cv2.Sobel(smooth, gx, MatType.CV_32F, 1, 0, 3, 0.125);
        Cv2.Sobel(smooth, gy, MatType.CV_32F, 0, 1, 3, 0.125);
        var cells = new float[columns * rows * Bins];
        for (int y = 0; y < rows * Cell; y++)
        {
            Span<float> rx = MatRows.Row<float>(gx, y), ry = MatRows.Row<float>(gy, y);
            Span<byte> skip = MatRows.Row<byte>(ignored, y);
            for (int x = 0; x < columns * Cell; x++)
            {
                float u = rx[x], v = ry[x];
                float magnitude = u * u + v * v;
                if (magnitude < 0.25f || skip[x] != 0)
                    continue;
                magnitude = MathF.Sqrt(MathF.Sqrt(magnitude));
                float angle = MathF.Atan2(v, u) * (Bins / MathF.PI);
                angle = angle < 0 ? angle + Bins : angle;
                int low = (int)angle;
                float rest = angle - low;
                int at = (y / Cell * columns + x / Cell) * Bins;
                cells[at + low % Bins] += magnitude * (1 - rest);
                cells[at + (low + 1) % Bins] += magnitude * rest;
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
        for (int i = 0; i < descriptor.Length; i++)
            descriptor[i] = MathF.Min(descriptor[i], Clip);
        Normalise(descriptor);
    }

    private static void Normalise(Span<float> descriptor)
    {
        float length = TensorPrimitives.Norm<float>(descriptor);
        if (length > 0)
            TensorPrimitives.Divide(descriptor, length, descriptor);
    }
}
