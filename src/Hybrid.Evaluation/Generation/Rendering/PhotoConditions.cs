using Hybrid.Evaluation.Generation.Painting;

namespace Hybrid.Evaluation.Generation.Rendering;

/// <summary>What light, lens and sensor do to a view.</summary>
internal sealed record PhotoConditions
{
    /// <summary>Exposure as a factor.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Exponent of brightness: above 1 darkens the middle tones.</summary>
    public double Gamma { get; init; } = 1;

    /// <summary>Contrast about middle grey as a factor.</summary>
    public double Contrast { get; init; } = 1;

    /// <summary>Red over blue as a factor: above 1 is evening light.</summary>
    public double Warmth { get; init; } = 1;

    /// <summary>Change of brightness from the left edge to the right one, as a fraction.</summary>
    public double Gradient { get; init; }

    /// <summary>Depth of cast shadows, 0 none to 1 black.</summary>
    public double Shadow { get; init; }

    /// <summary>Deviation of the Gaussian of defocus, pixels. A good lens has about 0.5.</summary>
    public double Blur { get; init; } = 0.5;

    /// <summary>Length of motion blur in pixels.</summary>
    public double MotionLength { get; init; }

    /// <summary>Direction of motion blur.</summary>
    public double MotionDegrees { get; init; }

    /// <summary>Deviation of the sensor's noise in levels of 255; half of it grows with brightness.</summary>
    public double Noise { get; init; } = 1.5;

    /// <summary>Darkening of the corners as a fraction.</summary>
    public double Vignette { get; init; } = 0.12;
}
