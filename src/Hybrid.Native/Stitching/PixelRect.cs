using System.Runtime.InteropServices;

namespace Hybrid.Native.Stitching;

/// <summary>A rectangle of whole pixels in the panorama.</summary>
/// <param name="X">First column.</param>
/// <param name="Y">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct PixelRect(int X, int Y, int Width, int Height)
{
    /// <summary>The smallest rectangle that holds all pictures.</summary>
    /// <param name="corners">Top-left corner of each.</param>
    /// <param name="sizes">Width and height of each.</param>
    public static PixelRect Around(IReadOnlyList<PixelPoint> corners, IReadOnlyList<(int Width, int Height)> sizes)
    {
        var (x1, y1, x2, y2) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        for (var i = 0; i < corners.Count; i++)
        {
            (x1, y1) = (Math.Min(x1, corners[i].X), Math.Min(y1, corners[i].Y));
            (x2, y2) = (Math.Max(x2, corners[i].X + sizes[i].Width), Math.Max(y2, corners[i].Y + sizes[i].Height));
        }
        return corners.Count == 0 ? default : new(x1, y1, x2 - x1, y2 - y1);
    }
}
