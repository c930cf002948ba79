using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Hybrid.Benchmarks;

/// <summary>Tables in NumPy's format.</summary>
internal static class NumpyFile
{
    /// <summary>Writes rows of 32-bit floats.</summary>
    public static void Write(string path, ReadOnlySpan<float> values, int columns)
    {
        string header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({values.Length / columns}, {columns}), }}");
        // The data begins at a multiple of 64 bytes.
        header = header.PadRight((10 + header.Length + 1 + 63) / 64 * 64 - 11) + "\n";
        using FileStream stream = File.Create(path);
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header)]);
        stream.Write(MemoryMarshal.AsBytes(values));
    }
}
