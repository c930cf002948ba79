namespace Hybrid.Evaluation.Summaries;

/// <summary>Columns of one method, one set a seed.</summary>
/// <param name="name">The method's name in tables.</param>
public sealed class MethodResults(string name)
{
    private readonly SortedDictionary<int, SeedResults> _seeds = [];

    /// <summary>The method's name in tables: its spec, and the run it is of where several have it.</summary>
    public string Name { get; } = name;

    /// <summary>Results by seed, in the order of seeds.</summary>
    public IReadOnlyCollection<SeedResults> Seeds => _seeds.Values;

    internal SeedResults Seed(int seed)
    {
        if (!_seeds.TryGetValue(seed, out SeedResults? results))
            _seeds[seed] = results = new SeedResults(seed);
        return results;
    }
}
