using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec3b(byte Item0, byte Item1, byte Item2)
{
    public byte Item0 = Item0;
    public byte Item1 = Item1;
    public byte Item2 = Item2;

    public byte this[int i]
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

    public static Vec3b operator +(Vec3b a, Vec3b b) => new(Saturate.ToByte(a.Item0 + (long)b.Item0), Saturate.ToByte(a.Item1 + (long)b.Item1), Saturate.ToByte(a.Item2 + (long)b.Item2));
    public static Vec3b operator -(Vec3b a, Vec3b b) => new(Saturate.ToByte(a.Item0 - (long)b.Item0), Saturate.ToByte(a.Item1 - (long)b.Item1), Saturate.ToByte(a.Item2 - (long)b.Item2));
    public static Vec3b operator *(Vec3b a, double alpha) => new(Saturate.ToByte(a.Item0 * alpha), Saturate.ToByte(a.Item1 * alpha), Saturate.ToByte(a.Item2 * alpha));
    public static Vec3b operator /(Vec3b a, double alpha) => new(Saturate.ToByte(a.Item0 / alpha), Saturate.ToByte(a.Item1 / alpha), Saturate.ToByte(a.Item2 / alpha));

    public readonly Vec3b Add(Vec3b other) => this + other;
    public readonly Vec3b Subtract(Vec3b other) => this - other;
    public readonly Vec3b Multiply(double alpha) => this * alpha;
    public readonly Vec3b Divide(double alpha) => this / alpha;
}
