using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec3s(short Item0, short Item1, short Item2)
{
    public short Item0 = Item0;
    public short Item1 = Item1;
    public short Item2 = Item2;

    public short this[int i]
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

    public static Vec3s operator +(Vec3s a, Vec3s b) => new(Saturate.ToShort(a.Item0 + (long)b.Item0), Saturate.ToShort(a.Item1 + (long)b.Item1), Saturate.ToShort(a.Item2 + (long)b.Item2));
    public static Vec3s operator -(Vec3s a, Vec3s b) => new(Saturate.ToShort(a.Item0 - (long)b.Item0), Saturate.ToShort(a.Item1 - (long)b.Item1), Saturate.ToShort(a.Item2 - (long)b.Item2));
    public static Vec3s operator *(Vec3s a, double alpha) => new(Saturate.ToShort(a.Item0 * alpha), Saturate.ToShort(a.Item1 * alpha), Saturate.ToShort(a.Item2 * alpha));
    public static Vec3s operator /(Vec3s a, double alpha) => new(Saturate.ToShort(a.Item0 / alpha), Saturate.ToShort(a.Item1 / alpha), Saturate.ToShort(a.Item2 / alpha));

    public readonly Vec3s Add(Vec3s other) => this + other;
    public readonly Vec3s Subtract(Vec3s other) => this - other;
    public readonly Vec3s Multiply(double alpha) => this * alpha;
    public readonly Vec3s Divide(double alpha) => this / alpha;
}
