using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Hybrid.Viewer.Api;

/// <summary>The pages and their assets, which are inside the program.</summary>
internal sealed class Pages
{
    private const string Prefix = "Assets.", Shell = "shell.html", Frame = "page.html";
    private static readonly Assembly Program = typeof(Pages).Assembly;

    /// <summary>Addresses of the pages, in the order in which the navigation lists them, and their names: those of what they show in NAME.html by NAME.js.</summary>
    private static readonly (string Path, string Name)[] Listed =
    [
        ("/", "align"),
        ("/stitch", "stitch"),
        ("/stereo", "stereo"),
        ("/deblur", "deblur"),
        ("/overlap", "overlap"),
        ("/runs", "runs"),
    ];

    private readonly FrozenDictionary<string, Asset> _assets;

    /// <summary>Reads them.</summary>
    public Pages()
    {
        string shell = Text(Shell), frame = Text(Frame);
        var assets = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach ((string path, string name) in Listed)
        {
            string page = frame
                .Replace("{{title}}", $"{char.ToUpperInvariant(name[0])}{name[1..]}", StringComparison.Ordinal)
                .Replace("{{name}}", name, StringComparison.Ordinal)
                .Replace("{{shell}}", shell.Replace($"<li><a href=\"{path}\"", $"<li><a href=\"{path}\" aria-current=\"page\"", StringComparison.Ordinal), StringComparison.Ordinal)
                .Replace("{{main}}", Text($"{name}.html"), StringComparison.Ordinal);
            assets[path] = Asset.Of(Frame, Encoding.UTF8.GetBytes(page));
        }
        foreach (string name in Program.GetManifestResourceNames().Select(n => n[Prefix.Length..]).Where(n => !n.EndsWith(".html", StringComparison.Ordinal)))
            assets[name == "openapi.json" ? "/api/openapi.json" : $"/assets/{name}"] = Asset.Of(name, Read(name));
        _assets = assets.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The addresses that there are.</summary>
    public IEnumerable<string> Paths => _assets.Keys;

    /// <summary>Sends one; nothing but its mark where the browser has it already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">One of <see cref="Paths"/>.</param>
    public async Task Send(HttpContext context, string path)
    {
        Asset asset = _assets[path];
        context.Response.Headers.ETag = asset.Tag;
        context.Response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch == asset.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = asset.Content.Length;
        await context.Response.Body.WriteAsync(asset.Content, context.RequestAborted);
    }

    private static string Text(string name) => Encoding.UTF8.GetString(Read(name));

    private static byte[] Read(string name)
    {
        using Stream stream = Program.GetManifestResourceStream(Prefix + name) ?? throw new InvalidOperationException($"The program was built without {name}.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private sealed record Asset(byte[] Content, string ContentType, string Tag)
    {
        public static Asset Of(string name, byte[] content) => new(content, Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".json" => "application/json",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        }, $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
    }
}
