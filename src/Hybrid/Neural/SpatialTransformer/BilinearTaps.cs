namespace Hybrid.Neural;

/// <summary>
/// Where the pixels of a tile are read and with which weights: computed once, used by every channel. The four taps of a
/// pixel are two pairs of neighbours, so that each pair is one load; a pair that would hang over the image's edge is moved
/// inside and its weights with it, those of taps outside becoming zero.
/// </summary>
internal unsafe ref struct BilinearTaps
{
    /// <summary>First tap of each pixel, then weights of the upper and lower pair, in the order of <see cref="Slot"/>.</summary>
    public int* Base;
    public float* Top;
    public float* Bottom;

    /// <summary>Distance to the tap on the right and below; 0 where the image has but one column or row.</summary>
    public int Right, Below;

    /// <summary>
    /// Where a pixel's pair of weights lies among those of eight. In this order a horizontal addition of two registers
    /// of products leaves the eight sums in the order of the pixels.
    /// </summary>
    public static int Slot(int pixel) => 2 * ((pixel & ~7) | ((0x76325410 >> (4 * (pixel & 7))) & 7));

    /// <summary>Taps of all rows of a tile; row r begins at pixel r · <see cref="SampleTile.Columns"/> of the tables.</summary>
    public void Fill(float* grid, in SampleTile tile, SampleAxis horizontal, SampleAxis vertical)
    {
        for (int r = 0; r < tile.Height; r++)
            Row(r).FillRow(grid + 2 * tile.Offset(r), tile.Width, horizontal, vertical);
        (Right, Below) = (horizontal.Size > 1 ? 1 : 0, vertical.Size > 1 ? horizontal.Size : 0);
    }

    /// <summary>The taps from a row of the tile on.</summary>
    public readonly BilinearTaps Row(int row) => new()
    {
        Base = Base + row * SampleTile.Columns,
        Top = Top + 2 * row * SampleTile.Columns,
        Bottom = Bottom + 2 * row * SampleTile.Columns,
        Right = Right,
        Below = Below,
    };

    /// <summary>The taps from a pixel of this row on, a multiple of 8.</summary>
    public readonly BilinearTaps From(int pixel) => new() { Base = Base + pixel, Top = Top + 2 * pixel, Bottom = Bottom + 2 * pixel, Right = Right, Below = Below };

    private readonly void FillRow(float* grid, int count, SampleAxis horizontal, SampleAxis vertical)
    {
        for (int i = 0; i < count; i++)
        {
            float x = horizontal.Pad(horizontal.ToPixel(grid[2 * i]), out _), y = vertical.Pad(vertical.ToPixel(grid[2 * i + 1]), out _);
            int column = Pair(x, horizontal.Size, out float left, out float right), row = Pair(y, vertical.Size, out float above, out float below);
            Base[i] = row * horizontal.Size + column;
            int slot = Slot(i);
            Top[slot] = left * above;
            Top[slot + 1] = right * above;
            Bottom[slot] = left * below;
            Bottom[slot + 1] = right * below;
        }
        for (int i = count; i < ((count + 7) & ~7); i++)
        {
            Base[i] = 0;
            int slot = Slot(i);
            Top[slot] = Top[slot + 1] = Bottom[slot] = Bottom[slot + 1] = 0;
        }
    }

    /// <summary>First of the two neighbours to be read on an axis, and their weights.</summary>
    public static int Pair(float at, int size, out float first, out float second)
    {
        (first, second) = (0, 0);
        if (!(at > -1 && at < size))
            return 0;
        int floor = (int)(at + 1) - 1;
        float fraction = at - floor;
        if (floor < 0)
        {
            first = fraction;
            return 0;
        }
        if (size == 1)
        {
            first = 1 - fraction;
            return 0;
        }
        if (floor == size - 1)
        {
            second = 1 - fraction;
            return size - 2;
        }
        (first, second) = (1 - fraction, fraction);
        return floor;
    }

    /// <summary>Derivatives of both weights by the coordinate.</summary>
    public static void PairSlopes(float at, int size, out float first, out float second)
    {
        (first, second) = (0, 0);
        if (!(at > -1 && at < size))
            return;
        int floor = (int)(at + 1) - 1;
        if (floor < 0)
            first = 1;
        else if (size == 1)
            first = -1;
        else if (floor == size - 1)
            second = -1;
        else
            (first, second) = (-1, 1);
    }
}
