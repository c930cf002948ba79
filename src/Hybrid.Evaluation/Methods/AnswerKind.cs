namespace Hybrid.Evaluation.Methods;

/// <summary>What a method answers with. A metric measures the kinds that it applies to and passes over the others.</summary>
public enum AnswerKind
{
    /// <summary>A homography, a dense flow, or both.</summary>
    Motion,

    /// <summary>A disparity map.</summary>
    Disparity,

    /// <summary>A restored image.</summary>
    Image,

    /// <summary>The pixels that both images see.</summary>
    Masks,

    /// <summary>A panorama and where each image lies in it.</summary>
    Panorama,
}
