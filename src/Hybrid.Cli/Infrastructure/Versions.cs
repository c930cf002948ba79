using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Versions of what takes part in a result.</summary>
internal static class Versions
{
    /// <summary>Those of an alignment without a network.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OfAlignment() =>
    [
        new("hybrid", ProgramVersion.Text),
        new("opencv", Cv2.GetVersionString() ?? "unknown"),
        new("dotnet", Environment.Version.ToString()),
        new("os", RuntimeInformation.OSDescription),
    ];
}
