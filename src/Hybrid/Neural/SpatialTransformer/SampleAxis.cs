namespace Hybrid.Neural;

/// <summary>One axis of a sampler: from normalised coordinates to pixels, and what becomes of those outside. Single precision throughout, in PyTorch's order of operations.</summary>
internal readonly struct SampleAxis(int size, SamplerOptions options)
{
    private readonly int _size = size;
    private readonly bool _centres = options.Corners == CornerConvention.PixelCentres;
    private readonly SamplePadding _padding = options.Padding;

    public int Size => _size;

    /// <summary>Pixels a unit of the normalised coordinate.</summary>
    public float Slope => _centres ? (_size - 1) / 2f : _size / 2f;

    public float ToPixel(float normalised) => _centres ? (normalised + 1) / 2 * (_size - 1) : ((normalised + 1) * _size - 1) / 2;

    /// <summary>A pixel coordinate after padding, and the derivative of the padding; NaN where the coordinate is not a number.</summary>
    public float Pad(float pixel, out float derivative)
    {
        derivative = 1;
        if (_padding == SamplePadding.Zeros || float.IsNaN(pixel))
            return pixel;
        if (_padding == SamplePadding.Reflection)
            pixel = Reflect(pixel, out derivative);
        if (pixel <= 0)
        {
            derivative = 0;
            return 0;
        }
        if (pixel >= _size - 1)
        {
            derivative = 0;
            return _size - 1;
        }
        return pixel;
    }

    private float Reflect(float pixel, out float derivative)
    {
        float low = _centres ? 0 : -0.5f, span = _centres ? _size - 1 : _size;
        derivative = 0;
        if (span == 0 || float.IsInfinity(pixel))
            return 0;
        float distance = pixel - low;
        derivative = distance < 0 ? -1 : 1;
        distance = MathF.Abs(distance);
        float extra = distance % span;
        if ((long)(distance / span) % 2 == 0)
            return extra + low;
        derivative = -derivative;
        return span - extra + low;
    }
}
