namespace Hybrid.Neural;

/// <summary>Columns and rows that one output pixel is read from by cubic convolution, and their weights; taps outside have weight zero.</summary>
internal unsafe struct BicubicTaps
{
    private const float A = -0.75f;

    /// <summary>Index on the axis and weight of each of the four taps; derivatives of the weights by the coordinate in pixels.</summary>
    public fixed int Index[4];
    public fixed float Weight[4];
    public fixed float Slope[4];

    /// <summary>The four taps are neighbours in memory.</summary>
    public bool Contiguous;

    public static BicubicTaps At(float normalised, SampleAxis axis, bool zeros)
    {
        BicubicTaps taps = default;
        float at = axis.ToPixel(normalised);
        // Beyond this single precision no longer knows the fraction; nothing that far out is read with zeros, and padding folds the rest.
        if (!(MathF.Abs(at) < 1 << 22))
            return taps;
        float floor = MathF.Floor(at), t = at - floor;
        int first = (int)floor - 1;
        Weights(t, taps.Weight);
        Slopes(t, taps.Slope);
        for (int k = 0; k < 4; k++)
        {
            int index = zeros ? first + k : (int)axis.Pad(first + k, out _);
            bool inside = index >= 0 && index < axis.Size;
            taps.Index[k] = inside ? index : 0;
            if (!inside)
                taps.Weight[k] = taps.Slope[k] = 0;
        }
        taps.Contiguous = taps.Index[1] == taps.Index[0] + 1 && taps.Index[2] == taps.Index[0] + 2 && taps.Index[3] == taps.Index[0] + 3;
        return taps;
    }

    private static float Near(float x) => ((A + 2) * x - (A + 3)) * x * x + 1;

    private static float Far(float x) => ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;

    private static float NearSlope(float x) => (3 * (A + 2) * x - 2 * (A + 3)) * x;

    private static float FarSlope(float x) => (3 * A * x - 10 * A) * x + 8 * A;

    private static void Weights(float t, float* w) => (w[0], w[1], w[2], w[3]) = (Far(t + 1), Near(t), Near(1 - t), Far(2 - t));

    private static void Slopes(float t, float* w) => (w[0], w[1], w[2], w[3]) = (FarSlope(t + 1), NearSlope(t), -NearSlope(1 - t), -FarSlope(2 - t));
}
