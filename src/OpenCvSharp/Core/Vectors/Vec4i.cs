using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec4i(int Item0, int Item1, int Item2, int Item3)
{
    public int Item0 = Item0;
    public int Item1 = Item1;
    public int Item2 = Item2;
    public int Item3 = Item3;

    public int this[int i]
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

    public static Vec4i operator +(Vec4i a, Vec4i b) => new(Saturate.ToInt(a.Item0 + (long)b.Item0), Saturate.ToInt(a.Item1 + (long)b.Item1), Saturate.ToInt(a.Item2 + (long)b.Item2), Saturate.ToInt(a.Item3 + (long)b.Item3));
    public static Vec4i operator -(Vec4i a, Vec4i b) => new(Saturate.ToInt(a.Item0 - (long)b.Item0), Saturate.ToInt(a.Item1 - (long)b.Item1), Saturate.ToInt(a.Item2 - (long)b.Item2), Saturate.ToInt(a.Item3 - (long)b.Item3));
    public static Vec4i operator *(Vec4i a, double alpha) => new(Saturate.ToInt(a.Item0 * alpha), Saturate.ToInt(a.Item1 * alpha), Saturate.ToInt(a.Item2 * alpha), Saturate.ToInt(a.Item3 * alpha));
    public static Vec4i operator /(Vec4i a, double alpha) => new(Saturate.ToInt(a.Item0 / alpha), Saturate.ToInt(a.Item1 / alpha), Saturate.ToInt(a.Item2 / alpha), Saturate.ToInt(a.Item3 / alpha));

    public readonly Vec4i Add(Vec4i other) => this + other;
    public readonly Vec4i Subtract(Vec4i other) => this - other;
    public readonly Vec4i Multiply(double alpha) => this * alpha;
    public readonly Vec4i Divide(double alpha) => this / alpha;
}
