namespace Hybrid.Imaging;

/// <summary>Guards the size of dense maps.</summary>
internal static class MapSize
{
    /// <summary>width·height, checked to be a size that an array can hold twice over.</summary>
    internal static int Area(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        long area = (long)width * height;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(area, Array.MaxLength / 2, nameof(width));
        return (int)area;
    }
}
