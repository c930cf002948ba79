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
        int bestDistance = Math.Max(2, name.Length / 3) + 1;
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

    private static int Distance(string a, string b)
    {
        Span<int> previous = stackalloc int[b.Length + 1];
        Span<int> current = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
            }
            current.CopyTo(previous);
        }
        return previous[b.Length];
    }
}
