using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>
/// A dense map of one value a pixel, row-major: confidence in 0..1, disparity in pixels
/// (d ≥ 0: x_right = x_left − d), error in pixels. Unknown is NaN.
/// </summary>
public sealed class ScalarMap
{
    /// <summary>Creates a map of zeros.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    public ScalarMap(int width, int height)
        : this(width, height, new float[MapSize.Area(width, height)])
    {
    }

    /// <summary>Wraps an existing buffer without copying.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="data">width·height values, row-major.</param>
    /// <exception cref="ArgumentException">The buffer's length is not width·height.</exception>
    public ScalarMap(int width, int height, float[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Length != MapSize.Area(width, height))
            throw new ArgumentException($"A {width}x{height} map has {MapSize.Area(width, height)} values, not {data.Length}.", nameof(data));
        Width = width;
        Height = height;
        Data = data;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>All values, row-major; length Width·Height.</summary>
    public float[] Data { get; }

    /// <summary>The value at pixel (x, y); NaN where unknown.</summary>
    public float this[int x, int y]
    {
        get => Data[y * Width + x];
        set => Data[y * Width + x] = value;
    }

    /// <summary>Row y; length Width.</summary>
    public Span<float> Row(int y) => Data.AsSpan(y * Width, Width);

    /// <summary>The map over a grid of another size (pixel centres at integers), bilinear; values stay.</summary>
    /// <param name="width">New width in pixels.</param>
    /// <param name="height">New height in pixels.</param>
    public ScalarMap Resized(int width, int height)
    {
        using Mat from = Mat.FromPixelData(Height, Width, MatType.CV_32FC1, Data);
        using var to = new Mat();
        Cv2.Resize(from, to, new Size(width, height), 0, 0, InterpolationFlags.Linear);
        return Of(to);
    }

    /// <summary>A copy of a CV_32FC1.</summary>
    internal static ScalarMap Of(Mat values)
    {
        var result = new ScalarMap(values.Width, values.Height);
        for (int y = 0; y < result.Height; y++)
            MatRows.Row<float>(values, y).CopyTo(result.Row(y));
        return result;
    }
}
