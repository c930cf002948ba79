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

    /// <summary>Options of a spec.</summary>
    /// <exception cref="InputException">An option's value is not valid.</exception>
    public static StereoOptions Parse(MethodSpec spec) => new()
    {
        Range = ParseRange(spec),
        Rectify = StereoMethodOptions.Rectify.Read(spec),
        Fill = StereoMethodOptions.Fill.Read(spec),
        SemiGlobal = new SemiGlobalOptions
        {
            Paths = StereoMethodOptions.Paths.Read(spec),
            BlockSize = StereoMethodOptions.Block.Read(spec),
            SmallStep = StereoMethodOptions.SmallStep.Read(spec),
            LargeStep = StereoMethodOptions.LargeStep.Read(spec),
            PreFilterCap = StereoMethodOptions.Cap.Read(spec),
            Uniqueness = StereoMethodOptions.Uniqueness.Read(spec),
            LeftRightTolerance = StereoMethodOptions.Tolerance.Read(spec),
            SpeckleSize = StereoMethodOptions.Speckle.Read(spec),
            Color = StereoMethodOptions.Color.Read(spec),
        },
    };

    private static DisparityRange? ParseRange(MethodSpec spec)
    {
        int? least = StereoMethodOptions.MinDisparity.Read(spec), most = StereoMethodOptions.MaxDisparity.Read(spec);
        if (least is null && most is null)
            return null;
        int min = least ?? 0, max = most ?? Math.Max(64, min + 64);
        return max > min ? new DisparityRange(min, max) : throw new InputException($"the disparity range {min} to {max} is empty; max-disparity must be above min-disparity");
    }
}
