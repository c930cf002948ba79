using Hybrid.Alignment.Learned;
using Hybrid.Classical;
using Hybrid.Neural;
using Hybrid.Restoration;

namespace Hybrid.Alignment;

/// <summary>The options of all aligners, each declared once. <see cref="AlignerCatalogue"/> says which method has which.</summary>
internal static class AlignerOptions
{
    public static MethodOption<Escalation> Escalate { get; } =
        MethodOption.Choice("escalate", Escalation.Full, "how far to go where the first attempt is not verified: other features, then no features and simulated views too");

    public static MethodOption<StartKind> Start { get; } =
        MethodOption.Choice("start", StartKind.Classic, "what finds the homography that the network refines: classical features, or a network's first");

    public static MethodOption<FeatureKind> Features { get; } =
        Feature(MethodOption.Choice("features", FeatureKind.Sift, "keypoints and descriptors of the first attempt"));

    public static MethodOption<int> Keypoints { get; } =
        Feature(MethodOption.Whole("keypoints", 4096, 16, 100_000, "the strongest so many of an image are kept"));

    public static MethodOption<bool> RootSift { get; } = Feature(MethodOption.Switch(
        "rootsift", true, "compare square roots of normalised descriptors (Hellinger kernel)")).When(Features, FeatureKind.Sift);

    public static MethodOption<bool> ShiftCorrection { get; } = Feature(MethodOption.Switch(
        "shift-correction", true, "undo the known shift of OpenCV's pyramids")).When(Features, FeatureKind.Sift, FeatureKind.Orb);

    public static MethodOption<double> Ratio { get; } =
        Feature(MethodOption.Number("ratio", 0.8, 0.1, 1, "bound on the distances' ratio of nearest to second nearest neighbour"));

    public static MethodOption<bool> Mutual { get; } =
        Feature(MethodOption.Switch("mutual", true, "keep only matches that are nearest both ways"));

    public static MethodOption<MatchSearch> Search { get; } =
        Feature(MethodOption.Choice("search", MatchSearch.BruteForce, "how nearest neighbours are found"));

    public static MethodOption<OverlapGate> Gate { get; } =
        Feature(MethodOption.Choice("gate", OverlapGate.Off, "seek features only inside the overlap that a network predicts"));

    public static MethodOption<RobustMethod> Estimator { get; } =
        MethodOption.Choice("estimator", RobustMethod.Magsac, "robust estimator of the homography");

    public static MethodOption<double> Threshold { get; } =
        MethodOption.Number("threshold", 3, 0.1, 100, "inlier threshold in pixels");

    public static MethodOption<int> Iterations { get; } =
        MethodOption.Whole("iterations", 10_000, 1, 10_000_000, "most iterations of the estimator");

    public static MethodOption<int> LongSide { get; } =
        MethodOption.Whole("long-side", 2000, 0, 100_000, "images are reduced to this long side before features are sought; 0 means never");

    public static MethodOption<bool> LearnedAttempt { get; } =
        MethodOption.Switch("learned", true, "the attempt with a network's features where the first one is not verified").When(Start, StartKind.Classic).When(Escalate, Escalation.Moderate, Escalation.Full);

    public static MethodOption<string> Network { get; } = OfNetwork(MethodOption.Text(
        "network", DescriptorNetwork.DefaultModel, "the name of a model", "network that describes keypoints, or finds them too (hybrid models add)"));

    public static MethodOption<string> Matcher { get; } = OfNetwork(MethodOption.Text(
        "matcher", "nearest", "nearest or the name of a model", "how a network's features are matched"));

    public static MethodOption<KeypointKind> Detector { get; } = OfNetwork(MethodOption.Choice(
        "detector", KeypointKind.Sift, "where descriptors are read of a network that finds no keypoints of its own"));

    public static MethodOption<string> Direct { get; } = MethodOption.Text(
        "direct", "on", "on, off or the name of a model", "the attempt without features, on grey values from a network's homography").Formerly("transformer").When(Escalate, Escalation.Full);

    public static MethodOption<string> Model { get; } =
        MethodOption.Text("model", "cascade-s", "the name of a model", "the cascade");

    public static MethodOption<int> Size { get; } =
        MethodOption.Whole("size", 800, 64, 8192, "long side of the frame in which the network works");

    public static MethodOption<int> Stages { get; } =
        MethodOption.Whole("stages", 3, 1, 4, "sizes of the stacked cascade where there is no start");

    /// <summary>Also of the stereo methods.</summary>
    public static MethodOption<int[]?> Updates { get; } = new(
        "updates", "a number of iterations, or one a level as in 3/2/1", [3, 3, 1], CascadeUpdates.TryParse, CascadeUpdates.Format, "iterations of the network at its levels");

