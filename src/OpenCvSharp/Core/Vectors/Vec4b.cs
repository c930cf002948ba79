using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec4b(byte Item0, byte Item1, byte Item2, byte Item3)
{
    public byte Item0 = Item0;
    public byte Item1 = Item1;
    public byte Item2 = Item2;
    public byte Item3 = Item3;

    public byte this[int i]
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

    public static Vec4b operator +(Vec4b a, Vec4b b) => new(Saturate.ToByte(a.Item0 + (long)b.Item0), Saturate.ToByte(a.Item1 + (long)b.Item1), Saturate.ToByte(a.Item2 + (long)b.Item2), Saturate.ToByte(a.Item3 + (long)b.Item3));
    public static Vec4b operator -(Vec4b a, Vec4b b) => new(Saturate.ToByte(a.Item0 - (long)b.Item0), Saturate.ToByte(a.Item1 - (long)b.Item1), Saturate.ToByte(a.Item2 - (long)b.Item2), Saturate.ToByte(a.Item3 - (long)b.Item3));
    public static Vec4b operator *(Vec4b a, double alpha) => new(Saturate.ToByte(a.Item0 * alpha), Saturate.ToByte(a.Item1 * alpha), Saturate.ToByte(a.Item2 * alpha), Saturate.ToByte(a.Item3 * alpha));
    public static Vec4b operator /(Vec4b a, double alpha) => new(Saturate.ToByte(a.Item0 / alpha), Saturate.ToByte(a.Item1 / alpha), Saturate.ToByte(a.Item2 / alpha), Saturate.ToByte(a.Item3 / alpha));

    public readonly Vec4b Add(Vec4b other) => this + other;
    public readonly Vec4b Subtract(Vec4b other) => this - other;
    public readonly Vec4b Multiply(double alpha) => this * alpha;
    public readonly Vec4b Divide(double alpha) => this / alpha;
}
