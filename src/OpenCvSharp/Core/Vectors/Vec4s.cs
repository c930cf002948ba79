using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec4s(short Item0, short Item1, short Item2, short Item3)
{
    public short Item0 = Item0;
    public short Item1 = Item1;
    public short Item2 = Item2;
    public short Item3 = Item3;

    public short this[int i]
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

    public static Vec4s operator +(Vec4s a, Vec4s b) => new(Saturate.ToShort(a.Item0 + (long)b.Item0), Saturate.ToShort(a.Item1 + (long)b.Item1), Saturate.ToShort(a.Item2 + (long)b.Item2), Saturate.ToShort(a.Item3 + (long)b.Item3));
    public static Vec4s operator -(Vec4s a, Vec4s b) => new(Saturate.ToShort(a.Item0 - (long)b.Item0), Saturate.ToShort(a.Item1 - (long)b.Item1), Saturate.ToShort(a.Item2 - (long)b.Item2), Saturate.ToShort(a.Item3 - (long)b.Item3));
    public static Vec4s operator *(Vec4s a, double alpha) => new(Saturate.ToShort(a.Item0 * alpha), Saturate.ToShort(a.Item1 * alpha), Saturate.ToShort(a.Item2 * alpha), Saturate.ToShort(a.Item3 * alpha));
    public static Vec4s operator /(Vec4s a, double alpha) => new(Saturate.ToShort(a.Item0 / alpha), Saturate.ToShort(a.Item1 / alpha), Saturate.ToShort(a.Item2 / alpha), Saturate.ToShort(a.Item3 / alpha));

    public readonly Vec4s Add(Vec4s other) => this + other;
    public readonly Vec4s Subtract(Vec4s other) => this - other;
    public readonly Vec4s Multiply(double alpha) => this * alpha;
    public readonly Vec4s Divide(double alpha) => this / alpha;
}
