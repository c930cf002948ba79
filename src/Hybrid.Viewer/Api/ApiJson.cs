using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Hybrid.Viewer.Api;

/// <summary>Writes JSON answers, keys in snake case.</summary>
internal static class ApiJson
{
    private static readonly JsonWriterOptions Style = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with a document.</summary>
    public static Task Write(HttpResponse response, Action<Utf8JsonWriter> write) => Write(response, "application/json", write);

    /// <summary>Answers with a document of a type.</summary>
    public static async Task Write(HttpResponse response, string type, Action<Utf8JsonWriter> write)
    {
        ReadOnlyMemory<byte> utf8 = ToUtf8(write);
        response.ContentType = type;
        response.ContentLength = utf8.Length;
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(utf8, response.HttpContext.RequestAborted);
    }

    /// <summary>A document on one line, but for what it holds of others.</summary>
    public static ReadOnlyMemory<byte> ToUtf8(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Style))
            write(json);
        return buffer.WrittenMemory;
    }

    /// <summary>Writes a list of words.</summary>
    public static void Words(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (string word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }
}
