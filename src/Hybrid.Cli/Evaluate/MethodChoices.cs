using Hybrid.Evaluation.Running;

namespace Hybrid.Cli.Evaluate;

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

    /// <summary>Refuses a baseline that is not among the methods, before anything is run.</summary>
    /// <exception cref="InputException">It is not.</exception>
    public static void RequireListed(string? baseline, IReadOnlyList<MethodSpec> methods)
    {
        string[] names = [.. methods.Select(m => m.ToString())];
        if (baseline is not null && !names.Contains(baseline))
            throw new InputException(NearestName.Message("baseline", baseline, names));
    }
}
