using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec3i(int Item0, int Item1, int Item2)
{
    public int Item0 = Item0;
    public int Item1 = Item1;
    public int Item2 = Item2;

    public int this[int i]
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

    public static Vec3i operator +(Vec3i a, Vec3i b) => new(Saturate.ToInt(a.Item0 + (long)b.Item0), Saturate.ToInt(a.Item1 + (long)b.Item1), Saturate.ToInt(a.Item2 + (long)b.Item2));
    public static Vec3i operator -(Vec3i a, Vec3i b) => new(Saturate.ToInt(a.Item0 - (long)b.Item0), Saturate.ToInt(a.Item1 - (long)b.Item1), Saturate.ToInt(a.Item2 - (long)b.Item2));
    public static Vec3i operator *(Vec3i a, double alpha) => new(Saturate.ToInt(a.Item0 * alpha), Saturate.ToInt(a.Item1 * alpha), Saturate.ToInt(a.Item2 * alpha));
    public static Vec3i operator /(Vec3i a, double alpha) => new(Saturate.ToInt(a.Item0 / alpha), Saturate.ToInt(a.Item1 / alpha), Saturate.ToInt(a.Item2 / alpha));

    public readonly Vec3i Add(Vec3i other) => this + other;
    public readonly Vec3i Subtract(Vec3i other) => this - other;
    public readonly Vec3i Multiply(double alpha) => this * alpha;
    public readonly Vec3i Divide(double alpha) => this / alpha;
}
