namespace Hybrid.Stereo;

/// <summary>What may be unusual about a stereo pair. Written in files in kebab case.</summary>
public enum StereoFindingKind
{
    /// <summary>Every match lies further right in the right image: left and right are exchanged.</summary>
    Swapped,

    /// <summary>The views differ vertically, not horizontally.</summary>
    VerticalPair,

    /// <summary>Both images are the same.</summary>
    Identical,

    /// <summary>There is nothing in the images to match.</summary>
    NoTexture,

    /// <summary>The images agree hardly anywhere: they do not show the same scene, or from too different places.</summary>
    Unrelated,

    /// <summary>Partners lie on other rows than their points, and rectification did not mend it.</summary>
    NotRectified,

    /// <summary>Matches lie outside the range of disparities that was given.</summary>
    BeyondRange,

    /// <summary>The calibration lacks something, or hardly fits the images.</summary>
    DoubtfulCalibration,

    /// <summary>Too few matches to measure range and rectification; defaults were used.</summary>
    FewMatches,

    /// <summary>A pattern recurs along the rows within the range, so that several disparities fit equally well.</summary>
    Repetitive,
}
