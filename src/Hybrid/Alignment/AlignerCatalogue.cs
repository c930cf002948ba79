using Hybrid.Native;
using Hybrid.Neural;

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
            [.. ClassicOptions.OptionNames, "refiner", "preset", "finest", "rounds", "judge"]),
        (
            "neural",
            "the cascade network alone, from no start",
            Neural,
            NeuralOptions.OptionNames),
        (
            "hybrid",
            "classic, then refined by the cascade on every pair",
            (spec, settings) => Hybrid(spec, settings, NetworkUse.Always),
            [.. ClassicOptions.OptionNames, .. NeuralOptions.OptionNames]),
        (
            "auto",
            "classic where that is enough, refined by the cascade where it is not",
            (spec, settings) => Hybrid(spec, settings, NetworkUse.WhereNeeded),
            [.. ClassicOptions.OptionNames, .. NeuralOptions.OptionNames]),
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

    private static NeuralAligner Neural(MethodSpec spec, AlignerSettings settings)
    {
        NeuralOptions options = NeuralOptions.Parse(spec);
        return new NeuralAligner(CascadeNetwork.Shared(options.Model, settings.ModelFolder, settings.Threads), options, settings);
    }

    private static HybridAligner Hybrid(MethodSpec spec, AlignerSettings settings, NetworkUse use)
    {
        NeuralOptions options = NeuralOptions.Parse(spec);
        CascadeNetwork network = CascadeNetwork.Shared(options.Model, settings.ModelFolder, settings.Threads);
        return new HybridAligner(
            new ClassicAligner(ClassicOptions.Parse(spec), settings),
            new NeuralAligner(network, options, settings),
            new ResidualRefiner(new CascadeResidualFlow(network, options.Cascade), options.Refiner),
            use);
    }

    private static IRefiner Refiner(MethodSpec spec, AlignerSettings settings) => spec.GetEnum("refiner", RefinerKind.Dis) switch
    {
        RefinerKind.Ecc => new EccRefiner(),
        _ => new ResidualRefiner(
            new DisResidualFlow(spec.GetEnum("preset", DisPreset.Medium), settings, spec.GetInt32("finest", 1, 0, 4)),
            new ResidualRefinerOptions { Rounds = spec.GetInt32("rounds", 1, 1, 10), Judge = spec.GetSwitch("judge", true) }),
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
