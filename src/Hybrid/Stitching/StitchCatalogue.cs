namespace Hybrid.Stitching;

/// <summary>Every stitching method there is, by name, and the options of each.</summary>
public static class StitchCatalogue
{
    /// <summary>The method to use where none is named.</summary>
    public const string Default = "auto";

    /// <summary>What computes the flow that overlaps are refined by.</summary>
    public static MethodOption<RefineFlow> Flow { get; } =
        MethodOption.Choice("flow", RefineFlow.Auto, "what refines overlaps: auto is dis, and the cascade where much is left");

    /// <summary>How pairs are chosen among many images.</summary>
    public static MethodOption<PairChoice> Pairs { get; } =
        MethodOption.Choice("pairs", PairChoice.Features, "how pairs are chosen among more than 16 images: features (alike in distribution), overlap (as a network predicts it)");

    /// <summary>The surface to draw on.</summary>
    public static MethodOption<SurfaceKind> Projection { get; } =
        MethodOption.Choice("projection", SurfaceKind.Auto, "auto goes by the field of view; affine is for scans");

    /// <summary>How the images' lenses project.</summary>
    public static MethodOption<LensChoice> Lens { get; } =
        MethodOption.Choice("lens", LensChoice.Auto, "auto finds distortion where it explains the matches much better, and knows a fisheye by its image circle");

    /// <summary>Whether a panorama of turning cameras is turned upright.</summary>
    public static MethodOption<bool> Straighten { get; } =
        MethodOption.Switch("straighten", true, "turn the axis that the views spread around upright; off: the axis of the middle image");

    /// <summary>How exposure is evened out.</summary>
    public static MethodOption<ExposureKind> Exposure { get; } =
        MethodOption.Choice("exposure", ExposureKind.Gain, "how brightness is evened out: one gain an image, one a block, one a colour channel, or not at all");

    /// <summary>How seams are found.</summary>
    public static MethodOption<SeamKind> Seam { get; } =
        MethodOption.Choice("seam", SeamKind.GraphCut, "how seams are laid");

    /// <summary>How seams are blended.</summary>
    public static MethodOption<BlendKind> Blend { get; } =
        MethodOption.Choice("blend", BlendKind.MultiBand, "how images are blended along seams");

    /// <summary>Size of the panorama.</summary>
    public static MethodOption<double> Scale { get; } =
        MethodOption.Number("scale", 1, 0.001, 10, "size of the panorama relative to the images' resolution");

    /// <summary>Bound on the panorama's size.</summary>
    public static MethodOption<double> MaxMegapixels { get; } =
        MethodOption.Number("max-megapixels", 400, 0.01, 2000, "refuse larger panoramas");

    /// <summary>The methods; what one is made of is how a <see cref="PanoramaStitcher"/> works.</summary>
    public static MethodCatalogue<StitchOptions> Methods { get; } = new("stitching method",
    [
        Method("classic", StitchMethod.Classic, "cameras or plane maps alone", []),
        Method("hybrid", StitchMethod.Hybrid, "overlaps refined densely, kept where that is verified", [Flow]),
        Method("auto", StitchMethod.Auto, "overlaps refined where they need it", [Flow]),
    ]);

    private static MethodDescription<StitchOptions> Method(string name, StitchMethod method, string summary, IReadOnlyList<MethodOption> own) =>
        new(name, summary, [.. own, Pairs, Projection, Lens, Straighten, Exposure, Seam, Blend, Scale, MaxMegapixels], (spec, settings) => new StitchOptions
        {
            Method = method,
            Flow = Flow.Read(spec),
            Pairs = Pairs.Read(spec),
            Surface = Projection.Read(spec),
            Lens = Lens.Read(spec),
            Straighten = Straighten.Read(spec),
            Exposure = Exposure.Read(spec),
            Seam = Seam.Read(spec),
            Blend = Blend.Read(spec),
            Scale = Scale.Read(spec),
            MaxPixels = (long)(1e6 * MaxMegapixels.Read(spec)),
            Seed = settings.Seed,
            Threads = settings.Threads,
            ModelFolder = settings.ModelFolder,
        });
}
