using Hybrid.Alignment.Fusion;
using Hybrid.Alignment.Learned;
using Hybrid.Neural;
using Hybrid.Overlap;
using Hybrid.Restoration;

namespace Hybrid.Alignment;

/// <summary>Every alignment method there is, by name.</summary>
public static class AlignerCatalogue
{
    /// <summary>The method to use where none is named.</summary>
    public const string Default = "auto";

    /// <summary>The methods with their options.</summary>
    public static MethodCatalogue<IAligner> Methods { get; } = new("method",
    [
        Method("classic", "features, robust homography, verification; escalation up to affine simulation where that is weak", AlignerOptions.Classic, Classic),
        Method("control", "classic, then dense refinement without a learned weight (DIS flow, ECC or photometric registration)", AlignerOptions.Control, Control),
        Method("learned", "a network's features at classical keypoints, or features and matcher of networks of your own (hybrid models add), then as classic", AlignerOptions.Learned, Learned),
        Method("neural", "the cascade network alone, from no start", AlignerOptions.Neural, Neural),
        Method("hybrid", "classic, then refined by the cascade on every pair", AlignerOptions.Hybrid, (spec, settings) => Hybrid(spec, settings, null)),
        Method("auto", "classic where that is enough, refined by the cascade where it is not", AlignerOptions.Hybrid, (spec, settings) => Hybrid(spec, settings, Dis(spec, settings))),
    ]);

    /// <summary>The names, in the order in which they should be listed.</summary>
    public static IReadOnlyList<string> Names => Methods.Names;

    /// <summary>Creates a method.</summary>
    /// <exception cref="InputException">The method or an option is unknown, or an option's value is not valid or without effect.</exception>
    public static IAligner Create(MethodSpec spec, AlignerSettings settings) => Methods.Create(spec, settings);

    private static MethodDescription<IAligner> Method(
        string name, string summary, IReadOnlyList<MethodOption> options, Func<MethodSpec, AlignerSettings, IAligner> create) =>
        new(name, summary, [.. options, AlignerOptions.Deblur, AlignerOptions.Deblurrer], (spec, settings) => Deblurring(spec, settings, create));

    private static IAligner Deblurring(MethodSpec spec, AlignerSettings settings, Func<MethodSpec, AlignerSettings, IAligner> create)
    {
        DeblurUse use = AlignerOptions.Deblur.Read(spec);
        IAligner aligner = create(spec, settings);
        return use == DeblurUse.Off
            ? aligner
            : new DeblurringAligner(aligner, DeblurrerCatalogue.Create(MethodSpec.Parse(AlignerOptions.Deblurrer.Read(spec)), settings, null), use, settings.Threads);
    }

    private static ClassicAligner Classic(MethodSpec spec, AlignerSettings settings) => new(ClassicOf(spec, settings), settings);

    private static RefinedAligner Control(MethodSpec spec, AlignerSettings settings) => new("control", Classic(spec, settings), Refiner(spec, settings));

    private static ClassicAligner Learned(MethodSpec spec, AlignerSettings settings)
    {
        LearnedStart first = LearnedOf(spec, settings);
        _ = first.Name;
        // This method's own default of escalation is none.
        Escalation escalation = spec.Get(AlignerOptions.Escalate.Name) is null ? Escalation.None : AlignerOptions.Escalate.Read(spec);
        return new ClassicAligner(ClassicOf(spec, settings) with { Start = StartKind.Learned, Learned = first, Escalation = escalation, Witness = Witness(settings) }, settings);
    }

    private static NeuralAligner Neural(MethodSpec spec, AlignerSettings settings)
    {
        NeuralOptions options = NeuralOptions.Parse(spec);
        return new NeuralAligner(FlowNetworks.Shared(options.Model, settings.ModelFolder, settings.Threads), options, settings, Witness(settings));
    }

    private static HybridAligner Hybrid(MethodSpec spec, AlignerSettings settings, IRefiner? screen)
    {
        NeuralOptions options = NeuralOptions.Parse(spec);
        IFlowNetwork Network() => FlowNetworks.Shared(options.Model, settings.ModelFolder, settings.Threads);
        if (screen is null)
            _ = Network();
        return new HybridAligner(
            Start(spec, settings),
            new Lazy<IAligner>(() => new NeuralAligner(Network(), options, settings, Witness(settings))),
            new Lazy<IRefiner>(() => new ResidualRefiner(new CascadeResidualFlow(Network(), options, settings), options.Refiner)),
            screen,
            AlignerOptions.Fusion.Read(spec) ? new FlowFusion(new Lazy<IFlowNetwork>(Network), new Lazy<FlowArbiter?>(() => FlowArbiter.Shared(options.Model, settings.ModelFolder, settings.Threads)), options, settings) : null);
    }

