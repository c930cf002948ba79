using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec3w(ushort Item0, ushort Item1, ushort Item2)
{
    public ushort Item0 = Item0;
    public ushort Item1 = Item1;
    public ushort Item2 = Item2;

    public ushort this[int i]
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

    public static Vec3w operator +(Vec3w a, Vec3w b) => new(Saturate.ToUShort(a.Item0 + (long)b.Item0), Saturate.ToUShort(a.Item1 + (long)b.Item1), Saturate.ToUShort(a.Item2 + (long)b.Item2));
    public static Vec3w operator -(Vec3w a, Vec3w b) => new(Saturate.ToUShort(a.Item0 - (long)b.Item0), Saturate.ToUShort(a.Item1 - (long)b.Item1), Saturate.ToUShort(a.Item2 - (long)b.Item2));
    public static Vec3w operator *(Vec3w a, double alpha) => new(Saturate.ToUShort(a.Item0 * alpha), Saturate.ToUShort(a.Item1 * alpha), Saturate.ToUShort(a.Item2 * alpha));
    public static Vec3w operator /(Vec3w a, double alpha) => new(Saturate.ToUShort(a.Item0 / alpha), Saturate.ToUShort(a.Item1 / alpha), Saturate.ToUShort(a.Item2 / alpha));

    public readonly Vec3w Add(Vec3w other) => this + other;
    public readonly Vec3w Subtract(Vec3w other) => this - other;
    public readonly Vec3w Multiply(double alpha) => this * alpha;
    public readonly Vec3w Divide(double alpha) => this / alpha;
}
