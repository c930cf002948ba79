using System.Text.Json;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Cli.Infrastructure;

/// <summary>The parts that the reports of all commands on a pair have in common.</summary>
internal static class RunJson
{
    /// <summary><c>fallbacks</c>: every step that was tried.</summary>
    public static void WriteSteps(Utf8JsonWriter json, IReadOnlyList<ProvenanceStep> steps)
    {
        json.WriteStartArray("fallbacks");
        foreach (ProvenanceStep step in steps)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Step);
            json.WriteString("outcome", KebabCase.Of(step.Outcome));
            json.WriteString("reason", KebabCase.Of(step.Reason));
            json.WriteString("evidence", step.Evidence);
            json.WriteNumber("ms", Rounded(step.Milliseconds, 2));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary><c>timings_ms</c> and <c>peak_memory_mb</c>.</summary>
    public static void WriteCost(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, double>> timings)
    {
        json.WriteStartObject("timings_ms");
        foreach ((string name, double ms) in timings)
            json.WriteNumber(name, Rounded(ms, 2));
        json.WriteEndObject();
        json.WriteNumber("peak_memory_mb", Rounded(PeakMemory.Megabytes(), 1));
    }

    /// <summary><c>images</c>, <c>seed</c> and <c>versions</c>.</summary>
    public static void WriteOrigin(
        Utf8JsonWriter json, ReadOnlySpan<(string Key, string Path, Size Size)> images, int seed, IReadOnlyList<KeyValuePair<string, string>> versions)
    {
        json.WriteStartObject("images");
        foreach ((string key, string path, Size size) in images)
        {
            json.WriteStartObject(key);
            json.WriteString("path", path);
            json.WriteNumber("width", size.Width);
            json.WriteNumber("height", size.Height);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteNumber("seed", seed);
        json.WriteStartObject("versions");
        foreach ((string name, string version) in versions)
            json.WriteString(name, version);
        json.WriteEndObject();
    }

    /// <summary>Nine numbers, row by row; null where there is none.</summary>
    public static void WriteHomography(Utf8JsonWriter json, string key, Homography? homography)
    {
        if (homography is not { } h)
        {
            json.WriteNull(key);
            return;
        }
        json.WriteStartArray(key);
        foreach (double value in h.Normalized().ToRowMajor())
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    /// <summary>The value to so many digits; 0 where it is not finite, since JSON has no NaN.</summary>
    public static double Rounded(double value, int digits) => double.IsFinite(value) ? Math.Round(value, digits) : 0;
}
