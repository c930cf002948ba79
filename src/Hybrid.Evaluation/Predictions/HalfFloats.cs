using System.IO.Compression;

namespace Hybrid.Evaluation.Predictions;

/// <summary>Dense maps as half-precision floats, byte planes apart and deflated: a quarter of the raw size or less.</summary>
internal static class HalfFloats
{
    /// <summary>Packs values; NaN stays NaN, magnitudes above 65 504 become infinite.</summary>
    public static byte[] Pack(ReadOnlySpan<float> values)
    {
        byte[] planes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            ushort bits = BitConverter.HalfToUInt16Bits((Half)values[i]);
            planes[i] = (byte)(bits >> 8);
            planes[values.Length + i] = (byte)bits;
        }
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(planes);
        return packed.ToArray();
    }

    /// <summary>Unpacks exactly so many values.</summary>
    /// <exception cref="InvalidDataException">The data hold fewer.</exception>
    public static float[] Unpack(byte[] packed, int count)
    {
        byte[] planes = new byte[2 * count];
        using var deflate = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        try
        {
            deflate.ReadExactly(planes);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the stored map is cut short", e);
        }
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (float)BitConverter.UInt16BitsToHalf((ushort)(planes[i] << 8 | planes[count + i]));
        return values;
    }
}
