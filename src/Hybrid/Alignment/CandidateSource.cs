namespace Hybrid.Alignment;

/// <summary>What a candidate was estimated from.</summary>
internal enum CandidateSource
{
    /// <summary>Classical features.</summary>
    ClassicalFeatures,

    /// <summary>A network's features.</summary>
    LearnedFeatures,

    /// <summary>A network's homography, registered on grey values.</summary>
    Direct,
}
