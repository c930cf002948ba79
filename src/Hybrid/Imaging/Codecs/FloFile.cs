using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hybrid.Imaging;

/// <summary>
/// Middlebury's .flo: the float 202021.25 ("PIEH"), width and height as 32-bit integers, then u and v interleaved,
/// row by row, all little-endian. Components of 1e9 and more mean unknown; written as 1e9.
/// </summary>
/// <remarks>Baker et al., A Database and Evaluation Methodology for Optical Flow, IJCV 2011 (their flowIO code).</remarks>
public static class FloFile
{
    private const float Unknown = 1e9f;
    private const int HeaderLength = 12;
    private const int LongestSide = 99_999;

    /// <summary>Reads a flow field; unknown displacements become NaN.</summary>
    /// <exception cref="InputException">The file is missing, empty or unreadable.</exception>
    /// <exception cref="ImageFormatException">It is no .flo file or not as long as its header says.</exception>
    public static FlowField Read(string path) => Decode(InputFile.ReadAllBytes(path), path);

    /// <summary>Writes a flow field, whole or not at all.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, FlowField flow) => AtomicFile.WriteAllBytes(path, Encode(flow));

    /// <summary>Reads a flow field from a file's content.</summary>
    /// <param name="file">The content.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ImageFormatException">It is no .flo file or not as long as its header says.</exception>
    public static FlowField Decode(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length < HeaderLength || !file.StartsWith("PIEH"u8))
            throw new ImageFormatException($"'{name}' is not a .flo file; name a Middlebury flow file");
        int width = BinaryPrimitives.ReadInt32LittleEndian(file[4..]);
        int height = BinaryPrimitives.ReadInt32LittleEndian(file[8..]);
        if (width is < 1 or > LongestSide || height is < 1 or > LongestSide)
            throw new ImageFormatException($"'{name}' claims an impossible size of {width}x{height}; replace it");
        long expected = HeaderLength + 8L * width * height;
        if (file.Length != expected)
            throw new ImageFormatException($"'{name}' has {file.Length} bytes where {width}x{height} vectors need {expected}; replace it with a complete file");
        float[] data = MemoryMarshal.Cast<byte, float>(file[HeaderLength..]).ToArray();
        for (int i = 0; i < data.Length; i += 2)
        {
            // Written so that NaN counts as unknown, too.
            if (!(Math.Abs(data[i]) < Unknown && Math.Abs(data[i + 1]) < Unknown))
                data[i] = data[i + 1] = float.NaN;
        }
        return new FlowField(width, height, data);
    }

    /// <summary>The content of a .flo file.</summary>
    public static byte[] Encode(FlowField flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var file = new byte[checked(HeaderLength + 4 * flow.Data.Length)];
        "PIEH"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), flow.Width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), flow.Height);
        Span<float> values = MemoryMarshal.Cast<byte, float>(file.AsSpan(HeaderLength));
        for (int i = 0; i < values.Length; i += 2)
        {
            bool known = Math.Abs(flow.Data[i]) < Unknown && Math.Abs(flow.Data[i + 1]) < Unknown;
            values[i] = known ? flow.Data[i] : Unknown;
            values[i + 1] = known ? flow.Data[i + 1] : Unknown;
        }
        return file;
    }
}
