namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>Gradient noise on a hashed lattice and sums of its octaves.</summary>
/// <remarks>Perlin, Improving Noise, SIGGRAPH 2002; lattice gradients from an integer hash in place of a table.</remarks>
internal static class Noise
{
    /// <summary>One octave: about -0.7..0.7, zero on lattice points, lattice spacing 1.</summary>
    internal static float Gradient(float x, float y, uint seed)
    {
        int x0 = (int)MathF.Floor(x), y0 = (int)MathF.Floor(y);
        float fx = x - x0, fy = y - y0;
        float u = fx * fx * fx * (fx * (fx * 6 - 15) + 10), v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
        float a = Corner(x0, y0, fx, fy, seed), b = Corner(x0 + 1, y0, fx - 1, fy, seed);
        float c = Corner(x0, y0 + 1, fx, fy - 1, seed), d = Corner(x0 + 1, y0 + 1, fx - 1, fy - 1, seed);
        float top = a + u * (b - a), bottom = c + u * (d - c);
        return top + v * (bottom - top);
    }

    /// <summary>Octaves of halving amplitude and spacing, the first of <paramref name="spacing"/> px; about -1..1.</summary>
    internal static float Fractal(float x, float y, float spacing, int octaves, uint seed)
    {
        float sum = 0, amplitude = 1;
        for (int i = 0; i < octaves; i++)
        {
            sum += amplitude * Gradient(x / spacing, y / spacing, seed + (uint)i * 0x9E3779B9);
            amplitude *= 0.55f;
            spacing *= 0.5f;
        }
        return sum;
    }

    /// <summary>A uniform number in 0..1 for a lattice point.</summary>
    internal static float Cell(int x, int y, uint seed) => (Hash(x, y, seed) >> 8) * (1f / (1 << 24));

    private static float Corner(int x, int y, float dx, float dy, uint seed)
    {
        uint h = Hash(x, y, seed);
        float gx = ((h & 0xFFFF) - 32767.5f) / 32768, gy = ((h >> 16) - 32767.5f) / 32768;
        return gx * dx + gy * dy;
    }

    private static uint Hash(int x, int y, uint seed)
    {
        uint h = seed ^ ((uint)x * 0x85EBCA6B) ^ ((uint)y * 0xC2B2AE35);
        h = (h ^ (h >> 16)) * 0x7FEB352D;
        h = (h ^ (h >> 15)) * 0x846CA68B;
        return h ^ (h >> 16);
    }
}
