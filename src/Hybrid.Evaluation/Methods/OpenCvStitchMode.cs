namespace Hybrid.Evaluation.Methods;

/// <summary>The modes of OpenCV's <c>Stitcher</c>.</summary>
public enum OpenCvStitchMode
{
    /// <summary>Turning cameras.</summary>
    Panorama,

    /// <summary>Flat scenes.</summary>
    Scans,
}
