namespace Hybrid.Geometry;

/// <summary>Weights of matches, where none given means all one.</summary>
internal static class MatchWeights
{
    /// <summary>The weight of match <paramref name="i"/>.</summary>
    public static double At(ReadOnlySpan<double> weights, int i) => weights.IsEmpty ? 1 : weights[i];

    /// <summary>Checks weights at a public boundary.</summary>
    /// <exception cref="ArgumentException">Not one weight a match, or one that is negative or not finite.</exception>
    public static void Guard(int matches, ReadOnlySpan<double> weights)
    {
        if (weights.IsEmpty)
            return;
        if (weights.Length != matches)
            throw new ArgumentException($"There are {weights.Length} weights for {matches} matches.", nameof(weights));
        foreach (double weight in weights)
        {
            if (!(weight >= 0 && double.IsFinite(weight)))
                throw new ArgumentException($"Weights are finite and not negative.", nameof(weights));
        }
    }

    /// <summary>How many matches have a positive weight.</summary>
    public static int CountPositive(int matches, ReadOnlySpan<double> weights)
    {
        if (weights.IsEmpty)
            return matches;
        int count = 0;
        foreach (double weight in weights)
            count += weight > 0 ? 1 : 0;
        return count;
    }
}
