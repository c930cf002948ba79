using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec6f(float Item0, float Item1, float Item2, float Item3, float Item4, float Item5)
{
    public float Item0 = Item0;
    public float Item1 = Item1;
    public float Item2 = Item2;
    public float Item3 = Item3;
    public float Item4 = Item4;
    public float Item5 = Item5;

    public float this[int i]
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

    public static Vec6f operator +(Vec6f a, Vec6f b) => new((float)(a.Item0 + (double)b.Item0), (float)(a.Item1 + (double)b.Item1), (float)(a.Item2 + (double)b.Item2), (float)(a.Item3 + (double)b.Item3), (float)(a.Item4 + (double)b.Item4), (float)(a.Item5 + (double)b.Item5));
    public static Vec6f operator -(Vec6f a, Vec6f b) => new((float)(a.Item0 - (double)b.Item0), (float)(a.Item1 - (double)b.Item1), (float)(a.Item2 - (double)b.Item2), (float)(a.Item3 - (double)b.Item3), (float)(a.Item4 - (double)b.Item4), (float)(a.Item5 - (double)b.Item5));
    public static Vec6f operator *(Vec6f a, double alpha) => new((float)(a.Item0 * alpha), (float)(a.Item1 * alpha), (float)(a.Item2 * alpha), (float)(a.Item3 * alpha), (float)(a.Item4 * alpha), (float)(a.Item5 * alpha));
    public static Vec6f operator /(Vec6f a, double alpha) => new((float)(a.Item0 / alpha), (float)(a.Item1 / alpha), (float)(a.Item2 / alpha), (float)(a.Item3 / alpha), (float)(a.Item4 / alpha), (float)(a.Item5 / alpha));

    public readonly Vec6f Add(Vec6f other) => this + other;
    public readonly Vec6f Subtract(Vec6f other) => this - other;
    public readonly Vec6f Multiply(double alpha) => this * alpha;
    public readonly Vec6f Divide(double alpha) => this / alpha;
}
