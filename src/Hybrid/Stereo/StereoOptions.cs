using Hybrid.Alignment;

namespace Hybrid.Stereo;

/// <summary>How a stereo method works.</summary>
public sealed record StereoOptions
{
    /// <summary>Disparities to search; null means that sparse matches decide.</summary>
    public DisparityRange? Range { get; init; }

    /// <summary>Whether the pair is rectified first.</summary>
    public RectifyMode Rectify { get; init; }

    /// <summary>Whether holes are filled.</summary>
    public bool Fill { get; init; } = true;

    /// <summary>Semi-global matching.</summary>
    public SemiGlobalOptions SemiGlobal { get; init; } = new();

    /// <summary>Names of the options that every method reads.</summary>
    public static IReadOnlyList<string> OptionNames { get; } =
        ["min-disparity", "max-disparity", "rectify", "fill", "paths", "block", "small-step", "large-step", "cap", "uniqueness", "tolerance", "speckle", "color"];

    /// <summary>Options of a spec.</summary>
    /// <exception cref="InputException">An option's value is not valid.</exception>
    public static StereoOptions Parse(MethodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var defaults = new SemiGlobalOptions();
        int block = spec.GetInt32("block", defaults.BlockSize, 1, 11);
        if (block % 2 == 0)
            throw new InputException($"option block={block} of method '{spec.Name}' must be odd");
        return new StereoOptions
        {
            Range = ParseRange(spec),
            Rectify = spec.GetEnum("rectify", RectifyMode.Auto),
            Fill = spec.GetEnum("fill", Switch.On) == Switch.On,
            SemiGlobal = defaults with
            {
                Paths = spec.Get("paths") is null ? null : spec.GetEnum("paths", SemiGlobalPaths.Eight),
                BlockSize = block,
                SmallStep = spec.GetInt32("small-step", defaults.SmallStep, 1, 200),
                LargeStep = spec.GetInt32("large-step", defaults.LargeStep, 2, 400),
                PreFilterCap = spec.GetInt32("cap", defaults.PreFilterCap, 1, 63),
                Uniqueness = spec.GetInt32("uniqueness", defaults.Uniqueness, 0, 100),
                LeftRightTolerance = spec.GetDouble("tolerance", defaults.LeftRightTolerance, 0, 100),
                SpeckleSize = spec.GetInt32("speckle", defaults.SpeckleSize, 0, 100_000),
                Color = spec.GetEnum("color", Switch.On) == Switch.On,
            },
        };
    }

    private static DisparityRange? ParseRange(MethodSpec spec)
    {
        if (spec.Get("min-disparity") is null && spec.Get("max-disparity") is null)
            return null;
        int min = spec.GetInt32("min-disparity", 0, -4096, 4096), max = spec.GetInt32("max-disparity", Math.Max(64, min + 64), -4096, 4096);
        return max > min ? new DisparityRange(min, max) : throw new InputException($"the disparity range {min} to {max} is empty; max-disparity must be above min-disparity");
    }

    internal enum Switch
    {
        On,
        Off,
    }
}