    public static MethodOption<double> EarlyExit { get; } =
        MethodOption.Number("early-exit", new CascadeOptions().EarlyExit, 0, 10, "a level ends once an iteration changes the flow by less, in cells; 0 means never");

    public static MethodOption<int> StartLevel { get; } =
        MethodOption.Whole("start-level", 16, 8, 16, "level of the network at which a start enters", step: 8);

    public static MethodOption<double> MinConfidence { get; } =
        MethodOption.Number("min-confidence", 0.3, 0, 1, "flow below is not fitted to");

    public static MethodOption<bool?> RefineFlow { get; } = MethodOption.Optional(MethodOption.Switch(
        "refine-flow", true, "refine the network's flow by dense inverse search; by default behind a classical start only").Formerly("polish"));

    public static MethodOption<bool> Fusion { get; } = MethodOption.Switch(
        "fusion", true, "where the scene is more than a plane, also seek the flow from no start, by inverse search and by further planes, and choose pixel by pixel");

    public static MethodOption<RefinerKind> Refiner { get; } =
        MethodOption.Choice("refiner", RefinerKind.Dis, "refinement without a learned weight");

    public static MethodOption<InverseSearchPreset> Preset { get; } =
        MethodOption.Choice("preset", InverseSearchPreset.Medium, "speed against quality of dense inverse search").When(Refiner, RefinerKind.Dis);

    public static MethodOption<int> Finest { get; } =
        MethodOption.Whole("finest", 1, 0, 4, "finest level of the pyramid that is searched; 0 is full resolution").When(Refiner, RefinerKind.Dis);

    public static MethodOption<int> Rounds { get; } =
        MethodOption.Whole("rounds", 1, 1, 10, "how often images are warped and flow computed anew").When(Refiner, RefinerKind.Dis);

    public static MethodOption<bool> Verify { get; } =
        MethodOption.Switch("verify", true, "refuse a refinement that independent evidence does not support").Formerly("judge").When(Refiner, RefinerKind.Dis);

    public static MethodOption<PhotometricMotion> Motion { get; } =
        MethodOption.Choice("motion", PhotometricMotion.Homography, "family of motions that is registered").When(Refiner, RefinerKind.Photometric);

    public static MethodOption<DeblurUse> Deblur { get; } =
        MethodOption.Choice("deblur", DeblurUse.Off, "deblur both images before features are sought; auto: where they measure as blurred and nothing was found without");

    public static MethodOption<string> Deblurrer { get; } = new MethodOption<string>(
        "deblurrer", string.Join(", ", DeblurrerCatalogue.Blind), DeblurringAligner.DefaultDeblurrer,
        (string text, out string value) => DeblurrerCatalogue.Blind.Contains(value = text), value => value, "what deblurs")
    {
        Choices = DeblurrerCatalogue.Blind,
    }.When(Deblur, DeblurUse.Auto, DeblurUse.On);

    public static IReadOnlyList<MethodOption> OfFeatures { get; } = [Features, Keypoints, RootSift, ShiftCorrection, Ratio, Mutual, Search, Gate];

    public static IReadOnlyList<MethodOption> Classic { get; } = [.. OfFeatures, Estimator, Threshold, Iterations, LongSide, Escalate];

    public static IReadOnlyList<MethodOption> Learned { get; } =
    [
        Network, Matcher, Detector, Estimator, Threshold, Iterations, LongSide, Escalate.WithDefault(Escalation.None),
        .. OfFeatures.Select(o => o.When(OptionCondition.On(Escalate, Escalation.Moderate, Escalation.Full))),
    ];

    public static IReadOnlyList<MethodOption> Neural { get; } = [Model, Size, Stages, Updates, EarlyExit, StartLevel, MinConfidence, RefineFlow];

    public static IReadOnlyList<MethodOption> Hybrid { get; } = [.. Classic, Start, LearnedAttempt, Network, Matcher, Detector, Direct, .. Neural, Fusion, Rounds, Verify];

    public static IReadOnlyList<MethodOption> Control { get; } = [.. Classic, Refiner, Preset, Finest, Rounds, Verify, Motion];

    // Where a network's features come first and nothing comes after them, no classical feature is sought.
    private static MethodOption<T> Feature<T>(MethodOption<T> option) => option.When(
        OptionCondition.On(Start, StartKind.Classic) with { Or = OptionCondition.On(Escalate, Escalation.Moderate, Escalation.Full) });

    private static MethodOption<T> OfNetwork<T>(MethodOption<T> option) => option.When(
        OptionCondition.On(Start, StartKind.Learned) with { Or = OptionCondition.On(LearnedAttempt, true) });
}
