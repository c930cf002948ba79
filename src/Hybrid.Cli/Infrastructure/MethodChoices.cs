using Hybrid.Evaluation.Running;

namespace Hybrid.Cli.Infrastructure;

/// <summary>The methods that an evaluation's command line asks for.</summary>
internal static class MethodChoices
{
    /// <summary>Methods of the list and the sweep; none where neither is given.</summary>
    /// <exception cref="InputException">A spec is malformed, unknown or stands twice.</exception>
    public static IReadOnlyList<MethodSpec> Parse(string? list, string? sweep)
    {
        List<MethodSpec> specs = [];
        if (list is not null)
            specs.AddRange(MethodSpec.ParseList(list));
        if (sweep is not null)
            specs.AddRange(MethodSweep.Read(sweep));
        if (specs.GroupBy(s => s.ToString()).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException($"method '{twice.Key}' is named twice");
        return specs;
    }

    /// <summary>The methods of a run that is continued: its own, then those asked for that it lacks.</summary>
    /// <param name="held">Specs of the methods that the run folder has.</param>
    /// <param name="asked">The methods asked for; none continues with the run's own.</param>
    /// <exception cref="InputException">The folder's specs are not of this version.</exception>
    public static IReadOnlyList<MethodSpec> AddTo(IReadOnlyList<string> held, IReadOnlyList<MethodSpec> asked) =>
        [.. held.Select(MethodSpec.Parse), .. asked.Where(m => !held.Contains(m.ToString()))];

    /// <summary>Refuses a baseline that is not among the methods, before anything is run.</summary>
    /// <exception cref="InputException">It is not.</exception>
    public static void RequireListed(string? baseline, IReadOnlyList<MethodSpec> methods)
    {
        string[] names = [.. methods.Select(m => m.ToString())];
        if (baseline is not null && !names.Contains(baseline))
            throw new InputException(NearestName.Message("baseline", baseline, names));
    }
}
