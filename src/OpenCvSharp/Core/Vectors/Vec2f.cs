using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec2f(float Item0, float Item1)
{
    public float Item0 = Item0;
    public float Item1 = Item1;

    public float this[int i]
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

    public static Vec2f operator +(Vec2f a, Vec2f b) => new((float)(a.Item0 + (double)b.Item0), (float)(a.Item1 + (double)b.Item1));
    public static Vec2f operator -(Vec2f a, Vec2f b) => new((float)(a.Item0 - (double)b.Item0), (float)(a.Item1 - (double)b.Item1));
    public static Vec2f operator *(Vec2f a, double alpha) => new((float)(a.Item0 * alpha), (float)(a.Item1 * alpha));
    public static Vec2f operator /(Vec2f a, double alpha) => new((float)(a.Item0 / alpha), (float)(a.Item1 / alpha));

    public readonly Vec2f Add(Vec2f other) => this + other;
    public readonly Vec2f Subtract(Vec2f other) => this - other;
    public readonly Vec2f Multiply(double alpha) => this * alpha;
    public readonly Vec2f Divide(double alpha) => this / alpha;
}
