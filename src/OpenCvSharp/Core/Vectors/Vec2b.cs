using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec2b(byte Item0, byte Item1)
{
    public byte Item0 = Item0;
    public byte Item1 = Item1;

    public byte this[int i]
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

    public static Vec2b operator +(Vec2b a, Vec2b b) => new(Saturate.ToByte(a.Item0 + (long)b.Item0), Saturate.ToByte(a.Item1 + (long)b.Item1));
    public static Vec2b operator -(Vec2b a, Vec2b b) => new(Saturate.ToByte(a.Item0 - (long)b.Item0), Saturate.ToByte(a.Item1 - (long)b.Item1));
    public static Vec2b operator *(Vec2b a, double alpha) => new(Saturate.ToByte(a.Item0 * alpha), Saturate.ToByte(a.Item1 * alpha));
    public static Vec2b operator /(Vec2b a, double alpha) => new(Saturate.ToByte(a.Item0 / alpha), Saturate.ToByte(a.Item1 / alpha));

    public readonly Vec2b Add(Vec2b other) => this + other;
    public readonly Vec2b Subtract(Vec2b other) => this - other;
    public readonly Vec2b Multiply(double alpha) => this * alpha;
    public readonly Vec2b Divide(double alpha) => this / alpha;
}
