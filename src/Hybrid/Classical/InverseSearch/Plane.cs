using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hybrid.Classical.InverseSearch;

/// <summary>
/// One channel of floats with a border on each side, and a few more floats at the end of each row, so that a vector that
/// begins in the last column stays inside. Memory is kept when the shape changes and grows only.
/// </summary>
internal sealed class Plane
{
    private const int Lanes = 8;
    private float[] _data = [];
    private int _border, _origin;

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; private set; }

    /// <summary>The value at (x, y), which may lie in the border; neighbours follow in memory.</summary>
    public ref float this[int x, int y]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_data), _origin + (nint)y * Stride + x);
    }

    /// <summary>Row y without its border.</summary>
    public Span<float> Row(int y) => _data.AsSpan(_origin + y * Stride, Width);

    /// <summary>Takes a new shape; what the plane holds is undefined afterwards, but finite.</summary>
    /// <param name="width">Columns without border.</param>
    /// <param name="height">Rows without border.</param>
    /// <param name="border">Rows and columns around them.</param>
    public void Reshape(int width, int height, int border = 0)
    {
        (Width, Height, _border) = (width, height, border);
        Stride = (width + 2 * border + 2 * Lanes - 1) / Lanes * Lanes;
        _origin = border * Stride + border;
        int length = checked(Stride * (height + 2 * border) + Lanes);
        if (_data.Length < length)
            _data = new float[length];
    }

    /// <summary>Sets all values, border included, to zero.</summary>
    public void Clear() => Array.Clear(_data, 0, Stride * (Height + 2 * _border));

    /// <summary>Sets rows [from, to) to zero, borders left and right included.</summary>
    public void Clear(int from, int to) => Array.Clear(_data, (from + _border) * Stride, (to - from) * Stride);

    /// <summary>Repeats the outermost columns of rows [from, to) into the border, and of the first and last row the whole row.</summary>
    public void ReplicateBorder(int from, int to)
    {
        for (int y = from; y < to; y++)
        {
            MemoryMarshal.CreateSpan(ref this[-_border, y], _border).Fill(this[0, y]);
            MemoryMarshal.CreateSpan(ref this[Width, y], Stride - Width - _border).Fill(this[Width - 1, y]);
            if (y == 0)
                Repeat(0, -_border, 0);
            if (y == Height - 1)
                Repeat(y, Height, Height + _border);
        }
    }

    private void Repeat(int source, int from, int to)
    {
        Span<float> row = MemoryMarshal.CreateSpan(ref this[-_border, source], Stride);
        for (int y = from; y < to; y++)
            row.CopyTo(MemoryMarshal.CreateSpan(ref this[-_border, y], Stride));
    }
}
