using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec4w(ushort Item0, ushort Item1, ushort Item2, ushort Item3)
{
    public ushort Item0 = Item0;
    public ushort Item1 = Item1;
    public ushort Item2 = Item2;
    public ushort Item3 = Item3;

    public ushort this[int i]
    {
        readonly get => i switch
        {
            0 => Item0,
            1 => Item1,
            2 => Item2,
            3 => Item3,
            _ => throw new ArgumentOutOfRangeException(nameof(i)),
        };
        set
        {
            switch (i)
            {
                case 0: Item0 = value; break;
                case 1: Item1 = value; break;
                case 2: Item2 = value; break;
                case 3: Item3 = value; break;
                default: throw new ArgumentOutOfRangeException(nameof(i));
            }
        }
    }

    public static Vec4w operator +(Vec4w a, Vec4w b) => new(Saturate.ToUShort(a.Item0 + (long)b.Item0), Saturate.ToUShort(a.Item1 + (long)b.Item1), Saturate.ToUShort(a.Item2 + (long)b.Item2), Saturate.ToUShort(a.Item3 + (long)b.Item3));
    public static Vec4w operator -(Vec4w a, Vec4w b) => new(Saturate.ToUShort(a.Item0 - (long)b.Item0), Saturate.ToUShort(a.Item1 - (long)b.Item1), Saturate.ToUShort(a.Item2 - (long)b.Item2), Saturate.ToUShort(a.Item3 - (long)b.Item3));
    public static Vec4w operator *(Vec4w a, double alpha) => new(Saturate.ToUShort(a.Item0 * alpha), Saturate.ToUShort(a.Item1 * alpha), Saturate.ToUShort(a.Item2 * alpha), Saturate.ToUShort(a.Item3 * alpha));
    public static Vec4w operator /(Vec4w a, double alpha) => new(Saturate.ToUShort(a.Item0 / alpha), Saturate.ToUShort(a.Item1 / alpha), Saturate.ToUShort(a.Item2 / alpha), Saturate.ToUShort(a.Item3 / alpha));

    public readonly Vec4w Add(Vec4w other) => this + other;
    public readonly Vec4w Subtract(Vec4w other) => this - other;
    public readonly Vec4w Multiply(double alpha) => this * alpha;
    public readonly Vec4w Divide(double alpha) => this / alpha;
}
