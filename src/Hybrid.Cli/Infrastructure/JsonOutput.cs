using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Prints JSON on stdout.</summary>
internal static class JsonOutput
{
    /// <summary>Prints a document in the style of every result.</summary>
    public static void Print<T>(TextWriter output, T document, JsonTypeInfo<T> type) => Print(output, ResultJson.ToUtf8(document, type));

    /// <summary>Prints a document that is ready.</summary>
    public static void Print(TextWriter output, byte[] utf8) => output.Write(Encoding.UTF8.GetString(utf8));
}
