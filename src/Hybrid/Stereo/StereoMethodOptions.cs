using Hybrid.Alignment;

namespace Hybrid.Stereo;

/// <summary>The options of all stereo methods, each declared once. <see cref="StereoCatalogue"/> says which method has which.</summary>
internal static class StereoMethodOptions
{
    private static readonly SemiGlobalOptions SemiGlobalDefaults = new();
    private static readonly CascadeStereoOptions NetworkDefaults = new();

    public static MethodOption<int?> MinDisparity { get; } =
        MethodOption.Optional(MethodOption.Whole("min-disparity", 0, -4096, 4096, "least disparity that is searched; by default matches decide"));

    public static MethodOption<int?> MaxDisparity { get; } =
        MethodOption.Optional(MethodOption.Whole("max-disparity", 64, -4096, 4096, "largest disparity that is searched"));

    public static MethodOption<RectifyMode> Rectify { get; } =
        MethodOption.Choice("rectify", RectifyMode.Auto, "rectify the pair where matches say that it helps");

    public static MethodOption<bool> Fill { get; } =
        MethodOption.Switch("fill", true, "fill what the left-right check leaves out");

    public static MethodOption<SemiGlobalPaths?> Paths { get; } =
        MethodOption.Optional(MethodOption.Choice("paths", SemiGlobalPaths.Eight, "directions of aggregation; by default eight where their memory allows"));

    public static MethodOption<int> Block { get; } =
        MethodOption.Whole("block", SemiGlobalDefaults.BlockSize, 1, 11, "side of the block whose costs are summed", step: 2);

    public static MethodOption<int> SmallStep { get; } =
        MethodOption.Whole("small-step", SemiGlobalDefaults.SmallStep, 1, 200, "penalty of a change of disparity by one (P1)");

    public static MethodOption<int> LargeStep { get; } =
        MethodOption.Whole("large-step", SemiGlobalDefaults.LargeStep, 2, 400, "penalty of a larger change (P2)");

    public static MethodOption<int> Cap { get; } =
        MethodOption.Whole("cap", SemiGlobalDefaults.PreFilterCap, 1, 63, "bound on the derivatives that are compared");

    public static MethodOption<int> Uniqueness { get; } =
        MethodOption.Whole("uniqueness", SemiGlobalDefaults.Uniqueness, 0, 100, "by how many per cent the best cost must beat the second best");

    public static MethodOption<double> Tolerance { get; } =
        MethodOption.Number("tolerance", SemiGlobalDefaults.LeftRightTolerance, 0, 100, "largest left-right difference, in pixels");

    public static MethodOption<int> Speckle { get; } =
        MethodOption.Whole("speckle", SemiGlobalDefaults.SpeckleSize, 0, 100_000, "smaller connected regions are left out, in pixels of 640x480");

    public static MethodOption<bool> Color { get; } =
        MethodOption.Switch("color", SemiGlobalDefaults.Color, "compare colour images in colour");

    public static MethodOption<string> Model { get; } =
        MethodOption.Text("model", NetworkDefaults.Model, "the name of a model", "the cascade");

    public static MethodOption<int> Size { get; } = AlignerOptions.Size.WithDefault(NetworkDefaults.LongSide);

    public static MethodOption<int> Stages { get; } = AlignerOptions.Stages.WithDefault(NetworkDefaults.Stages);

    public static MethodOption<int[]?> Updates { get; } = AlignerOptions.Updates.WithDefault(null);

    public static MethodOption<int> StartLevel { get; } = AlignerOptions.StartLevel.WithDefault(NetworkDefaults.Cascade.StartLevel);

    public static MethodOption<bool> Seeded { get; } =
        MethodOption.Switch("seeded", NetworkDefaults.Seeded, "start the network from semi-global matching");

    public static MethodOption<bool?> Arbiter { get; } = MethodOption.Optional(MethodOption.Switch(
        "arbiter", true, "let the model's arbiter decide where both differ; by default where it has one and no threshold is given"));

    public static MethodOption<double> Trust { get; } =
        MethodOption.Number("trust", NetworkDefaults.Trust, 0, 1, "confidence from which the network is believed where nothing was checked");

    public static MethodOption<double> Overrule { get; } =
        MethodOption.Number("overrule", NetworkDefaults.Overrule, 0, 2, "confidence from which it is believed against a checked disparity").When(Arbiter, null, false);

    public static MethodOption<double> FillTrust { get; } =
        MethodOption.Number("fill-trust", NetworkDefaults.Fill, 0, 2, "P(error at most 2 px) from which it fills, seen by the right camera or not; above 1: never").When(Arbiter, null, false);

    public static MethodOption<double> Enough { get; } =
        MethodOption.Number("enough", StereoCatalogue.EnoughAgreement, 0, 1, "share of the pixels that must pass the left-right check for classic to do");

    public static IReadOnlyList<MethodOption> Pair { get; } = [MinDisparity, MaxDisparity, Rectify];

    public static IReadOnlyList<MethodOption> SemiGlobal { get; } = [Paths, Block, SmallStep, LargeStep, Cap, Uniqueness, Tolerance, Speckle, Color];

    public static IReadOnlyList<MethodOption> Network { get; } = [Model, Size, Stages, Updates, AlignerOptions.EarlyExit, StartLevel];

    public static IReadOnlyList<MethodOption> Fusion { get; } = [Seeded, Trust, Overrule, FillTrust, Arbiter];
}
