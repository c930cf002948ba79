using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Hybrid.Imaging;

/// <summary>NumPy's .npy, version 1.0, for arrays that are handed on to Python; they are not read here.</summary>
/// <remarks>numpy.lib.format: magic, version, header length, a Python dictionary as text, then the values.</remarks>
public static class NpyFile
{
    // The values begin at a multiple of this.
    private const int Alignment = 64;

    /// <summary>Writes an array, whole or not at all.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="values">The values, last dimension fastest.</param>
    /// <param name="shape">The length of each dimension; their product is the number of values.</param>
    /// <exception cref="ArgumentException">The shape does not fit the values, or T is another type.</exception>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write<T>(string path, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged => AtomicFile.WriteAllBytes(path, Encode(values, shape));

    /// <summary>The content of the file that <see cref="Write"/> would write.</summary>
    /// <inheritdoc cref="Write" path="/typeparam|/param[@name='values']|/param[@name='shape']"/>
    /// <exception cref="ArgumentException">The shape does not fit the values, or T is another type.</exception>
    public static byte[] Encode<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        string type = typeof(T) == typeof(float) ? "<f4" : typeof(T) == typeof(double) ? "<f8" : throw new ArgumentException($"{typeof(T).Name} is not written to .npy files.", nameof(values));
        long count = 1;
        var sides = new StringBuilder();
        foreach (int side in shape)
        {
            count *= side;
            sides.Append(CultureInfo.InvariantCulture, $"{side}, ");
        }
        // A tuple of one keeps its comma in Python.
        if (sides.Length > 0)
            sides.Length -= shape.Length > 1 ? 2 : 1;
        if (count != values.Length)
            throw new ArgumentException($"A shape of {count} values was given for {values.Length}.", nameof(shape));
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sides}), }}";
        int start = (10 + header.Length + Alignment) / Alignment * Alignment;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        var file = new byte[start + bytes.Length];
        ((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]).CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)(start - 10));
        Encoding.ASCII.GetBytes(header.PadRight(start - 11) + "\n", file.AsSpan(10));
        bytes.CopyTo(file.AsSpan(start));
        return file;
    }
}
