using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Composition.Seams;

/// <summary>
/// What every way of dividing a rectangle between two layers, A and B, costs: pixels that only one of them has ask for it,
/// and neighbours that go to different layers cost what the layers differ by at both.
/// </summary>
internal sealed class SeamEnergy
{
    /// <summary>More than a pixel's four links together can cost, so that no pixel is given to a layer that lacks it.</summary>
    private const int Demand = 10_000 * SeamCost.Unit;

    /// <summary>Added to links beside the overlap, so that a seam does not leave it for a shortcut.</summary>
    private const int Outside = 1_000 * SeamCost.Unit;

    private SeamEnergy(int width, int height)
    {
        (Width, Height) = (width, height);
        (Terminals, Right, Down) = (new int[width * height], new int[width * height], new int[width * height]);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>What a pixel costs with B (above 0) or, negated, with A (below 0); row-major.</summary>
    public int[] Terminals { get; }

    /// <summary>What a seam between a pixel and the next of its row costs.</summary>
    public int[] Right { get; }

    /// <summary>What a seam between a pixel and the one below costs.</summary>
    public int[] Down { get; }

    /// <summary>The energy of a part of the canvas.</summary>
    /// <param name="cost">Between the layers, at the masks' resolution.</param>
    /// <param name="region">The part; pixels beyond the layers belong to neither.</param>
    /// <param name="boundsA">Where A's mask lies.</param>
    /// <param name="maskA">Where A has pixels.</param>
    /// <param name="boundsB">Where B's mask lies.</param>
    /// <param name="maskB">Where B has pixels.</param>
    public static SeamEnergy Of(SeamCost cost, Rect region, Rect boundsA, Mat maskA, Rect boundsB, Mat maskB)
    {
        int width = region.Width, height = region.Height;
        var energy = new SeamEnergy(width, height);
        var costs = new int[width * height];
        var owned = new byte[width * height];
        Mark(owned, 1, region, boundsA, maskA);
        Mark(owned, 2, region, boundsB, maskB);
        Rect known = region & cost.Bounds;
        for (int y = known.Y; y < known.Bottom; y++)
        {
            for (int x = known.X; x < known.Right; x++)
                costs[(y - region.Y) * width + x - region.X] = cost.Values[(y - cost.Bounds.Y) * cost.Bounds.Width + x - cost.Bounds.X];
        }
        for (int i = 0; i < costs.Length; i++)
        {
            energy.Terminals[i] = owned[i] switch { 1 => Demand, 2 => -Demand, _ => 0 };
            if ((i + 1) % width != 0)
                energy.Right[i] = Link(i, i + 1);
            if (i + width < costs.Length)
                energy.Down[i] = Link(i, i + width);
        }
        return energy;

        int Link(int i, int j) => costs[i] + costs[j] + SeamCost.Unit + ((owned[i] & owned[j]) == 3 ? 0 : Outside);
    }

    /// <summary>An energy given by its terms; each row-major, the last of a row or column of links ignored.</summary>
    public static SeamEnergy Of(int width, int height, ReadOnlySpan<int> terminals, ReadOnlySpan<int> right, ReadOnlySpan<int> down)
    {
        var energy = new SeamEnergy(width, height);
        terminals.CopyTo(energy.Terminals);
        right.CopyTo(energy.Right);
        down.CopyTo(energy.Down);
        return energy;
    }

    /// <summary>What a division costs.</summary>
    /// <param name="isA">Which pixels go to A, row-major.</param>
    public long Cost(ReadOnlySpan<bool> isA)
    {
        long sum = 0;
        for (int i = 0; i < isA.Length; i++)
        {
            sum += isA[i] ? Math.Max(0, -Terminals[i]) : Math.Max(0, Terminals[i]);
            if ((i + 1) % Width != 0 && isA[i] != isA[i + 1])
                sum += Right[i];
            if (i + Width < isA.Length && isA[i] != isA[i + Width])
                sum += Down[i];
        }
        return sum;
    }

    /// <summary>The same with rows and columns exchanged.</summary>
    public SeamEnergy Transposed()
    {
        var turned = new SeamEnergy(Height, Width);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                int from = y * Width + x, to = x * Height + y;
                (turned.Terminals[to], turned.Right[to], turned.Down[to]) = (Terminals[from], Down[from], Right[from]);
            }
        }
        return turned;
    }

    private static void Mark(byte[] owned, byte bit, Rect region, Rect bounds, Mat mask)
    {
        Rect part = region & bounds;
        for (int y = part.Y; y < part.Bottom; y++)
        {
            ReadOnlySpan<byte> seen = MatRows.Row<byte>(mask, y - bounds.Y)[(part.X - bounds.X)..];
            Span<byte> row = owned.AsSpan((y - region.Y) * region.Width + part.X - region.X, part.Width);
            for (int x = 0; x < row.Length; x++)
                row[x] |= seen[x] != 0 ? bit : (byte)0;
        }
    }
}
