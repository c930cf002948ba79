namespace Hybrid.Restoration;

/// <summary>
/// One axis of an image, cut into overlapping tiles. Where two overlap their weights are cross-faded over the middle third of
/// the overlap and sum to one everywhere; the outer thirds, where a tile lacks its surroundings, count for nothing.
/// </summary>
internal sealed class TileGrid
{
    private readonly List<(int Start, int End)> _tiles = [];

    /// <param name="length">Length of the axis in pixels.</param>
    /// <param name="size">Longest tile.</param>
    /// <param name="overlap">Least overlap of neighbours.</param>
    /// <param name="multiple">Starts are multiples of this.</param>
    public TileGrid(int length, int size, int overlap, int multiple)
    {
        // Otherwise a pixel could lie in three tiles, whose weights would not sum to one.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(2 * (overlap + multiple), size);
        if (length <= size)
        {
            _tiles.Add((0, length));
            return;
        }
        int stride = (size - overlap) / multiple * multiple;
        int start = 0;
        for (; start + size < length; start += stride)
            _tiles.Add((start, start + size));
        _tiles.Add((start, length));
    }

    /// <summary>The tiles in order, as half-open ranges.</summary>
    public IReadOnlyList<(int Start, int End)> Tiles => _tiles;

    /// <summary>Weight of each pixel of a tile, 0..1.</summary>
    public float[] Weights(int tile)
    {
        (int start, int end) = _tiles[tile];
        var weights = new float[end - start];
        for (int x = start; x < end; x++)
        {
            double weight = 1;
            if (tile > 0)
                weight *= Rise(x, start, _tiles[tile - 1].End);
            if (tile + 1 < _tiles.Count)
                weight *= 1 - Rise(x, _tiles[tile + 1].Start, end);
            weights[x - start] = (float)weight;
        }
        return weights;
    }

    /// <summary>0 before the middle third of an overlap, 1 after it, linear within.</summary>
    private static double Rise(int x, int start, int end)
    {
        double third = (end - start) / 3.0;
        return Math.Clamp((x + 0.5 - start - third) / third, 0, 1);
    }
}
