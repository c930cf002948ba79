using Hybrid.Native;
using Hybrid.Neural;
using Hybrid.Restoration;

namespace Hybrid.Alignment;

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
            "classic, then dense refinement without a learned weight (DIS flow, ECC or photometric registration)",
            (spec, settings) => new RefinedAligner("control", new ClassicAligner(ClassicOptions.Parse(spec), settings), Refiner(spec, settings)),
            [.. ClassicOptions.OptionNames, "refiner", "preset", "finest", "rounds", "judge", "motion"]),
        (
            "learned",
            "features and matcher from networks of your own (hybrid models add), then as classic; network=NAME;matcher=NAME|nearest",
            Learned,
            [.. ClassicOptions.OptionNames, "network", "matcher"]),
        (
            "neural",
            "the cascade network alone, from no start",
            Neural,
            NeuralOptions.OptionNames),
        (
            "hybrid",
            "classic, then refined by the cascade on every pair",
            (spec, settings) => Hybrid(spec, settings, null),
            [.. ClassicOptions.OptionNames, .. NeuralOptions.OptionNames, "start", "network", "matcher", "transformer"]),
        (
            "auto",
            "classic where that is enough, refined by the cascade where it is not",
            (spec, settings) => Hybrid(spec, settings, Dis(spec, settings)),
            [.. ClassicOptions.OptionNames, .. NeuralOptions.OptionNames, "start", "network", "matcher", "transformer"]),
    ];

    private static readonly string[] DeblurOptions = [DeblurringAligner.Option, DeblurringAligner.DeblurrerOption];

    /// <summary>The names, in the order in which they should be listed.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Methods.Select(m => m.Name)];

    /// <summary>One line on a method.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static string Summary(string name) => Find(name).Summary;

    /// <summary>The options that a method takes.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static IReadOnlyCollection<string> Options(string name) => [.. Find(name).Options, .. DeblurOptions];

    /// <summary>Creates a method.</summary>
    /// <exception cref="InputException">The method or an option is unknown or an option's value is not valid.</exception>
    public static IAligner Create(MethodSpec spec, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var method = Find(spec.Name);
        foreach (string option in spec.Options.Keys)
        {
            if (!method.Options.Contains(option) && !DeblurOptions.Contains(option))
                throw new InputException(NearestName.Message($"option of method '{spec.Name}'", option, Options(spec.Name)));
        }
        DeblurUse deblur = spec.GetEnum(DeblurringAligner.Option, DeblurUse.Off);
        MethodSpec? deblurrer = Deblurrer(spec, deblur);
        IAligner aligner = method.Create(spec.Without(DeblurOptions), settings);
        return deblurrer is null ? aligner : new DeblurringAligner(aligner, DeblurrerCatalogue.Create(deblurrer, settings, null), deblur, settings.Threads);
    }

    /// <summary>What deblurs first; null where nothing does.</summary>
    private static MethodSpec? Deblurrer(MethodSpec spec, DeblurUse use)
    {
        string? named = spec.Get(DeblurringAligner.DeblurrerOption);
        if (use == DeblurUse.Off)
        {
            return named is null
                ? null
                : throw new InputException($"option {DeblurringAligner.DeblurrerOption} of method '{spec.Name}' has no effect without {DeblurringAligner.Option}=on or auto");
        }
        named ??= DeblurringAligner.DefaultDeblurrer;
        string[] blind = [.. DeblurrerCatalogue.Names.Where(n => !DeblurrerCatalogue.NeedsKernel(n))];
        return blind.Contains(named)
            ? MethodSpec.Parse(named)
            : throw new InputException(NearestName.Message($"{DeblurringAligner.DeblurrerOption} of method '{spec.Name}'", named, blind));
    }

    private static NeuralAligner Neural(MethodSpec spec, AlignerSettings settings)
    {
        NeuralOptions options = NeuralOptions.Parse(spec);
        return new NeuralAligner(FlowNetworks.Shared(options.Model, settings.ModelFolder, settings.Threads), options, settings);
    }

    private static ClassicAligner Learned(MethodSpec spec, AlignerSettings settings)
    {
        ClassicOptions options = ClassicOptions.Parse(spec);
        LearnedMatches first = LearnedFirst(spec, settings);
        _ = first.Name;
        bool alone = spec.Get("escalate") is null;
        return new ClassicAligner(options with { First = first, Escalation = alone ? Escalation.None : options.Escalation }, settings);
    }

    private static HybridAligner Hybrid(MethodSpec spec, AlignerSettings settings, IRefiner? screen)
    {
        NeuralOptions options = NeuralOptions.Parse(spec);
        ClassicOptions classic = WithTransformer(ClassicOptions.Parse(spec), spec, settings);
        bool learned = spec.GetEnum("start", StartKind.Classic) == StartKind.Learned;
        IFlowNetwork Network() => FlowNetworks.Shared(options.Model, settings.ModelFolder, settings.Threads);
        if (screen is null)
            _ = Network();
        return new HybridAligner(
            new ClassicAligner(learned ? classic with { First = LearnedFirst(spec, settings) } : classic, settings),
            new Lazy<IAligner>(() => new NeuralAligner(Network(), options, settings)),
            new Lazy<IRefiner>(() => new ResidualRefiner(new CascadeResidualFlow(Network(), options, settings), options.Refiner)),
            screen);
    }

    /// <summary>The start without features; <c>transformer=off</c> leaves it out, <c>transformer=NAME</c> takes another model.</summary>
    private static ClassicOptions WithTransformer(ClassicOptions options, MethodSpec spec, AlignerSettings settings)
    {
        string name = spec.Get("transformer") ?? "on";
        if (name == "off")
            return options;
        string model = name == "on" ? StartNetwork.DefaultModel : name;
        return options with { WithoutFeatures = new LearnedStart(new Lazy<StartNetwork>(() => StartNetwork.Shared(model, settings.ModelFolder, settings.Threads)), settings) };
    }

    private static LearnedMatches LearnedFirst(MethodSpec spec, AlignerSettings settings)
    {
        string network = spec.Get("network") ?? "xfeat";
        return new LearnedMatches(
            new Lazy<FeatureNetwork>(() => FeatureNetwork.Shared(network, settings.ModelFolder, settings.Threads)),
            spec.Get("matcher") is { } matcher && matcher != "nearest"
                ? new Lazy<MatchNetwork>(() => MatchNetwork.Shared(matcher, settings.ModelFolder, settings.Threads))
                : null,
            settings);
    }

    private static IRefiner Refiner(MethodSpec spec, AlignerSettings settings) => spec.GetEnum("refiner", RefinerKind.Dis) switch
    {
        RefinerKind.Ecc => new EccRefiner(),
        RefinerKind.Photometric => new PhotometricRefiner(
            new PhotometricOptions { Motion = spec.GetEnum("motion", PhotometricMotion.Homography), Threads = settings.Threads }),
        _ => Dis(spec, settings),
    };

    private static ResidualRefiner Dis(MethodSpec spec, AlignerSettings settings) => new(
        new DisResidualFlow(spec.GetEnum("preset", DisPreset.Medium), settings, spec.GetInt32("finest", 1, 0, 4)),
        new ResidualRefinerOptions { Rounds = spec.GetInt32("rounds", 1, 1, 10), Judge = spec.GetSwitch("judge", true) });

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
