using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec2w(ushort Item0, ushort Item1)
{
    public ushort Item0 = Item0;
    public ushort Item1 = Item1;

    public ushort this[int i]
    {
        readonly get => i switch
        {
            0 => Item0,
            1 => Item1,
            _ => throw new ArgumentOutOfRangeException(nameof(i)),
        };
        set
        {
            switch (i)
            {
                case 0: Item0 = value; break;
                case 1: Item1 = value; break;
                default: throw new ArgumentOutOfRangeException(nameof(i));
            }
        }
    }

    public static Vec2w operator +(Vec2w a, Vec2w b) => new(Saturate.ToUShort(a.Item0 + (long)b.Item0), Saturate.ToUShort(a.Item1 + (long)b.Item1));
    public static Vec2w operator -(Vec2w a, Vec2w b) => new(Saturate.ToUShort(a.Item0 - (long)b.Item0), Saturate.ToUShort(a.Item1 - (long)b.Item1));
    public static Vec2w operator *(Vec2w a, double alpha) => new(Saturate.ToUShort(a.Item0 * alpha), Saturate.ToUShort(a.Item1 * alpha));
    public static Vec2w operator /(Vec2w a, double alpha) => new(Saturate.ToUShort(a.Item0 / alpha), Saturate.ToUShort(a.Item1 / alpha));

    public readonly Vec2w Add(Vec2w other) => this + other;
    public readonly Vec2w Subtract(Vec2w other) => this - other;
    public readonly Vec2w Multiply(double alpha) => this * alpha;
    public readonly Vec2w Divide(double alpha) => this / alpha;
}
