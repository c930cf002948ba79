namespace Hybrid.Evaluation.Running;

/// <summary>How much of each answer a run keeps.</summary>
public enum PredictionDetail
{
    /// <summary>Homography, status and every measured value.</summary>
    Statistics,

    /// <summary>Inlier matches, flow and confidence too, as compressed half-floats, so that any new metric can be computed.</summary>
    Dense,
}
