using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Stereo;

/// <summary>The two images of a pair.</summary>
/// <param name="Name">Name of the pair and of its folder.</param>
/// <param name="Left">Path of the left image.</param>
/// <param name="Right">Path of the right image.</param>
internal sealed record StereoNames(string Name, string Left, string Right)
{
    /// <summary>Whether it was named itself, not found in a folder or a list.</summary>
    public bool IsAlone { get; private init; }

    /// <summary>The pairs of two images, two folders, or two lists of one path a line.</summary>
    /// <exception cref="InputException">They do not go together.</exception>
    public static IReadOnlyList<StereoNames> Expand(string left, string right)
    {
        bool many = IsMany(left);
        if (many != IsMany(right))
            throw new InputException($"'{left}' and '{right}' are not of one kind; give two images, two folders, or two lists of one path a line");
        if (!many)
            return [new StereoNames(Path.GetFileNameWithoutExtension(left), left, right) { IsAlone = true }];
        string[] lefts = Images(left), rights = Images(right);
        if (ByName(lefts, rights) is { } named)
            return named;
        if (lefts.Length != rights.Length)
            throw new InputException($"'{left}' has {lefts.Length} images and '{right}' {rights.Length}, of other names; each left image needs its right one");
        string[] names = [.. lefts.Select(f => Path.GetFileNameWithoutExtension(f))];
        bool apart = names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length;
        return [.. lefts.Zip(rights, (l, r) => (l, r)).Select((p, i) => new StereoNames(apart ? names[i] : FormattableString.Invariant($"{i + 1:D4}-{names[i]}"), p.l, p.r))];
    }

    private static StereoNames[]? ByName(string[] lefts, string[] rights)
    {
        ILookup<string, string> byName = rights.ToLookup(f => Path.GetFileNameWithoutExtension(f), StringComparer.Ordinal);
        string[] names = [.. lefts.Select(f => Path.GetFileNameWithoutExtension(f))];
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length || !names.Any(byName.Contains))
            return null;
        string? alone = names.FirstOrDefault(n => byName[n].Count() != 1) ?? byName.Select(g => g.Key).FirstOrDefault(n => !names.Contains(n, StringComparer.Ordinal));
        return alone is null
            ? [.. lefts.Select((f, i) => new StereoNames(names[i], f, byName[names[i]].Single()))]
            : throw new InputException($"image '{alone}' is not exactly once on either side; each left image needs its right one of the same name");
    }

    private static bool IsMany(string path) => Directory.Exists(path) || Path.GetExtension(path).ToLowerInvariant() is ".txt" or ".lst" or ".list";

    private static string[] Images(string path)
    {
        string[] images = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path).Where(ImageFiles.IsImage).Order(NaturalOrder.Instance)]
            : [.. TextFile.Read(path).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').Select(l => Path.Combine(Path.GetDirectoryName(path) ?? "", l))];
        return images.Length > 0 ? images : throw new InputException($"'{path}' names no image");
    }
}
