using Hybrid.Alignment;
using OpenCvSharp;

namespace Hybrid.Cli.Align;

/// <summary>An alignment with everything about the run that its files say.</summary>
internal sealed record AlignmentReport
{
    public required AlignmentResult Alignment { get; init; }

    /// <summary>The images' paths as given.</summary>
    public required string PathA { get; init; }

    /// <inheritdoc cref="PathA" />
    public required string PathB { get; init; }

    /// <summary>The images' sizes in pixels, as read (after EXIF orientation).</summary>
    public required Size SizeA { get; init; }

    /// <inheritdoc cref="SizeA" />
    public required Size SizeB { get; init; }

    public required int Seed { get; init; }

    /// <summary>Wall-clock milliseconds by stage, in order.</summary>
    public required IReadOnlyList<KeyValuePair<string, double>> Timings { get; init; }

    /// <summary>Versions of what produced the result, by name.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Versions { get; init; }
}
