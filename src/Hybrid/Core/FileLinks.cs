namespace Hybrid.Core;

/// <summary>
/// Where a path really leads. A file that is written by renaming another over it replaces a directory entry, so that two
/// paths collide exactly where one entry is on the way of both; hard links have entries of their own and do not.
/// </summary>
public static class FileLinks
{
    private const int LongestChain = 40;

    /// <summary>Every directory entry on the way from a path to its content, symbolic links in any part of it resolved.</summary>
    /// <param name="path">A file, which need not exist.</param>
    /// <returns>Absolute paths: the entry of the path itself, then those that links lead to.</returns>
    public static IReadOnlyList<string> Chain(string path)
    {
        var entries = new List<string>();
        string? next = Path.GetFullPath(path);
        for (int i = 0; i < LongestChain && next is not null; i++)
        {
            string entry = Path.Combine(RealFolder(Path.GetDirectoryName(next) ?? "/"), Path.GetFileName(next));
            entries.Add(entry);
            next = Target(entry);
        }
        return entries;
    }

    /// <summary>Refuses an output whose writing would replace an input, whatever links lie between.</summary>
    /// <param name="output">The file to write.</param>
    /// <param name="inputs">The files that are read.</param>
    /// <exception cref="InputException">They collide.</exception>
    public static void RequireApart(string output, IEnumerable<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        IReadOnlyList<string> own = Chain(output);
        if (inputs.FirstOrDefault(i => Chain(i).Intersect(own).Any()) is { } input)
            throw new InputException($"'{output}' is the input '{input}' and would be overwritten; choose another name with -o");
    }

    private static string RealFolder(string folder)
    {
        string real = Path.GetPathRoot(folder) ?? "/";
        int followed = 0;
        var parts = new Stack<string>(Parts(folder[real.Length..]).Reverse());
        while (parts.TryPop(out string? part))
        {
            string entry = Path.Combine(real, part);
            if (followed < LongestChain && Target(entry) is { } target)
            {
                followed++;
                real = Path.GetPathRoot(target) ?? "/";
                foreach (string p in Parts(target[real.Length..]).Reverse())
                    parts.Push(p);
            }
            else
            {
                real = entry;
            }
        }
        return real;
    }

    private static string[] Parts(string path) => path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The path that a link holds, absolute; null where the entry is no link or cannot be looked at.</summary>
    private static string? Target(string entry)
    {
        try
        {
            return new FileInfo(entry).LinkTarget is { } target ? Path.GetFullPath(target, Path.GetDirectoryName(entry) ?? "/") : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
