namespace Hybrid.Stitching.Composition.Exposure;

/// <summary>A layer's rectangle cut into equal cells, each of which gets a gain of its own.</summary>
/// <param name="First">Number of its first cell among those of all layers; the others follow row by row.</param>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Rows">Rows of cells.</param>
/// <param name="CellWidth">Pixels of a cell but for the last of a row.</param>
/// <param name="CellHeight">Pixels of a cell but for the last of a column.</param>
internal readonly record struct CellGrid(int First, int Columns, int Rows, int CellWidth, int CellHeight)
{
    /// <summary>Number of the first cell that belongs to another layer.</summary>
    public int End => First + Columns * Rows;

    /// <summary>One cell a layer.</summary>
    public static CellGrid[] Whole(IReadOnlyList<SmallLayer> layers) =>
        [.. layers.Select((l, i) => new CellGrid(i, 1, 1, l.Bounds.Width, l.Bounds.Height))];

    /// <summary>Cells of at most so many pixels a side.</summary>
    public static CellGrid[] Divide(IReadOnlyList<SmallLayer> layers, int side)
    {
        var grids = new CellGrid[layers.Count];
        int first = 0;
        for (int i = 0; i < grids.Length; i++)
        {
            int width = layers[i].Bounds.Width, height = layers[i].Bounds.Height;
            int columns = (width + side - 1) / side, rows = (height + side - 1) / side;
            grids[i] = new CellGrid(first, columns, rows, (width + columns - 1) / columns, (height + rows - 1) / rows);
            first = grids[i].End;
        }
        return grids;
    }

    /// <summary>The cell of a pixel of the layer.</summary>
    public int CellOf(int x, int y) => First + y / CellHeight * Columns + x / CellWidth;
}
