using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec6w(ushort Item0, ushort Item1, ushort Item2, ushort Item3, ushort Item4, ushort Item5)
{
    public ushort Item0 = Item0;
    public ushort Item1 = Item1;
    public ushort Item2 = Item2;
    public ushort Item3 = Item3;
    public ushort Item4 = Item4;
    public ushort Item5 = Item5;

    public ushort this[int i]
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

    public static Vec6w operator +(Vec6w a, Vec6w b) => new(Saturate.ToUShort(a.Item0 + (long)b.Item0), Saturate.ToUShort(a.Item1 + (long)b.Item1), Saturate.ToUShort(a.Item2 + (long)b.Item2), Saturate.ToUShort(a.Item3 + (long)b.Item3), Saturate.ToUShort(a.Item4 + (long)b.Item4), Saturate.ToUShort(a.Item5 + (long)b.Item5));
    public static Vec6w operator -(Vec6w a, Vec6w b) => new(Saturate.ToUShort(a.Item0 - (long)b.Item0), Saturate.ToUShort(a.Item1 - (long)b.Item1), Saturate.ToUShort(a.Item2 - (long)b.Item2), Saturate.ToUShort(a.Item3 - (long)b.Item3), Saturate.ToUShort(a.Item4 - (long)b.Item4), Saturate.ToUShort(a.Item5 - (long)b.Item5));
    public static Vec6w operator *(Vec6w a, double alpha) => new(Saturate.ToUShort(a.Item0 * alpha), Saturate.ToUShort(a.Item1 * alpha), Saturate.ToUShort(a.Item2 * alpha), Saturate.ToUShort(a.Item3 * alpha), Saturate.ToUShort(a.Item4 * alpha), Saturate.ToUShort(a.Item5 * alpha));
    public static Vec6w operator /(Vec6w a, double alpha) => new(Saturate.ToUShort(a.Item0 / alpha), Saturate.ToUShort(a.Item1 / alpha), Saturate.ToUShort(a.Item2 / alpha), Saturate.ToUShort(a.Item3 / alpha), Saturate.ToUShort(a.Item4 / alpha), Saturate.ToUShort(a.Item5 / alpha));

    public readonly Vec6w Add(Vec6w other) => this + other;
    public readonly Vec6w Subtract(Vec6w other) => this - other;
    public readonly Vec6w Multiply(double alpha) => this * alpha;
    public readonly Vec6w Divide(double alpha) => this / alpha;
}
