using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec2s(short Item0, short Item1)
{
    public short Item0 = Item0;
    public short Item1 = Item1;

    public short this[int i]
    {
        readonly get => i switch
        {
            0 => Item0,
            1 => Item1,
            _ => throw new ArgumentOutOfRangeException(nameof(i)),
        };
        set
        {
            switch (i)
            {
                case 0: Item0 = value; break;
                case 1: Item1 = value; break;
                default: throw new ArgumentOutOfRangeException(nameof(i));
            }
        }
    }

    public static Vec2s operator +(Vec2s a, Vec2s b) => new(Saturate.ToShort(a.Item0 + (long)b.Item0), Saturate.ToShort(a.Item1 + (long)b.Item1));
    public static Vec2s operator -(Vec2s a, Vec2s b) => new(Saturate.ToShort(a.Item0 - (long)b.Item0), Saturate.ToShort(a.Item1 - (long)b.Item1));
    public static Vec2s operator *(Vec2s a, double alpha) => new(Saturate.ToShort(a.Item0 * alpha), Saturate.ToShort(a.Item1 * alpha));
    public static Vec2s operator /(Vec2s a, double alpha) => new(Saturate.ToShort(a.Item0 / alpha), Saturate.ToShort(a.Item1 / alpha));

    public readonly Vec2s Add(Vec2s other) => this + other;
    public readonly Vec2s Subtract(Vec2s other) => this - other;
    public readonly Vec2s Multiply(double alpha) => this * alpha;
    public readonly Vec2s Divide(double alpha) => this / alpha;
}
