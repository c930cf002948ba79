using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec4d(double Item0, double Item1, double Item2, double Item3)
{
    public double Item0 = Item0;
    public double Item1 = Item1;
    public double Item2 = Item2;
    public double Item3 = Item3;

    public double this[int i]
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

    public static Vec4d operator +(Vec4d a, Vec4d b) => new(a.Item0 + b.Item0, a.Item1 + b.Item1, a.Item2 + b.Item2, a.Item3 + b.Item3);
    public static Vec4d operator -(Vec4d a, Vec4d b) => new(a.Item0 - b.Item0, a.Item1 - b.Item1, a.Item2 - b.Item2, a.Item3 - b.Item3);
    public static Vec4d operator *(Vec4d a, double alpha) => new(a.Item0 * alpha, a.Item1 * alpha, a.Item2 * alpha, a.Item3 * alpha);
    public static Vec4d operator /(Vec4d a, double alpha) => new(a.Item0 / alpha, a.Item1 / alpha, a.Item2 / alpha, a.Item3 / alpha);

    public readonly Vec4d Add(Vec4d other) => this + other;
    public readonly Vec4d Subtract(Vec4d other) => this - other;
    public readonly Vec4d Multiply(double alpha) => this * alpha;
    public readonly Vec4d Divide(double alpha) => this / alpha;
}
