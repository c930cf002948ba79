namespace Hybrid.Restoration;

/// <summary>Forward differences of periodic planes, and their adjoint.</summary>
internal static class Differences
{
    /// <summary>To the right and downwards neighbour.</summary>
    public static void Of(Plane plane, float[] across, float[] down)
    {
        (int width, int height, float[] v) = (plane.Width, plane.Height, plane.Values);
        for (int y = 0; y < height; y++)
        {
            int row = y * width, next = (y + 1 == height ? 0 : y + 1) * width;
            for (int x = 0; x < width; x++)
            {
                float here = v[row + x];
                across[row + x] = v[row + (x + 1 == width ? 0 : x + 1)] - here;
                down[row + x] = v[next + x] - here;
            }
        }
    }

    /// <summary>Dxᵀ across + Dyᵀ down.</summary>
    public static Plane Adjoint(float[] across, float[] down, int width, int height)
    {
        var values = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            int row = y * width, before = (y == 0 ? height - 1 : y - 1) * width;
            for (int x = 0; x < width; x++)
                values[row + x] = across[row + (x == 0 ? width - 1 : x - 1)] - across[row + x] + down[before + x] - down[row + x];
        }
        return new Plane(width, height, values);
    }
}
