using System.Numerics;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>
/// Census transform over 7 × 7 pixels (Zabih and Woodfill, ECCV 1994): which neighbours are darker than the centre. It does
/// not change with gain or offset, so it compares images of unlike exposure.
/// </summary>
internal static class CensusTransform
{
    /// <summary>Bits of a signature.</summary>
    public const int Bits = 48;

    private const int Radius = 3;

    /// <summary>Signature of each pixel, row-major; beyond the border the nearest pixel counts.</summary>
    /// <param name="gray">CV_8UC1.</param>
    /// <param name="stride">Only every so many pixels of every so many rows.</param>
    public static ulong[] Of(Mat gray, int stride = 1)
    {
        ArgumentNullException.ThrowIfNull(gray);
        int width = gray.Width, height = gray.Height;
        using var padded = new Mat();
        Cv2.CopyMakeBorder(gray, padded, Radius, Radius, Radius, Radius, BorderTypes.Replicate);
        int columns = (width + stride - 1) / stride, rows = (height + stride - 1) / stride;
        var signatures = new ulong[columns * rows];
        Concurrency.For(0, rows, j =>
        {
            int y = j * stride;
            Span<ulong> target = signatures.AsSpan(j * columns, columns);
            ReadOnlySpan<byte> centre = MatRows.Row<byte>(padded, y + Radius).Slice(Radius, width);
            for (int dy = 0; dy <= 2 * Radius; dy++)
            {
                ReadOnlySpan<byte> row = MatRows.Row<byte>(padded, y + dy);
                for (int dx = 0; dx <= 2 * Radius; dx++)
                {
                    if (dx == Radius && dy == Radius)
                        continue;
                    ReadOnlySpan<byte> neighbour = row.Slice(dx, width);
                    for (int i = 0, x = 0; i < target.Length; i++, x += stride)
                        target[i] = target[i] << 1 | (uint)(neighbour[x] - centre[x]) >> 31;
                }
            }
        });
        return signatures;
    }

    /// <summary>Share of the bits in which two signatures differ, 0..1.</summary>
    public static float Distance(ulong a, ulong b) => BitOperations.PopCount(a ^ b) / (float)Bits;
}
