using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hybrid.Core;

/// <summary>
/// The style of every JSON file of results: indented, keys in snake case, characters beyond ASCII as they are, a newline at
/// the end. Documents are serialised by generated code, as reflection would cost a short command half of its time.
/// </summary>
public static class ResultJson
{
    /// <summary>A new set of options in that style, for a generated context.</summary>
    public static JsonSerializerOptions Options() => new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A document as UTF-8.</summary>
    /// <param name="document">The document.</param>
    /// <param name="type">Its description by a generated context made with <see cref="Options"/>.</param>
    public static byte[] ToUtf8<T>(T document, JsonTypeInfo<T> type) => [.. JsonSerializer.SerializeToUtf8Bytes(document, type), (byte)'\n'];

    /// <summary>The value to so many digits; 0 where it is not finite, since JSON has no NaN.</summary>
    public static double Rounded(double value, int digits) => double.IsFinite(value) ? Math.Round(value, digits) : 0;
}
