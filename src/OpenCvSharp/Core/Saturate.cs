namespace OpenCvSharp;

/// <summary>OpenCV's saturate_cast: round half to even, then clip to the target's range.</summary>
internal static class Saturate
{
    public static byte ToByte(long v) => (byte)Math.Clamp(v, byte.MinValue, byte.MaxValue);
    public static byte ToByte(double v) => (byte)Math.Clamp(Math.Round(v), byte.MinValue, byte.MaxValue);
    public static short ToShort(long v) => (short)Math.Clamp(v, short.MinValue, short.MaxValue);
    public static short ToShort(double v) => (short)Math.Clamp(Math.Round(v), short.MinValue, short.MaxValue);
    public static ushort ToUShort(long v) => (ushort)Math.Clamp(v, ushort.MinValue, ushort.MaxValue);
    public static ushort ToUShort(double v) => (ushort)Math.Clamp(Math.Round(v), ushort.MinValue, ushort.MaxValue);
    public static int ToInt(long v) => (int)Math.Clamp(v, int.MinValue, int.MaxValue);
    public static int ToInt(double v) => (int)Math.Clamp(Math.Round(v), int.MinValue, int.MaxValue);
}
