using System.Globalization;

namespace Hybrid.Core;

/// <summary>How much memory the process has held at most.</summary>
public static class PeakMemory
{
    /// <summary>The peak of the resident set in MB (10⁶ bytes); 0 where the system does not say.</summary>
    public static double Megabytes()
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status))
            return 0;
        foreach (string line in File.ReadLines(Status))
        {
            if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
            {
                string kibibytes = line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
                return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024 / 1e6;
            }
        }
        return 0;
    }
}
