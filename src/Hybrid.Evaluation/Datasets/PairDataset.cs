using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hybrid.Evaluation.Datasets;

/// <summary>A dataset that is a list of pairs.</summary>
public sealed class PairDataset : IPairDataset
{
    private readonly Lazy<string> _version;

    /// <summary>Creates a dataset; pairs keep their order.</summary>
    /// <exception cref="InputException">There is no pair, or a name stands twice.</exception>
    public PairDataset(string name, string layout, IReadOnlyList<DatasetPair> pairs)
    {
        if (pairs.Count == 0)
            throw new InputException($"dataset '{name}' ({layout}) has no pair in it");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (DatasetPair pair in pairs)
        {
            if (!names.Add(pair.Name))
                throw new InputException($"dataset '{name}' has two pairs named '{pair.Name}'");
        }
        Name = name;
        Layout = layout;
        Pairs = pairs;
        _version = new Lazy<string>(() => Fingerprint(pairs));
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public string Layout { get; }

    /// <inheritdoc />
    public string Version => _version.Value;

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Pairs { get; }

    private static string Fingerprint(IReadOnlyList<DatasetPair> pairs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (DatasetPair pair in pairs)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(pair.Name + "\n" + pair.TruthKind));
            foreach (string file in pair.Files)
            {
                if (!sizes.TryGetValue(file, out long size))
                    sizes[file] = size = SizeOf(file);
                hash.AppendData(Encoding.UTF8.GetBytes("\n" + size.ToString(CultureInfo.InvariantCulture)));
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static long SizeOf(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? info.Length : -1;
    }
}
