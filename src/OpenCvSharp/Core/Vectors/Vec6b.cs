using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec6b(byte Item0, byte Item1, byte Item2, byte Item3, byte Item4, byte Item5)
{
    public byte Item0 = Item0;
    public byte Item1 = Item1;
    public byte Item2 = Item2;
    public byte Item3 = Item3;
    public byte Item4 = Item4;
    public byte Item5 = Item5;

    public byte this[int i]
    {
        readonly get => i switch
        {
            0 => Item0,
            1 => Item1,
            2 => Item2,
            3 => Item3,
            4 => Item4,
            5 => Item5,
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
                case 4: Item4 = value; break;
                case 5: Item5 = value; break;
                default: throw new ArgumentOutOfRangeException(nameof(i));
            }
        }
    }

    public static Vec6b operator +(Vec6b a, Vec6b b) => new(Saturate.ToByte(a.Item0 + (long)b.Item0), Saturate.ToByte(a.Item1 + (long)b.Item1), Saturate.ToByte(a.Item2 + (long)b.Item2), Saturate.ToByte(a.Item3 + (long)b.Item3), Saturate.ToByte(a.Item4 + (long)b.Item4), Saturate.ToByte(a.Item5 + (long)b.Item5));
    public static Vec6b operator -(Vec6b a, Vec6b b) => new(Saturate.ToByte(a.Item0 - (long)b.Item0), Saturate.ToByte(a.Item1 - (long)b.Item1), Saturate.ToByte(a.Item2 - (long)b.Item2), Saturate.ToByte(a.Item3 - (long)b.Item3), Saturate.ToByte(a.Item4 - (long)b.Item4), Saturate.ToByte(a.Item5 - (long)b.Item5));
    public static Vec6b operator *(Vec6b a, double alpha) => new(Saturate.ToByte(a.Item0 * alpha), Saturate.ToByte(a.Item1 * alpha), Saturate.ToByte(a.Item2 * alpha), Saturate.ToByte(a.Item3 * alpha), Saturate.ToByte(a.Item4 * alpha), Saturate.ToByte(a.Item5 * alpha));
    public static Vec6b operator /(Vec6b a, double alpha) => new(Saturate.ToByte(a.Item0 / alpha), Saturate.ToByte(a.Item1 / alpha), Saturate.ToByte(a.Item2 / alpha), Saturate.ToByte(a.Item3 / alpha), Saturate.ToByte(a.Item4 / alpha), Saturate.ToByte(a.Item5 / alpha));

    public readonly Vec6b Add(Vec6b other) => this + other;
    public readonly Vec6b Subtract(Vec6b other) => this - other;
    public readonly Vec6b Multiply(double alpha) => this * alpha;
    public readonly Vec6b Divide(double alpha) => this / alpha;
}
