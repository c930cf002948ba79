using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec2i(int Item0, int Item1)
{
    public int Item0 = Item0;
    public int Item1 = Item1;

    public int this[int i]
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

    public static Vec2i operator +(Vec2i a, Vec2i b) => new(Saturate.ToInt(a.Item0 + (long)b.Item0), Saturate.ToInt(a.Item1 + (long)b.Item1));
    public static Vec2i operator -(Vec2i a, Vec2i b) => new(Saturate.ToInt(a.Item0 - (long)b.Item0), Saturate.ToInt(a.Item1 - (long)b.Item1));
    public static Vec2i operator *(Vec2i a, double alpha) => new(Saturate.ToInt(a.Item0 * alpha), Saturate.ToInt(a.Item1 * alpha));
    public static Vec2i operator /(Vec2i a, double alpha) => new(Saturate.ToInt(a.Item0 / alpha), Saturate.ToInt(a.Item1 / alpha));

    public readonly Vec2i Add(Vec2i other) => this + other;
    public readonly Vec2i Subtract(Vec2i other) => this - other;
    public readonly Vec2i Multiply(double alpha) => this * alpha;
    public readonly Vec2i Divide(double alpha) => this / alpha;
}
