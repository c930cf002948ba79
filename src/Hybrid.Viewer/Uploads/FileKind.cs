namespace Hybrid.Viewer.Uploads;

/// <summary>What a file is called and served as, by its first bytes alone. Whether it is a sound image is for the worker to say.</summary>
/// <param name="Extension">For its name here.</param>
/// <param name="ContentType">What a browser is told; a stream of bytes where it could not show the file.</param>
internal readonly record struct FileKind(string Extension, string ContentType)
{
    /// <summary>Bytes that <see cref="Of"/> looks at.</summary>
    public const int Length = 16;

    private const string Bytes = "application/octet-stream";

    /// <summary>Kind of an image file by its first bytes.</summary>
    public static FileKind Of(ReadOnlySpan<byte> b)
    {
        if (b.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return new(".jpg", "image/jpeg");
        if (b.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return new(".png", "image/png");
        if (b.StartsWith("GIF8"u8))
            return new(".gif", "image/gif");
        if (b.StartsWith("RIFF"u8) && b.Length >= 12 && b[8..].StartsWith("WEBP"u8))
            return new(".webp", "image/webp");
        if (b.Length >= 12 && b[4..].StartsWith("ftypavi"u8))
            return new(".avif", "image/avif");
        if (b.StartsWith("BM"u8))
            return new(".bmp", "image/bmp");
        if (b.StartsWith("II"u8) || b.StartsWith("MM"u8))
            return new(".tif", Bytes);
        if (b.StartsWith("PF"u8) || b.StartsWith("Pf"u8))
            return new(".pfm", Bytes);
        return b.Length > 2 && b[0] == 'P' && b[1] is >= (byte)'1' and <= (byte)'6' ? new(".ppm", Bytes) : new(".bin", Bytes);
    }

    /// <summary>What a file of a name made here is served as.</summary>
    public static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".jpg" => "image/jpeg",
        ".png" => "image/png",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".avif" => "image/avif",
        ".bmp" => "image/bmp",
        ".json" => "application/json",
        ".txt" => "text/plain; charset=utf-8",
        _ => Bytes,
    };
}
