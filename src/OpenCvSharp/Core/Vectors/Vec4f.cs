using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec4f(float Item0, float Item1, float Item2, float Item3)
{
    public float Item0 = Item0;
    public float Item1 = Item1;
    public float Item2 = Item2;
    public float Item3 = Item3;

    public float this[int i]
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

    public static Vec4f operator +(Vec4f a, Vec4f b) => new((float)(a.Item0 + (double)b.Item0), (float)(a.Item1 + (double)b.Item1), (float)(a.Item2 + (double)b.Item2), (float)(a.Item3 + (double)b.Item3));
    public static Vec4f operator -(Vec4f a, Vec4f b) => new((float)(a.Item0 - (double)b.Item0), (float)(a.Item1 - (double)b.Item1), (float)(a.Item2 - (double)b.Item2), (float)(a.Item3 - (double)b.Item3));
    public static Vec4f operator *(Vec4f a, double alpha) => new((float)(a.Item0 * alpha), (float)(a.Item1 * alpha), (float)(a.Item2 * alpha), (float)(a.Item3 * alpha));
    public static Vec4f operator /(Vec4f a, double alpha) => new((float)(a.Item0 / alpha), (float)(a.Item1 / alpha), (float)(a.Item2 / alpha), (float)(a.Item3 / alpha));

    public readonly Vec4f Add(Vec4f other) => this + other;
    public readonly Vec4f Subtract(Vec4f other) => this - other;
    public readonly Vec4f Multiply(double alpha) => this * alpha;
    public readonly Vec4f Divide(double alpha) => this / alpha;
}
