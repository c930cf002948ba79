using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec3f(float Item0, float Item1, float Item2)
{
    public float Item0 = Item0;
    public float Item1 = Item1;
    public float Item2 = Item2;

    public float this[int i]
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

    public static Vec3f operator +(Vec3f a, Vec3f b) => new((float)(a.Item0 + (double)b.Item0), (float)(a.Item1 + (double)b.Item1), (float)(a.Item2 + (double)b.Item2));
    public static Vec3f operator -(Vec3f a, Vec3f b) => new((float)(a.Item0 - (double)b.Item0), (float)(a.Item1 - (double)b.Item1), (float)(a.Item2 - (double)b.Item2));
    public static Vec3f operator *(Vec3f a, double alpha) => new((float)(a.Item0 * alpha), (float)(a.Item1 * alpha), (float)(a.Item2 * alpha));
    public static Vec3f operator /(Vec3f a, double alpha) => new((float)(a.Item0 / alpha), (float)(a.Item1 / alpha), (float)(a.Item2 / alpha));

    public readonly Vec3f Add(Vec3f other) => this + other;
    public readonly Vec3f Subtract(Vec3f other) => this - other;
    public readonly Vec3f Multiply(double alpha) => this * alpha;
    public readonly Vec3f Divide(double alpha) => this / alpha;
}
