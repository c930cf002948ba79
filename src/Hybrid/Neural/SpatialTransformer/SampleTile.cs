namespace Hybrid.Neural;

/// <summary>
/// A rectangle of an output plane. Its places are computed once and serve all channels; its tables fit the second-level cache.
/// It is wide and low, so that an image up to <see cref="Columns"/> wide is written in one run of memory a channel.
/// </summary>
/// <param name="Item">Image of the batch.</param>
/// <param name="Start">First pixel in the output plane.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Stride">Columns of the whole plane.</param>
internal readonly record struct SampleTile(int Item, int Start, int Width, int Height, int Stride)
{
    /// <summary>Columns of a full tile; a multiple of 8.</summary>
    public const int Columns = 320;

    /// <summary>Rows of a full tile.</summary>
    public const int Rows = 8;

    /// <summary>First pixel of a row of the tile in the output plane.</summary>
    public int Offset(int row) => Start + row * Stride;

    /// <summary>Tiles of a whole batch.</summary>
    public static int Count(in SampleShape shape) => shape.Batch * Across(shape) * Down(shape);

    /// <summary>Tiles of one image.</summary>
    public static int CountOfImage(in SampleShape shape) => Across(shape) * Down(shape);

    /// <summary>A tile by number; those of one image follow one another.</summary>
    public static SampleTile At(in SampleShape shape, int number)
    {
        int across = Across(shape), each = across * Down(shape);
        int item = number / each, x = number % each % across * Columns, y = number % each / across * Rows;
        return new SampleTile(
            item, y * shape.OutputWidth + x, Math.Min(Columns, shape.OutputWidth - x), Math.Min(Rows, shape.OutputHeight - y), shape.OutputWidth);
    }

    private static int Across(in SampleShape shape) => (shape.OutputWidth + Columns - 1) / Columns;

    private static int Down(in SampleShape shape) => (shape.OutputHeight + Rows - 1) / Rows;
}
