using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hybrid.Imaging;

/// <summary>NumPy's .npy, versions 1 to 3, of numbers in C order.</summary>
/// <remarks>numpy.lib.format: magic, version, header length, a Python dictionary as text, then the values.</remarks>
public static partial class NpyFile
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array.</summary>
    /// <exception cref="InputException">The file is missing, empty or unreadable.</exception>
    /// <exception cref="ImageFormatException">It is no .npy file, of a type that is not a number, in Fortran order, or not as long as its header says.</exception>
    public static NpyArray Read(string path) => Decode(InputFile.ReadAllBytes(path), path);

    /// <summary>Writes an array, whole or not at all.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        AtomicFile.WriteAllBytes(path, Encode(array));
    }

    /// <summary>Reads an array from a file's content.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static NpyArray Decode(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length < 12 || !file.StartsWith(Magic) || file[6] is < 1 or > 3)
            throw new ImageFormatException($"'{name}' is not a .npy file; save it again with numpy.save");
        bool first = file[6] == 1;
        int start = first ? 10 : 12;
        long length = first ? BinaryPrimitives.ReadUInt16LittleEndian(file[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (start + length > file.Length)
            throw Malformed(name);
        string header = Encoding.UTF8.GetString(file.Slice(start, (int)length));
        NpyType type = ElementType(header, name);
        if (FortranOrder().Match(header).Groups[1].Value != "False")
            throw new ImageFormatException($"'{name}' is not in C order; save numpy.ascontiguousarray of it");
        int[] shape = Shape(header, name);
        long count = 1;
        foreach (int side in shape)
        {
            count *= side;
            if (count > Array.MaxLength / 8)
                throw new ImageFormatException($"'{name}' claims an impossible size; replace it");
        }
        ReadOnlySpan<byte> values = file[(int)(start + length)..];
        if (values.Length != count * NpyArray.SizeOf(type))
            throw new ImageFormatException($"'{name}' has {values.Length} bytes of values where {count * NpyArray.SizeOf(type)} are needed; replace it with a complete file");
        return new NpyArray(shape, type, values.ToArray());
    }

    /// <summary>The content of a .npy file, version 1.0, values aligned to 64 bytes.</summary>
    public static byte[] Encode(NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        string shape = string.Join(", ", array.Shape.Select(s => s.ToString(CultureInfo.InvariantCulture)));
        string header = $"{{'descr': '{NpyArray.Descriptor(array.Type)}', 'fortran_order': False, 'shape': ({shape}{(array.Shape.Count == 1 ? "," : "")}), }}";
        int padded = (10 + header.Length + 1 + 63) / 64 * 64;
        header = header.PadRight(padded - 11) + "\n";
        var file = new byte[padded + array.Bytes.Length];
        Magic.CopyTo(file);
        file[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)header.Length);
        Encoding.ASCII.GetBytes(header, file.AsSpan(10));
        array.Bytes.CopyTo(file.AsSpan(padded));
        return file;
    }

    private static NpyType ElementType(string header, string name)
    {
        string descriptor = Descr().Match(header).Groups[1].Value;
        foreach (NpyType type in Enum.GetValues<NpyType>())
        {
            if (NpyArray.Descriptor(type) == descriptor)
                return type;
        }
        throw new ImageFormatException($"'{name}' has elements of type '{descriptor}', which is not read; save it as float32");
    }

    private static int[] Shape(string header, string name)
    {
        Match match = ShapeTuple().Match(header);
        if (!match.Success)
            throw Malformed(name);
        string[] sides = match.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var shape = new int[sides.Length];
        for (int i = 0; i < sides.Length; i++)
        {
            if (!int.TryParse(sides[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
                throw Malformed(name);
        }
        return shape;
    }

    private static ImageFormatException Malformed(string name) => new($"'{name}' has a malformed .npy header; save it again with numpy.save");

    [GeneratedRegex("'descr'\\s*:\\s*'([^']*)'")]
    private static partial Regex Descr();

    [GeneratedRegex("'fortran_order'\\s*:\\s*(True|False)")]
    private static partial Regex FortranOrder();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([^)]*)\\)")]
    private static partial Regex ShapeTuple();
}
