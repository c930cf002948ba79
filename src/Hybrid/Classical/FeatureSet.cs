using OpenCvSharp;

namespace Hybrid.Classical;

/// <summary>
/// Keypoints of one image and their descriptors, held in managed memory. Either <see cref="Floats"/> or
/// <see cref="Bits"/> is filled.
/// </summary>
public sealed class FeatureSet
{
    /// <summary>Creates a set with float descriptors.</summary>
    /// <param name="keypoints">Keypoints in pixels, centres at integers.</param>
    /// <param name="floats">Row-major, count × dimension.</param>
    /// <param name="dimension">Values a descriptor.</param>
    public FeatureSet(KeyPoint[] keypoints, float[] floats, int dimension)
    {
        if (floats.Length != keypoints.Length * dimension)
            throw new ArgumentException("Descriptors and keypoints differ in number.", nameof(floats));
        Keypoints = keypoints;
        Floats = floats;
        Bits = [];
        Dimension = dimension;
    }

    /// <summary>Creates a set with binary descriptors.</summary>
    /// <param name="keypoints">Keypoints in pixels, centres at integers.</param>
    /// <param name="bits">Row-major, count × words of 64 bits, padded with zeros.</param>
    /// <param name="words">Words a descriptor.</param>
    public FeatureSet(KeyPoint[] keypoints, ulong[] bits, int words)
    {
        if (bits.Length != keypoints.Length * words)
            throw new ArgumentException("Descriptors and keypoints differ in number.", nameof(bits));
        Keypoints = keypoints;
        Floats = [];
        Bits = bits;
        Dimension = words;
    }

    /// <summary>Keypoints in pixels of the image, centres at integers.</summary>
    public KeyPoint[] Keypoints { get; }

    /// <summary>Float descriptors, count × <see cref="Dimension"/>, or empty.</summary>
    public float[] Floats { get; }

    /// <summary>Binary descriptors, count × <see cref="Dimension"/> words, or empty.</summary>
    public ulong[] Bits { get; }

    /// <summary>Floats or 64-bit words a descriptor.</summary>
    public int Dimension { get; }

    /// <summary>Number of keypoints.</summary>
    public int Count => Keypoints.Length;

    /// <summary>Whether descriptors are compared by the Hamming distance.</summary>
    public bool IsBinary => Bits.Length > 0;

    /// <summary>The same descriptors at other places.</summary>
    public FeatureSet At(KeyPoint[] keypoints) =>
        IsBinary ? new FeatureSet(keypoints, Bits, Dimension) : new FeatureSet(keypoints, Floats, Dimension);

    /// <summary>A subset, in the order of <paramref name="indices"/>.</summary>
    public FeatureSet Select(ReadOnlySpan<int> indices)
    {
        var keypoints = new KeyPoint[indices.Length];
        for (int i = 0; i < indices.Length; i++)
            keypoints[i] = Keypoints[indices[i]];
        return IsBinary
            ? new FeatureSet(keypoints, Rows(Bits, indices), Dimension)
            : new FeatureSet(keypoints, Rows(Floats, indices), Dimension);
    }

    /// <summary>All sets of one kind after one another.</summary>
    public static FeatureSet Concat(IReadOnlyList<FeatureSet> sets)
    {
        KeyPoint[] keypoints = [.. sets.SelectMany(s => s.Keypoints)];
        int dimension = sets.Count == 0 ? 1 : sets.Max(s => s.Dimension);
        return sets.Any(s => s.IsBinary)
            ? new FeatureSet(keypoints, [.. sets.SelectMany(s => s.Bits)], dimension)
            : new FeatureSet(keypoints, [.. sets.SelectMany(s => s.Floats)], dimension);
    }

    private T[] Rows<T>(T[] source, ReadOnlySpan<int> indices)
    {
        var rows = new T[indices.Length * Dimension];
        for (int i = 0; i < indices.Length; i++)
            source.AsSpan(indices[i] * Dimension, Dimension).CopyTo(rows.AsSpan(i * Dimension));
        return rows;
    }
}
