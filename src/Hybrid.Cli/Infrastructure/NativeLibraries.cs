namespace Hybrid.Cli.Infrastructure;

/// <summary>Says what to install where a native library does not load.</summary>
internal static class NativeLibraries
{
    /// <summary>File beside a published program that names the distribution's packages it needs, on one line.</summary>
    public const string PackageListName = "apt-packages.txt";

    /// <summary>One line: which library is missing and the command that brings it.</summary>
    public static string Explain(Exception e)
    {
        string library = MissingLibrary(e.Message);
        string list = Path.Combine(AppContext.BaseDirectory, PackageListName);
        string remedy = File.Exists(list)
            ? $"run: apt-get install --no-install-recommends {File.ReadAllText(list).Trim()}"
            : "run tools/setup";
        return $"a library of the system is missing ({library}); {remedy}";
    }

    // The loader's text names every path it tried; the informative one says which dependency was not found.
    private static string MissingLibrary(string message)
    {
        foreach (string line in message.Split('\n'))
        {
            int end = line.IndexOf(": cannot open shared object file", StringComparison.Ordinal);
            if (end > 0 && line[..end].Trim() is var name && !name.Contains('/', StringComparison.Ordinal) && name.Contains(".so.", StringComparison.Ordinal))
                return name;
        }
        return message.Split('\n')[0].Trim();
    }
}
