using System.Numerics;

namespace Hybrid.Imaging;

/// <summary>
/// A dense displacement field from image A to image B: x_B = x_A + flow(x_A), in pixels of A's grid,
/// pixel centres at integer coordinates. Unknown displacements are NaN.
/// </summary>
public sealed class FlowField
{
    private readonly float[] _data;

    /// <summary>Creates a field of zero displacement.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 or the area exceeds an array.</exception>
    public FlowField(int width, int height)
        : this(width, height, new float[checked(2 * MapSize.Area(width, height))])
    {
    }

    /// <summary>Wraps an existing buffer without copying.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="data">2·width·height values, row-major, u and v interleaved.</param>
    /// <exception cref="ArgumentException">The buffer's length is not 2·width·height.</exception>
    public FlowField(int width, int height, float[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Length != 2 * MapSize.Area(width, height))
            throw new ArgumentException($"A {width}x{height} flow field has {2 * MapSize.Area(width, height)} values, not {data.Length}.", nameof(data));
        Width = width;
        Height = height;
        _data = data;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>All values, row-major, u (x) and v (y) interleaved; length 2·Width·Height.</summary>
    public float[] Data => _data;

    /// <summary>The displacement (u, v) at pixel (x, y); NaN where unknown.</summary>
    public Vector2 this[int x, int y]
    {
        get
        {
            int i = 2 * (y * Width + x);
            return new Vector2(_data[i], _data[i + 1]);
        }
        set
        {
            int i = 2 * (y * Width + x);
            _data[i] = value.X;
            _data[i + 1] = value.Y;
        }
    }

    /// <summary>Row y as interleaved u, v; length 2·Width.</summary>
    public Span<float> Row(int y) => _data.AsSpan(2 * y * Width, 2 * Width);

    /// <summary>Whether the displacement at (x, y) is known.</summary>
    public bool IsKnown(int x, int y)
    {
        int i = 2 * (y * Width + x);
        return !float.IsNaN(_data[i]) && !float.IsNaN(_data[i + 1]);
    }
}
