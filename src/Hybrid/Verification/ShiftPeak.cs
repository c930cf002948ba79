using System.Numerics.Tensors;

namespace Hybrid.Verification;

/// <summary>
/// The mean similarity of two grids of descriptors over the shifts between them: a single peak at none where they show the
/// same thing, as many as there are periods where they show a lattice, a ridge where structure runs in one direction.
/// </summary>
/// <param name="Height">Mean similarity at no shift above the median of other shifts'; NaN where too few places overlap to say.</param>
/// <param name="Rival">The highest such height at another shift over that at none: 1 where another is as good, infinite without a peak.</param>
/// <param name="Deviations">Height in standard deviations of the other shifts'.</param>
/// <param name="ShiftX">The rival's shift in steps of the grid, to the right.</param>
/// <param name="ShiftY">The same, downwards.</param>
public readonly record struct ShiftPeak(double Height, double Rival, double Deviations, int ShiftX, int ShiftY)
{
    // Neighbouring descriptors see mostly the same; a rival lies beyond their reach.
    private const int Reach = 3;
    private const int Same = 1;
    private const int LeastPlaces = 10;

    // Every second place in each direction says the same at a quarter of the cost.
    private const int Stride = 2;

    /// <summary>Nothing can be said.</summary>
    internal static ShiftPeak Unknown { get; } = new(double.NaN, double.NaN, double.NaN, 0, 0);

    /// <summary>Compares two grids at all shifts up to a third of their size.</summary>
    internal static ShiftPeak Of(DescriptorGrid a, DescriptorGrid b)
    {
        int rx = Math.Max(Reach + 1, a.Width / 3), ry = Math.Max(Reach + 1, a.Height / 3), columns = 2 * rx + 1;
        var sums = new double[columns * (2 * ry + 1)];
        var counts = new int[sums.Length];
        for (int y = 0; y < a.Height; y += Stride)
        {
            for (int x = 0; x < a.Width; x += Stride)
            {
                if (!a.IsUsable(x, y))
                    continue;
                ReadOnlySpan<float> from = a.At(x, y);
                for (int v = Math.Max(-ry, -y); v <= Math.Min(ry, b.Height - 1 - y); v++)
                {
                    for (int u = Math.Max(-rx, -x); u <= Math.Min(rx, b.Width - 1 - x); u++)
                    {
                        if (!b.IsUsable(x + u, y + v))
                            continue;
                        int at = (v + ry) * columns + u + rx;
                        sums[at] += TensorPrimitives.Dot(from, b.At(x + u, y + v));
                        counts[at]++;
                    }
                }
            }
        }
        return Of(sums, counts, rx, ry);
    }

    private static ShiftPeak Of(double[] sums, int[] counts, int rx, int ry)
    {
        int columns = 2 * rx + 1, here = counts[ry * columns + rx], enough = Math.Max(LeastPlaces, here / 4);
        if (here < LeastPlaces)
            return Unknown;
        double middle = double.NegativeInfinity, highest = double.NegativeInfinity;
        int shiftX = 0, shiftY = 0;
        var others = new List<double>(sums.Length);
        for (int v = -ry; v <= ry; v++)
        {
            for (int u = -rx; u <= rx; u++)
            {
                int at = (v + ry) * columns + u + rx, distance = Math.Max(Math.Abs(u), Math.Abs(v));
                if (counts[at] < enough)
                    continue;
                double mean = sums[at] / counts[at];
                if (distance <= Same)
                    middle = Math.Max(middle, mean);
                if (distance < Reach)
                    continue;
                others.Add(mean);
                if (mean > highest)
                    (highest, shiftX, shiftY) = (mean, u, v);
            }
        }
        if (others.Count < LeastPlaces)
            return Unknown;
        others.Sort();
        double median = others[others.Count / 2], average = others.Average();
        double deviation = Math.Sqrt(others.Sum(m => (m - average) * (m - average)) / others.Count);
        double height = middle - median;
        return new ShiftPeak(height, height > 0 ? (highest - median) / height : double.PositiveInfinity, height / Math.Max(1e-6, deviation), shiftX, shiftY);
    }
}
