using System.Reflection;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>Versions of what takes part in a result.</summary>
public static class Versions
{
    /// <summary>The library's own: version and, where the build knew it, the git commit, <c>0.1.0+1a2b3c…</c>.</summary>
    public static string Library { get; } =
        typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The library, OpenCV, .NET and the operating system, by name. Loads OpenCV.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All() =>
    [
        new("hybrid", Library),
        new("opencv", Cv2.GetVersionString() ?? "unknown"),
        new("dotnet", Environment.Version.ToString()),
        new("os", RuntimeInformation.OSDescription),
    ];
}
