using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec2d(double Item0, double Item1)
{
    public double Item0 = Item0;
    public double Item1 = Item1;

    public double this[int i]
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

    public static Vec2d operator +(Vec2d a, Vec2d b) => new(a.Item0 + b.Item0, a.Item1 + b.Item1);
    public static Vec2d operator -(Vec2d a, Vec2d b) => new(a.Item0 - b.Item0, a.Item1 - b.Item1);
    public static Vec2d operator *(Vec2d a, double alpha) => new(a.Item0 * alpha, a.Item1 * alpha);
    public static Vec2d operator /(Vec2d a, double alpha) => new(a.Item0 / alpha, a.Item1 / alpha);

    public readonly Vec2d Add(Vec2d other) => this + other;
    public readonly Vec2d Subtract(Vec2d other) => this - other;
    public readonly Vec2d Multiply(double alpha) => this * alpha;
    public readonly Vec2d Divide(double alpha) => this / alpha;
}
