namespace Hybrid.Classical;

/// <summary>Which detector and descriptor.</summary>
public enum FeatureKind
{
    /// <summary>SIFT (Lowe, IJCV 2004), 128 floats.</summary>
    Sift,

    /// <summary>ORB (Rublee et al., ICCV 2011), 256 bits.</summary>
    Orb,

    /// <summary>AKAZE (Alcantarilla et al., BMVC 2013), 486 bits.</summary>
    Akaze,

    /// <summary>BRISK (Leutenegger et al., ICCV 2011), 512 bits.</summary>
    Brisk,

    /// <summary>KAZE (Alcantarilla et al., ECCV 2012), 64 floats.</summary>
    Kaze,
}
