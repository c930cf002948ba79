using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec3d(double Item0, double Item1, double Item2)
{
    public double Item0 = Item0;
    public double Item1 = Item1;
    public double Item2 = Item2;

    public double this[int i]
    {
        readonly get => i switch
        {
            0 => Item0,
            1 => Item1,
            2 => Item2,
            _ => throw new ArgumentOutOfRangeException(nameof(i)),
        };
        set
        {
            switch (i)
            {
                case 0: Item0 = value; break;
                case 1: Item1 = value; break;
                case 2: Item2 = value; break;
                default: throw new ArgumentOutOfRangeException(nameof(i));
            }
        }
    }

    public static Vec3d operator +(Vec3d a, Vec3d b) => new(a.Item0 + b.Item0, a.Item1 + b.Item1, a.Item2 + b.Item2);
    public static Vec3d operator -(Vec3d a, Vec3d b) => new(a.Item0 - b.Item0, a.Item1 - b.Item1, a.Item2 - b.Item2);
    public static Vec3d operator *(Vec3d a, double alpha) => new(a.Item0 * alpha, a.Item1 * alpha, a.Item2 * alpha);
    public static Vec3d operator /(Vec3d a, double alpha) => new(a.Item0 / alpha, a.Item1 / alpha, a.Item2 / alpha);

    public readonly Vec3d Add(Vec3d other) => this + other;
    public readonly Vec3d Subtract(Vec3d other) => this - other;
    public readonly Vec3d Multiply(double alpha) => this * alpha;
    public readonly Vec3d Divide(double alpha) => this / alpha;
}
