using System.Numerics;
using System.Runtime.Intrinsics;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Rendering;

/// <summary>
/// A painted surface with opacity that is sampled between its pixels and at any reduction: a pyramid of halved copies,
/// linear within a level and between two.
/// </summary>
internal sealed class Texture
{
    // Each pixel is B, G, R, opacity in one number; colours are multiplied by opacity.
    private readonly uint[][] _levels;
    private readonly int[] _widths;
    private readonly int[] _heights;
    private readonly bool _isCutout;

    private Texture(uint[] pixels, int width, int height, bool isCutout)
    {
        _isCutout = isCutout;
        var levels = new List<uint[]> { pixels };
        var widths = new List<int> { width };
        var heights = new List<int> { height };
        while (widths[^1] >= 4 && heights[^1] >= 4 && levels.Count < 8)
        {
            levels.Add(Halve(levels[^1], widths[^1], heights[^1]));
            widths.Add(widths[^1] / 2);
            heights.Add(heights[^1] / 2);
        }
        _levels = [.. levels];
        _widths = [.. widths];
        _heights = [.. heights];
    }

    /// <summary>Width in texture pixels.</summary>
    internal int Width => _widths[0];

    /// <summary>Height in texture pixels.</summary>
    internal int Height => _heights[0];

    /// <summary>A surface without end: beyond its edges it goes on as its mirror image.</summary>
    /// <param name="picture">CV_8UC3.</param>
    internal static Texture Endless(Mat picture) => new(Pack(picture, null), picture.Width, picture.Height, isCutout: false);

    /// <summary>A cut-out: transparent beyond its edges and where the mask says so.</summary>
    /// <param name="picture">CV_8UC3.</param>
    /// <param name="opacity">CV_8UC1, 255 = opaque.</param>
    internal static Texture Cutout(Mat picture, Mat opacity) => new(Pack(picture, opacity), picture.Width, picture.Height, isCutout: true);

    /// <summary>Opacity 0..1 at a point, of the unreduced surface.</summary>
    internal float Opacity(double x, double y) => _isCutout ? Bilinear(0, (float)x, (float)y).W / 255 : 1;

    /// <summary>B, G, R times opacity, and opacity, all 0..255, averaged over about <paramref name="footprint"/> texture pixels.</summary>
    internal Vector4 Sample(float x, float y, float footprint)
    {
        float level = footprint <= 1 ? 0 : Math.Min(MathF.Log2(footprint), _levels.Length - 1);
        int low = (int)level;
        Vector4 fine = AtLevel(low, x, y);
        float mix = level - low;
        return mix < 0.01f || low + 1 >= _levels.Length ? fine : Vector4.Lerp(fine, AtLevel(low + 1, x, y), mix);
    }

    private Vector4 AtLevel(int level, float x, float y)
    {
        float scale = 1f / (1 << level);
        return Bilinear(level, (x + 0.5f) * scale - 0.5f, (y + 0.5f) * scale - 0.5f);
    }

    private Vector4 Bilinear(int level, float x, float y)
    {
        // Far outside, a float has no fraction left; nothing is to be seen there.
        if (!(Math.Abs(x) < 1e6f && Math.Abs(y) < 1e6f))
            return Vector4.Zero;
        int x0 = (int)MathF.Floor(x), y0 = (int)MathF.Floor(y);
        float fx = x - x0, fy = y - y0;
        Vector4 top = Vector4.Lerp(At(level, x0, y0), At(level, x0 + 1, y0), fx);
        return Vector4.Lerp(top, Vector4.Lerp(At(level, x0, y0 + 1), At(level, x0 + 1, y0 + 1), fx), fy);
    }

    private Vector4 At(int level, int x, int y)
    {
        int width = _widths[level], height = _heights[level];
        if ((uint)x >= (uint)width || (uint)y >= (uint)height)
        {
            if (_isCutout)
                return Vector4.Zero;
            x = Mirror(x, width);
            y = Mirror(y, height);
        }
        Vector128<byte> packed = Vector128.CreateScalar(_levels[level][y * width + x]).AsByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(packed)).AsInt32()).AsVector4();
    }

    private static int Mirror(int i, int n)
    {
        int period = 2 * n;
        i = ((i % period) + period) % period;
        return i < n ? i : period - 1 - i;
    }

    private static unsafe uint[] Pack(Mat picture, Mat? opacity)
    {
        var pixels = new uint[picture.Width * picture.Height];
        for (int y = 0, rows = picture.Height; y < rows; y++)
        {
            var row = new ReadOnlySpan<byte>((void*)picture.Ptr(y), 3 * picture.Width);
            ReadOnlySpan<byte> alpha = opacity is null ? [] : new ReadOnlySpan<byte>((void*)opacity.Ptr(y), picture.Width);
            for (int x = 0, columns = picture.Width; x < columns; x++)
            {
                uint a = opacity is null ? 255u : alpha[x];
                uint Channel(byte c) => (c * a + 127) / 255;
                pixels[y * picture.Width + x] = Channel(row[3 * x]) | (Channel(row[3 * x + 1]) << 8) | (Channel(row[3 * x + 2]) << 16) | (a << 24);
            }
        }
        return pixels;
    }

    private static uint[] Halve(uint[] fine, int width, int height)
    {
        int w = width / 2, h = height / 2;
        var coarse = new uint[w * h];
        Concurrency.For(0, h, y =>
        {
            for (int x = 0; x < w; x++)
            {
                int i = 2 * y * width + 2 * x;
                uint a = fine[i], b = fine[i + 1], c = fine[i + width], d = fine[i + width + 1], mean = 0;
                for (int shift = 0; shift < 32; shift += 8)
                    mean |= (((a >> shift & 255) + (b >> shift & 255) + (c >> shift & 255) + (d >> shift & 255) + 2) / 4) << shift;
                coarse[y * w + x] = mean;
            }
        });
        return coarse;
    }
}
