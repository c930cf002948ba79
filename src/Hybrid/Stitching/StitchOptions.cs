using Hybrid.Stitching.Layout;

namespace Hybrid.Stitching;

/// <summary>How a panorama is made.</summary>
public sealed record StitchOptions
{
    /// <summary>Whether overlaps are refined densely.</summary>
    public StitchMethod Method { get; init; } = StitchMethod.Auto;

    /// <summary>What computes the flow that overlaps are refined by.</summary>
    public RefineFlow Flow { get; init; } = RefineFlow.Auto;

    /// <summary>The surface to draw on.</summary>
    public SurfaceKind Surface { get; init; } = SurfaceKind.Auto;

    /// <summary>How the images' lenses project.</summary>
    public LensChoice Lens { get; init; }

    /// <summary>How exposure is evened out.</summary>
    public ExposureKind Exposure { get; init; } = ExposureKind.Gain;

    /// <summary>How seams are found.</summary>
    public SeamKind Seam { get; init; } = SeamKind.GraphCut;

    /// <summary>How seams are blended.</summary>
    public BlendKind Blend { get; init; } = BlendKind.MultiBand;

    /// <summary>Whether the panorama is cut to the largest rectangle without empty corners.</summary>
    public bool Crop { get; init; }

    /// <summary>Whether a panorama of rotating cameras is turned upright.</summary>
    public bool Straighten { get; init; } = true;

    /// <summary>Pixels of an image in which matches are made precise, features of weak pairs are sought and overlaps are refined.</summary>
    public int RegistrationPixels { get; init; } = 500_000;

    /// <summary>The strongest so many features of an image are matched first.</summary>
    public int Keypoints { get; init; } = 800;

    /// <summary>The strongest so many features of an image are matched in weak pairs.</summary>
    public int FineKeypoints { get; init; } = 2000;

    /// <summary>Pixels of an image in which seams and exposure are computed.</summary>
    public int SeamPixels { get; init; } = 100_000;

    /// <summary>Size of the panorama relative to the images' own resolution, above 0.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>The most pixels that a panorama may have; more is refused before anything is allocated.</summary>
    public long MaxPixels { get; init; } = 400_000_000;

    /// <summary>The longest side that a panorama may have, as its file's format may limit it; more is refused before anything is allocated.</summary>
    public int MaxSide { get; init; } = 1_000_000;

    /// <summary>Up to so many images every pair is compared; above, likely pairs are chosen by a global comparison.</summary>
    public int AllPairsUpTo { get; init; } = 16;

    /// <summary>How likely pairs are chosen above that number.</summary>
    public PairChoice Pairs { get; init; }

    /// <summary>The most pairs that <see cref="PairChoice.Overlap"/> keeps, as a share of all.</summary>
    public double PairShare { get; init; } = 0.15;

    /// <summary>How many partners an image is given where not every pair is compared.</summary>
    public int Partners { get; init; } = 8;

    /// <summary>The largest linear magnification that a part of an image may get before it counts as absurdly stretched.</summary>
    public double MaxStretch { get; init; } = 3;

    /// <summary>Bytes of decoded images that are kept at a time.</summary>
    public long CacheBytes { get; init; } = 800L << 20;

    /// <summary>Seed of all random choices.</summary>
    public int Seed { get; init; }

    /// <summary>Threads; 0 means all cores. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Folder of the trained networks; null means the one beside the program.</summary>
    public string? ModelFolder { get; init; }
}
