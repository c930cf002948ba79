using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hybrid.Evaluation.Running;

/// <summary>
/// One of several parts of a run: the pairs in the order of a hash of their ids, cut into N slices of equal length (to one pair).
/// Which pairs are neighbours in the dataset does not matter, so that a hard scene is spread over the parts; and a pair added to a
/// dataset moves at most one pair across each of the N − 1 cuts.
/// </summary>
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

    /// <summary>A part by its number.</summary>
    /// <param name="index">From 1.</param>
    /// <param name="count">Of how many.</param>
    /// <exception cref="InputException">The index is not in 1..count.</exception>
    public static Shard Of(int index, int count) => index >= 1 && index <= count
        ? new Shard(index, count)
        : throw new InputException(FormattableString.Invariant($"there is no part {index} of {count}: parts count from 1 to {count}"));

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

    /// <summary>Which of a run's pairs belong to this part.</summary>
    /// <param name="ids">Ids of all pairs of the whole run, each once.</param>
    /// <returns>A flag a pair, in the order of the ids.</returns>
    public bool[] Select(IReadOnlyList<string> ids)
    {
        int index = Index;
        return Array.ConvertAll(Owners(ids, Count), owner => owner == index);
    }

    /// <summary>The part that each pair of a run belongs to.</summary>
    /// <param name="ids">Ids of all pairs of the whole run, each once.</param>
    /// <param name="count">Number of parts.</param>
    /// <returns>The part's number, from 1, of each pair in the order of the ids.</returns>
    public static int[] Owners(IReadOnlyList<string> ids, int count)
    {
        int[] owners = new int[ids.Count], order = HashOrder(ids);
        for (int part = 1; part <= count; part++)
        {
            long end = (long)part * ids.Count / count;
            for (long i = (long)(part - 1) * ids.Count / count; i < end; i++)
                owners[order[i]] = part;
        }
        return owners;
    }

    /// <summary>Indices of ids in the order of their hashes: a random order that is the same everywhere.</summary>
    /// <param name="ids">Ids, each once.</param>
    public static int[] HashOrder(IReadOnlyList<string> ids)
    {
        (ulong Hash, string Id)[] keys = [.. ids.Select(id => (HashOf(id), id))];
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order, Comparer<(ulong Hash, string Id)>.Create((a, b) => a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : string.CompareOrdinal(a.Id, b.Id)));
        return order;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    private static ulong HashOf(string id)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }
}
