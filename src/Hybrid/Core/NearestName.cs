namespace Hybrid.Core;

/// <summary>Suggests the name that a user probably meant.</summary>
public static class NearestName
{
    /// <summary>The closest candidate by edit distance, or null where none is close enough to be a slip.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="candidates">What exists.</param>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(2, Math.Min(name.Length, 200) / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(name, candidate);
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    /// <summary>"unknown KIND 'name' (did you mean 'x'?); there are: a, b, c".</summary>
    public static string Message(string kind, string name, IReadOnlyCollection<string> candidates)
    {
        string hint = Find(name, candidates) is { } near ? $" (did you mean '{near}'?)" : "";
        return $"unknown {kind} '{name}'{hint}; there are: {string.Join(", ", candidates)}";
    }

    // Optimal string alignment (Damerau, 1964): two letters exchanged are one slip; dashes do not count.
    private static int Distance(string a, string b)
    {
        (a, b) = (Plain(a), Plain(b));
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i, j - 1], d[i - 1, j]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }

    // No name is long; what is typed may be.
    private static string Plain(string name)
    {
        string plain = name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        return plain.Length <= 200 ? plain : plain[..200];
    }
}
