using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>
/// Portable float maps: "Pf" (one channel) or "PF" (three, RGB), size and scale as text, then 32-bit floats, bottom row
/// first; a negative scale means little-endian, its magnitude is not applied. Infinity means unknown and is NaN here.
/// </summary>
/// <remarks>Debevec's format as Middlebury's stereo benchmark and the Scene Flow datasets use it.</remarks>
public static class PfmFile
{
    /// <summary>Reads a one-channel map, as of disparities; unknown (not finite) becomes NaN.</summary>
    /// <exception cref="InputException">The file is missing, empty or unreadable.</exception>
    /// <exception cref="ImageFormatException">It is no PFM file of one channel, or its length does not match its header.</exception>
    public static ScalarMap Read(string path) => Decode(InputFile.ReadAllBytes(path), path);

    /// <summary>Writes a one-channel map, little-endian, NaN as +infinity, whole or not at all.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, ScalarMap map) => AtomicFile.WriteAllBytes(path, Encode(map));

    /// <summary>Reads a three-channel file's first two channels as flow (the Scene Flow datasets' convention).</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static FlowField ReadFlow(string path)
    {
        Content content = Parse(InputFile.ReadAllBytes(path), path);
        if (content.Channels != 3)
            throw new ImageFormatException($"'{path}' has one channel where flow needs three; name a flow file");
        var flow = new FlowField(content.Width, content.Height);
        for (int i = 0, n = content.Width * content.Height; i < n; i++)
        {
            float u = content.Values[3 * i], v = content.Values[3 * i + 1];
            bool known = float.IsFinite(u) && float.IsFinite(v);
            flow.Data[2 * i] = known ? u : float.NaN;
            flow.Data[2 * i + 1] = known ? v : float.NaN;
        }
        return flow;
    }

    /// <summary>Reads a one-channel map from a file's content.</summary>
    /// <param name="file">The content.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ImageFormatException">It is no PFM file of one channel, or its length does not match its header.</exception>
    public static ScalarMap Decode(ReadOnlySpan<byte> file, string name)
    {
        Content content = Parse(file, name);
        if (content.Channels != 1)
            throw new ImageFormatException($"'{name}' has three channels where one is needed; name a disparity or grey map");
        return new ScalarMap(content.Width, content.Height, content.Values);
    }

    /// <summary>The content of a one-channel file, little-endian, NaN as +infinity.</summary>
    public static byte[] Encode(ScalarMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        byte[] file = NewFile(map.Width, map.Height, 1, out int start);
        for (int y = 0; y < map.Height; y++)
            WriteRow(file, start, map.Height, y, map.Row(y));
        return file;
    }

    /// <summary>The content of a file of one channel, or of three from BGR.</summary>
    /// <param name="image">1 or 3 channels of any depth; converted to 32-bit float without scaling.</param>
    /// <exception cref="InputException">There are other than one or three channels.</exception>
    public static byte[] Encode(Mat image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels() is not (1 or 3))
            throw new InputException($"a PFM file holds 1 or 3 channels, not {image.Channels()}; convert the image first");
        using var floats = new Mat();
        image.ConvertTo(floats, MatType.MakeType(MatType.CV_32F, image.Channels()));
        byte[] file = NewFile(floats.Width, floats.Height, floats.Channels(), out int start);
        for (int y = 0, rows = floats.Height; y < rows; y++)
        {
            float[] row = MatRows.Row<float>(floats, y).ToArray();
            SwapRedAndBlue(row, floats.Channels());
            WriteRow(file, start, floats.Height, y, row);
        }
        return file;
    }

    /// <summary>Reads a file's content as a CV_32FC1 or CV_32FC3 (BGR) image; unknown is NaN.</summary>
    internal static Mat DecodeImage(ReadOnlySpan<byte> file, string name)
    {
        Content content = Parse(file, name);
        SwapRedAndBlue(content.Values, content.Channels);
        var image = new Mat(content.Height, content.Width, MatType.MakeType(MatType.CV_32F, content.Channels));
        int stride = content.Width * content.Channels;
        for (int y = 0; y < content.Height; y++)
            content.Values.AsSpan(y * stride, stride).CopyTo(MatRows.Row<float>(image, y));
        return image;
    }

    private static Content Parse(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length < 3 || file[0] != 'P' || file[1] is not ((byte)'F' or (byte)'f'))
            throw new ImageFormatException($"'{name}' is not a PFM file; name a portable float map");
        int channels = file[1] == 'F' ? 3 : 1;
        int at = 2;
        if (!int.TryParse(Token(file, ref at), NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            || !int.TryParse(Token(file, ref at), NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            || !double.TryParse(Token(file, ref at), NumberStyles.Float, CultureInfo.InvariantCulture, out double scale)
            || scale == 0 || double.IsNaN(scale))
        {
            throw new ImageFormatException($"'{name}' has a malformed PFM header; replace it");
        }
        if (width < 1 || height < 1 || (long)width * height * channels > Array.MaxLength / 4)
            throw new ImageFormatException($"'{name}' claims an impossible size of {width}x{height}; replace it");
        // Exactly one white-space character ends the header.
        at++;
        long expected = 4L * width * height * channels;
        if (file.Length - at != expected)
            throw new ImageFormatException($"'{name}' has {Math.Max(0, file.Length - at)} bytes of values where {expected} are needed; replace it with a complete file");
        return new Content(width, height, channels, Values(file[at..], width * channels, height, scale < 0));
    }

    private static float[] Values(ReadOnlySpan<byte> bytes, int stride, int height, bool little)
    {
        var values = new float[stride * height];
        ReadOnlySpan<float> stored = MemoryMarshal.Cast<byte, float>(bytes);
        for (int y = 0; y < height; y++)
            stored.Slice((height - 1 - y) * stride, stride).CopyTo(values.AsSpan(y * stride));
        if (!little)
        {
            Span<int> bits = MemoryMarshal.Cast<float, int>(values.AsSpan());
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
        foreach (ref float v in values.AsSpan())
        {
            if (!float.IsFinite(v))
                v = float.NaN;
        }
        return values;
    }

    private static ReadOnlySpan<byte> Token(ReadOnlySpan<byte> file, ref int at)
    {
        while (at < file.Length && file[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        int start = at;
        while (at < file.Length && at - start < 32 && file[at] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            at++;
        return file[start..at];
    }

    private static byte[] NewFile(int width, int height, int channels, out int start)
    {
        byte[] header = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{(channels == 3 ? "PF" : "Pf")}\n{width} {height}\n-1.0\n"));
        var file = new byte[checked(header.Length + 4 * width * height * channels)];
        header.CopyTo(file, 0);
        start = header.Length;
        return file;
    }

    private static void WriteRow(byte[] file, int start, int height, int y, ReadOnlySpan<float> row)
    {
        Span<float> target = MemoryMarshal.Cast<byte, float>(file.AsSpan(start + 4 * row.Length * (height - 1 - y), 4 * row.Length));
        for (int i = 0; i < row.Length; i++)
            target[i] = float.IsNaN(row[i]) ? float.PositiveInfinity : row[i];
    }

    private static void SwapRedAndBlue(float[] values, int channels)
    {
        for (int i = 0; channels == 3 && i < values.Length; i += 3)
            (values[i], values[i + 2]) = (values[i + 2], values[i]);
    }

    private readonly record struct Content(int Width, int Height, int Channels, float[] Values);
}
