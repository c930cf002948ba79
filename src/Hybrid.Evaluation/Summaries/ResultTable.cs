using Hybrid.Evaluation.Running;

namespace Hybrid.Evaluation.Summaries;

/// <summary>
/// Results of one or several runs in columns: pairs in ordinal order of their ids, methods in the order asked for, so
/// that the order in which records were written does not matter.
/// </summary>
public sealed class ResultTable
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MethodResults> _byName = new(StringComparer.Ordinal);
    private readonly List<string> _pairs = [];
    private readonly List<string> _truths = [];
    private readonly List<string> _tiers = [];
    private readonly List<string> _tags = [];
    private readonly List<MethodResults> _methods = [];
    private int[]? _sorted;

    /// <summary>Ids of the pairs, <c>dataset:pair</c>, by index.</summary>
    public IReadOnlyList<string> Pairs => _pairs;

    /// <summary>Kind of ground truth by pair index.</summary>
    public IReadOnlyList<string> Truths => _truths;

    /// <summary>Difficulty tier by pair index.</summary>
    public IReadOnlyList<string> Tiers => _tiers;

    /// <summary>Words by which pairs are grouped, separated by blanks, by pair index.</summary>
    public IReadOnlyList<string> Tags => _tags;

    /// <summary>The methods.</summary>
    public IReadOnlyList<MethodResults> Methods => _methods;

    /// <summary>Pair indices in ordinal order of ids.</summary>
    public IReadOnlyList<int> Order
    {
        get
        {
            if (_sorted is null || _sorted.Length != _pairs.Count)
            {
                string[] keys = [.. _pairs];
                int[] order = [.. Enumerable.Range(0, _pairs.Count)];
                Array.Sort(keys, order, StringComparer.Ordinal);
                _sorted = order;
            }
            return _sorted;
        }
    }

    /// <summary>Name of a pair's dataset.</summary>
    public static string DatasetOf(string pair)
    {
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? "" : pair[..colon];
    }

    /// <summary>Reads run folders. A method that several of them have gets the folder's name behind its own.</summary>
    /// <exception cref="InputException">A folder is not a run, is damaged, or scores the same pair by another truth.</exception>
    public static ResultTable Load(IReadOnlyList<string> folders)
    {
        var table = new ResultTable();
        var specs = new List<(string Folder, string Spec)>();
        foreach (string folder in folders)
        {
            specs.AddRange(RunFolder.ReadRun(folder).Config.Methods.Select(m => (folder, m)));
        }
        foreach (string folder in folders)
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach ((_, string spec) in specs.Where(s => s.Folder == folder))
            {
                bool shared = specs.Count(s => s.Spec == spec) > 1;
                names[spec] = shared ? $"{spec}@{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}" : spec;
                table.Method(names[spec]);
            }
            table.Add(folder, names);
        }
        return table;
    }

    /// <summary>The method of that name, with the nearest suggested.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public MethodResults Find(string name) => _byName.TryGetValue(name, out MethodResults? method)
        ? method
        : throw new InputException(NearestName.Message("method", name, [.. _methods.Select(m => m.Name)]));

    private void Add(string folder, Dictionary<string, string> names) => ResultReader.ReadFolder(folder, (in ResultLine line) =>
    {
        if (!_index.TryGetValue(line.Pair, out int pair))
        {
            pair = _pairs.Count;
            _index[line.Pair] = pair;
            _pairs.Add(line.Pair);
            _truths.Add(line.Truth);
            _tiers.Add(line.Tier);
            _tags.Add(line.Tags);
        }
        else if (_truths[pair] != line.Truth)
        {
            throw new InputException($"{folder}: '{line.Pair}' has ground truth '{line.Truth}' there and '{_truths[pair]}' elsewhere; the runs are of different datasets");
        }
        SeedResults seed = Method(names.GetValueOrDefault(line.Method, line.Method)).Seed(line.Seed);
        seed.Reserve(pair + 1);
        if (seed.Present[pair])
            throw new InputException($"{folder}: '{line.Pair}' with {line.Method} and seed {line.Seed} stands twice");
        seed.Present[pair] = true;
        seed.Ok[pair] = line.Ok;
        seed.Confidence[pair] = line.Confidence;
        seed.Milliseconds[pair] = (float)line.Milliseconds;
        seed.PeakMegabytes[pair] = (float)line.PeakMegabytes;
        for (int i = 0; i < line.Names.Length; i++)
            seed.Set(pair, line.Names[i], line.Values[i]);
    });

    private MethodResults Method(string name)
    {
        if (!_byName.TryGetValue(name, out MethodResults? method))
        {
            _byName[name] = method = new MethodResults(name);
            _methods.Add(method);
        }
        return method;
    }
}
