namespace Hybrid.Cli.Infrastructure;

/// <summary>Where the program finds what it was delivered with.</summary>
internal static class InstallLayout
{
    /// <summary>The folder of that name beside the program or, in a checkout, above it; null where there is none.</summary>
    /// <param name="name"><c>models</c> or <c>datasets</c>.</param>
    /// <param name="variable">Environment variable that names it outright.</param>
    public static string? Find(string name, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set)
            return Directory.Exists(set) ? set : null;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, name);
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }

    /// <summary>The trained networks.</summary>
    public static string? Models() => Find("models", "HYBRID_MODELS");

    /// <summary>The embedded datasets.</summary>
    public static string? Datasets() => Find("datasets", "HYBRID_DATASETS");
}
