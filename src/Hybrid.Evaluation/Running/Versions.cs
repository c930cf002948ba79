using OpenCvSharp;

namespace Hybrid.Evaluation.Running;

/// <summary>What results were made with.</summary>
internal static class Versions
{
    /// <summary>Versions by name.</summary>
    public static IReadOnlyDictionary<string, string> All()
    {
        var versions = new Dictionary<string, string> { ["hybrid"] = RunConfiguration.ProductVersion() };
        if (OpenCv() is { } cv)
            versions["opencv"] = cv;
        return versions;
    }

    public static string? OpenCv()
    {
        try
        {
            return Cv2.GetVersionString();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException)
        {
            return null;
        }
    }

    public static string Cpu()
    {
        const string file = "/proc/cpuinfo";
        if (!File.Exists(file))
            return "unknown";
        foreach (string line in File.ReadLines(file))
        {
            if (line.StartsWith("model name", StringComparison.Ordinal))
                return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
        return "unknown";
    }
}
