using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Indented JSON, written without reflection, which would cost a short command half of its time.</summary>
internal static class JsonOutput
{
    /// <summary>The object whose members <paramref name="members"/> writes, as UTF-8 with a newline at its end.</summary>
    public static byte[] ToUtf8(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Prints such an object.</summary>
    public static void Print(TextWriter output, Action<Utf8JsonWriter> members) =>
        output.Write(Encoding.UTF8.GetString(ToUtf8(members)));
}