    /// <summary>What <c>hybrid</c> and <c>auto</c> start with: classical features, a network's where those are weak, and the network's witness.</summary>
    /// <param name="spec">The method <c>hybrid</c> and its options.</param>
    /// <param name="settings">Seed, threads, and the folder of models.</param>
    /// <exception cref="InputException">An option's value is not valid, or a network asked for by name is missing.</exception>
    internal static ClassicAligner Start(MethodSpec spec, AlignerSettings settings)
    {
        ClassicOptions classic = WithDirect(ClassicOf(spec, settings), spec, settings) with
        {
            Witness = Witness(settings),
            Hope = new Lazy<IOverlapFinder>(() => new NetworkOverlap(OverlapNet.Shared(OverlapNet.DefaultModel, settings.ModelFolder, settings.Threads), closer: false)),
        };
        StartKind start = AlignerOptions.Start.Read(spec);
        LearnedStart learned = LearnedOf(spec, settings);
        // What was asked for by name is loaded at once, so that a missing model is told of before any work is done.
        if (start == StartKind.Learned || spec.Get(AlignerOptions.Network.Name) is not null || spec.Get(AlignerOptions.Matcher.Name) is not null)
            _ = learned.Name;
        classic = classic with { Start = start, Learned = start == StartKind.Learned || AlignerOptions.LearnedAttempt.Read(spec) ? learned : null };
        return new ClassicAligner(classic, settings);
    }

    // The gate's network is loaded here and not at the first pair, so that a missing model is told of before any work is done.
    private static ClassicOptions ClassicOf(MethodSpec spec, AlignerSettings settings)
    {
        ClassicOptions options = ClassicOptions.Parse(spec);
        return options.Gate == OverlapGate.Off
            ? options
            : options with { OverlapFinder = new NetworkOverlap(OverlapNet.Shared(OverlapNet.DefaultModel, settings.ModelFolder, settings.Threads)) };
    }

    /// <summary>The network that testifies where gradients leave a doubt; null as its value where it is not installed.</summary>
    private static Lazy<DescriptorNetwork?> Witness(AlignerSettings settings) => new(() =>
    {
        try
        {
            return DescriptorNetwork.Shared(DescriptorNetwork.DefaultModel, settings.ModelFolder, settings.Threads);
        }
        catch (InputException)
        {
            return null;
        }
    });

    private static ClassicOptions WithDirect(ClassicOptions options, MethodSpec spec, AlignerSettings settings)
    {
        string name = AlignerOptions.Direct.Read(spec);
        if (name == "off")
            return options;
        string model = name == "on" ? HomographyNetwork.DefaultModel : name;
        return options with { Direct = new DirectAlignment(new Lazy<HomographyNetwork>(() => HomographyNetwork.Shared(model, settings.ModelFolder, settings.Threads)), settings) };
    }

    private static LearnedStart LearnedOf(MethodSpec spec, AlignerSettings settings)
    {
        string network = AlignerOptions.Network.Read(spec), matcher = AlignerOptions.Matcher.Read(spec);
        return new LearnedStart(
            new Lazy<IFeatureSource>(() => FeatureSources.Open(network, AlignerOptions.Detector.Read(spec), settings)),
            matcher == AlignerOptions.Matcher.Default
                ? null
                : new Lazy<MatchNetwork>(() => MatchNetwork.Shared(matcher, settings.ModelFolder, settings.Threads)));
    }

    private static IRefiner Refiner(MethodSpec spec, AlignerSettings settings) => AlignerOptions.Refiner.Read(spec) switch
    {
        RefinerKind.Ecc => new EccRefiner(),
        RefinerKind.Photometric => new PhotometricRefiner(new PhotometricOptions { Motion = AlignerOptions.Motion.Read(spec), Threads = settings.Threads }),
        _ => Dis(spec, settings),
    };

    private static ResidualRefiner Dis(MethodSpec spec, AlignerSettings settings) => new(
        new DisResidualFlow(AlignerOptions.Preset.Read(spec), settings, AlignerOptions.Finest.Read(spec)),
        new ResidualRefinerOptions { Rounds = AlignerOptions.Rounds.Read(spec), Verify = AlignerOptions.Verify.Read(spec) });
}
