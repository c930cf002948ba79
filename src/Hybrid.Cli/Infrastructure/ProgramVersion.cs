using System.Reflection;

namespace Hybrid.Cli.Infrastructure;

/// <summary>The program's own version.</summary>
internal static class ProgramVersion
{
    /// <summary>Version and, where the build knew it, the git commit: <c>0.1.0+1a2b3c…</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
