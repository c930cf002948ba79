using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Flow;

/// <summary>The frames that a flow is asked of.</summary>
internal static class FrameList
{
    /// <summary>Every frame, in the order given; a folder stands for the images in it in the order in which people count, 2 before 10.</summary>
    /// <exception cref="InputException">One does not exist, or there are fewer than two.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> named)
    {
        List<string> frames = [.. named.SelectMany(n => Directory.Exists(n) ? Images(n) : [n])];
        if (frames.Count < 2)
            throw new InputException($"a flow needs two images or more, here {(frames.Count == 1 ? "is one" : "are none")}; name another, or a folder of frames");
        return frames.FirstOrDefault(f => !File.Exists(f)) is { } missing
            ? throw new InputException($"'{missing}' does not exist; name images or a folder of frames")
            : frames;
    }

    private static IEnumerable<string> Images(string folder) =>
        Directory.EnumerateFiles(folder).Where(ImageFiles.IsImage).Order(NaturalOrder.Instance);
}
