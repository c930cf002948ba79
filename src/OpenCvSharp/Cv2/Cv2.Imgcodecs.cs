namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    /// <summary>Reads an image; an empty Mat where the file is missing, cut short or no image that we know.</summary>
    public static Mat ImRead(string fileName, ImreadModes flags = ImreadModes.Color)
    {
        if (string.IsNullOrEmpty(fileName))
            throw new ArgumentNullException(nameof(fileName));
        return new Mat(ReadImage(fileName, flags));
    }

    public static Mat ImDecode(byte[] buf, ImreadModes flags)
    {
        ArgumentNullException.ThrowIfNull(buf);
        return ImDecode(buf.AsSpan(), flags);
    }

    public static Mat ImDecode(ReadOnlySpan<byte> span, ImreadModes flags) => new(Decode(span, flags));

    public static Mat ImDecode(Mat buf, ImreadModes flags)
    {
        ArgumentNullException.ThrowIfNull(buf);
        return ImDecode(buf.AsSpan<byte>(), flags);
    }

    public static bool ImWrite(string fileName, Mat img, params ImageEncodingParam[] prms) => ImWrite(fileName, img, Flat(prms));

    public static bool ImWrite(string fileName, Mat img, int[]? prms = null)
    {
        if (string.IsNullOrEmpty(fileName))
            throw new ArgumentNullException(nameof(fileName));
        if (!ImEncode(Path.GetExtension(fileName), img, out var buf, prms))
            return false;
        try
        {
            File.WriteAllBytes(fileName, buf);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static bool ImEncode(string ext, InputArray img, out byte[] buf, params ImageEncodingParam[] prms) => ImEncode(ext, img, out buf, Flat(prms));

    public static bool ImEncode(string ext, InputArray img, out byte[] buf, int[]? prms = null)
    {
        ArgumentNullException.ThrowIfNull(ext);
        var settings = prms ?? [];
        fixed (int* p = settings)
        {
            NativeMethods.Check(NativeMethods.imgcodecs_encode(ext, Arg.In(img), p, settings.Length, out var data, out var count));
            buf = NativeMethods.Take(data, count);
        }
        return buf.Length > 0;
    }

    public static bool HaveImageReader(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var head = new byte[32];
        try
        {
            using var file = File.OpenRead(fileName);
            var n = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            fixed (byte* p = head)
            {
                NativeMethods.Check(NativeMethods.imgcodecs_isImage(p, n, out var result));
                return result;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static bool HaveImageWriter(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        NativeMethods.Check(NativeMethods.imgcodecs_haveWriter(Path.GetExtension(fileName), out var result));
        return result;
    }

    internal static MatHandle ReadImage(string fileName, ImreadModes flags)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(fileName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            bytes = [];
        }
        return Decode(bytes, flags);
    }

    private static MatHandle Decode(ReadOnlySpan<byte> bytes, ImreadModes flags)
    {
        fixed (byte* p = bytes)
        {
            NativeMethods.Check(NativeMethods.imgcodecs_decode(p, bytes.Length, (int)flags, out var handle));
            return handle;
        }
    }

    private static int[] Flat(ImageEncodingParam[]? prms) => [.. (prms ?? []).SelectMany(p => new[] { (int)p.EncodingId, p.Value })];
}
