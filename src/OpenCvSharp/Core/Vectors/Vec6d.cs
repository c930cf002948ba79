using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec6d(double Item0, double Item1, double Item2, double Item3, double Item4, double Item5)
{
    public double Item0 = Item0;
    public double Item1 = Item1;
    public double Item2 = Item2;
    public double Item3 = Item3;
    public double Item4 = Item4;
    public double Item5 = Item5;

    public double this[int i]
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

    public static Vec6d operator +(Vec6d a, Vec6d b) => new(a.Item0 + b.Item0, a.Item1 + b.Item1, a.Item2 + b.Item2, a.Item3 + b.Item3, a.Item4 + b.Item4, a.Item5 + b.Item5);
    public static Vec6d operator -(Vec6d a, Vec6d b) => new(a.Item0 - b.Item0, a.Item1 - b.Item1, a.Item2 - b.Item2, a.Item3 - b.Item3, a.Item4 - b.Item4, a.Item5 - b.Item5);
    public static Vec6d operator *(Vec6d a, double alpha) => new(a.Item0 * alpha, a.Item1 * alpha, a.Item2 * alpha, a.Item3 * alpha, a.Item4 * alpha, a.Item5 * alpha);
    public static Vec6d operator /(Vec6d a, double alpha) => new(a.Item0 / alpha, a.Item1 / alpha, a.Item2 / alpha, a.Item3 / alpha, a.Item4 / alpha, a.Item5 / alpha);

    public readonly Vec6d Add(Vec6d other) => this + other;
    public readonly Vec6d Subtract(Vec6d other) => this - other;
    public readonly Vec6d Multiply(double alpha) => this * alpha;
    public readonly Vec6d Divide(double alpha) => this / alpha;
}
