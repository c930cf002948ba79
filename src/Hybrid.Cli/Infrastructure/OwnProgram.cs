namespace Hybrid.Cli.Infrastructure;

/// <summary>How another process of this program is started.</summary>
internal static class OwnProgram
{
    private const string Library = "Hybrid.Cli.dll";

    /// <summary>Program and first arguments: the published program starts itself, a build is started by dotnet.</summary>
    public static IReadOnlyList<string> Words
    {
        get
        {
            string process = Environment.ProcessPath ?? "hybrid", library = Path.Combine(AppContext.BaseDirectory, Library);
            if (Path.GetFileNameWithoutExtension(process) != "dotnet")
                return [process];
            // A build may have been started by another program's list of libraries, as tests do.
            string? list = (AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string)?.Split(';')[0];
            string configuration = list is null ? "" : list[..^".deps.json".Length] + ".runtimeconfig.json";
            return list is not null && Path.GetFileName(list) != "Hybrid.Cli.deps.json" && File.Exists(configuration)
                ? [process, "exec", "--depsfile", list, "--runtimeconfig", configuration, library]
                : [process, library];
        }
    }
}
