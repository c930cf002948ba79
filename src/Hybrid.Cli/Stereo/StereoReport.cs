using Hybrid.Stereo;
using OpenCvSharp;

namespace Hybrid.Cli.Stereo;

/// <summary>A stereo result with everything about the run that its files say.</summary>
internal sealed record StereoReport
{
    public required StereoResult Result { get; init; }

    /// <summary>The images' paths as given.</summary>
    public required string PathLeft { get; init; }

    /// <inheritdoc cref="PathLeft" />
    public required string PathRight { get; init; }

    /// <summary>Size of both images in pixels, as read.</summary>
    public required Size Size { get; init; }

    public required int Seed { get; init; }

    /// <summary>The pair as its calibration rectified it; null without one.</summary>
    public CalibratedPair? Calibrated { get; init; }

    /// <summary>Errors against the truth, where one was given.</summary>
    public BadPixels? Bad { get; init; }

    /// <summary>Wall-clock milliseconds by stage, in order.</summary>
    public required IReadOnlyList<KeyValuePair<string, double>> Timings { get; init; }

    /// <summary>Versions of what produced the result, by name.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Versions { get; init; }
}
