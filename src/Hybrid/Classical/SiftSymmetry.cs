namespace Hybrid.Classical;

/// <summary>
/// What SIFT's descriptors of an image would be if it were a negative or a mirror image: permutations of their own values, so
/// that neither has to be described anew. (4 × 4 cells along the dominant orientation, eight bins relative to it.)
/// </summary>
public static class SiftSymmetry
{
    private const int Cells = 4;
    private const int Bins = 8;

    /// <summary>Values a descriptor.</summary>
    public const int Dimension = Cells * Cells * Bins;

    /// <summary>Of the negative: every gradient, the dominant one included, is reversed, so the patch is read from its other end.</summary>
    /// <param name="features">SIFT features.</param>
    /// <returns>The same keypoints with permuted descriptors.</returns>
    /// <exception cref="ArgumentException">The features are not SIFT's.</exception>
    public static FeatureSet Negative(FeatureSet features) =>
        Permuted(features, (row, column, bin) => (Cells - 1 - row, Cells - 1 - column, bin));

    /// <summary>Of the mirror image: what lies to one side of the dominant orientation lies to the other.</summary>
    /// <param name="features">SIFT features.</param>
    /// <returns>The same keypoints, where they are in the image as it is, with permuted descriptors.</returns>
    /// <exception cref="ArgumentException">The features are not SIFT's.</exception>
    public static FeatureSet Mirrored(FeatureSet features) =>
        Permuted(features, (row, column, bin) => (Cells - 1 - row, column, (Bins - bin) % Bins));

    private static FeatureSet Permuted(FeatureSet features, Func<int, int, int, (int Row, int Column, int Bin)> source)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.IsBinary || features.Dimension != Dimension)
            throw new ArgumentException("Only SIFT's descriptors can be permuted.", nameof(features));
        var order = new int[Dimension];
        for (int i = 0; i < Dimension; i++)
        {
            (int row, int column, int bin) = source(i / (Cells * Bins), i / Bins % Cells, i % Bins);
            order[i] = (row * Cells + column) * Bins + bin;
        }
        var permuted = new float[features.Floats.Length];
        for (int f = 0; f < features.Count; f++)
        {
            ReadOnlySpan<float> from = features.Floats.AsSpan(f * Dimension, Dimension);
            Span<float> to = permuted.AsSpan(f * Dimension, Dimension);
            for (int i = 0; i < Dimension; i++)
                to[i] = from[order[i]];
        }
        return new FeatureSet(features.Keypoints, permuted, Dimension);
    }
}
