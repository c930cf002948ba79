using System.Globalization;

namespace Hybrid.Evaluation.Running;

/// <summary>One of several equal parts of a run: every N-th pair, beginning with the i-th.</summary>
public readonly record struct Shard
{
    private Shard(int index, int count)
    {
        Index = index;
        Count = count;
    }

    /// <summary>Everything: 1 of 1.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Which part, from 1.</summary>
    public int Index { get; }

    /// <summary>Of how many.</summary>
    public int Count { get; }

    /// <summary>Parses <c>i/N</c>, counting from 1.</summary>
    /// <exception cref="InputException">The text is not of that form or i is not in 1..N.</exception>
    public static Shard Parse(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && index >= 1 && index <= count)
            return new Shard(index, count);
        throw new InputException($"--shard {text} must be i/N with i from 1 to N, for example 2/8");
    }

    /// <summary>Whether the pair at a position (from 0) belongs to this part.</summary>
    public bool Contains(int position) => position % Count == Index - 1;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
