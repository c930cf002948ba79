namespace Hybrid.Classical;

/// <summary>
/// For each query descriptor its two nearest train descriptors, and for each train descriptor its nearest query.
/// Distances are L2 for floats and Hamming for bits. Ties go to the lower index. Missing neighbours have index −1
/// and an infinite distance.
/// </summary>
public sealed class Neighbours
{
    internal Neighbours(int queries, int trains)
    {
        First = new int[queries];
        Second = new int[queries];
        FirstDistance = new float[queries];
        SecondDistance = new float[queries];
        Reverse = new int[trains];
        Array.Fill(First, -1);
        Array.Fill(Second, -1);
        Array.Fill(FirstDistance, float.PositiveInfinity);
        Array.Fill(SecondDistance, float.PositiveInfinity);
        Array.Fill(Reverse, -1);
    }

    /// <summary>Index of each query's nearest train descriptor.</summary>
    public int[] First { get; }

    /// <summary>Index of each query's second nearest train descriptor.</summary>
    public int[] Second { get; }

    /// <summary>Distance to the nearest.</summary>
    public float[] FirstDistance { get; }

    /// <summary>Distance to the second nearest.</summary>
    public float[] SecondDistance { get; }

    /// <summary>Index of each train descriptor's nearest query.</summary>
    public int[] Reverse { get; }
}
