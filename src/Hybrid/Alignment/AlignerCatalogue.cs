using Hybrid.Native;

namespace Hybrid.Aligners;

/// <summary>Every alignment method there is, by name.</summary>
public static class AlignerCatalogue
{
    private static readonly (string Name, string Summary, Func<MethodSpec, AlignerSettings, IAligner> Create, IReadOnlyCollection<string> Options)[] Methods =
    [
        (
            "classic",
            "features, robust homography, verification; an escalation ladder up to affine simulation where that is weak",
            (spec, settings) => new ClassicAligner(ClassicOptions.Parse(spec), settings),
            ClassicOptions.OptionNames),
        (
            "control",
            "classic, then dense refinement without a learned weight (DIS flow or ECC)",
            (spec, settings) => new RefinedAligner("control", new ClassicAligner(ClassicOptions.Parse(spec), settings), Refiner(spec, settings)),
            [.. ClassicOptions.OptionNames, "refiner", "preset", "rounds"]),
    ];

    /// <summary>The names, in the order in which they should be listed.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Methods.Select(m => m.Name)];

    /// <summary>One line on a method.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static string Summary(string name) => Find(name).Summary;

    /// <summary>The options that a method takes.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static IReadOnlyCollection<string> Options(string name) => Find(name).Options;

    /// <summary>Creates a method.</summary>
    /// <exception cref="InputException">The method or an option is unknown or an option's value is not valid.</exception>
    public static IAligner Create(MethodSpec spec, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var method = Find(spec.Name);
        foreach (string option in spec.Options.Keys)
        {
            if (!method.Options.Contains(option))
                throw new InputException(NearestName.Message($"option of method '{spec.Name}'", option, method.Options));
        }
        return method.Create(spec, settings);
    }

    private static IRefiner Refiner(MethodSpec spec, AlignerSettings settings) => spec.GetEnum("refiner", RefinerKind.Dis) switch
    {
        RefinerKind.Ecc => new EccRefiner(),
        _ => new DisRefiner(
            new DisRefinerOptions
            {
                Preset = spec.GetEnum("preset", DisPreset.Medium),
                Rounds = spec.GetInt32("rounds", 1, 1, 10),
            },
            settings),
    };

    private static (string Name, string Summary, Func<MethodSpec, AlignerSettings, IAligner> Create, IReadOnlyCollection<string> Options) Find(string name)
    {
        foreach (var method in Methods)
        {
            if (method.Name == name)
                return method;
        }
        throw new InputException(NearestName.Message("method", name, Names));
    }
}
