using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Vec6i(int Item0, int Item1, int Item2, int Item3, int Item4, int Item5)
{
    public int Item0 = Item0;
    public int Item1 = Item1;
    public int Item2 = Item2;
    public int Item3 = Item3;
    public int Item4 = Item4;
    public int Item5 = Item5;

    public int this[int i]
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

    public static Vec6i operator +(Vec6i a, Vec6i b) => new(Saturate.ToInt(a.Item0 + (long)b.Item0), Saturate.ToInt(a.Item1 + (long)b.Item1), Saturate.ToInt(a.Item2 + (long)b.Item2), Saturate.ToInt(a.Item3 + (long)b.Item3), Saturate.ToInt(a.Item4 + (long)b.Item4), Saturate.ToInt(a.Item5 + (long)b.Item5));
    public static Vec6i operator -(Vec6i a, Vec6i b) => new(Saturate.ToInt(a.Item0 - (long)b.Item0), Saturate.ToInt(a.Item1 - (long)b.Item1), Saturate.ToInt(a.Item2 - (long)b.Item2), Saturate.ToInt(a.Item3 - (long)b.Item3), Saturate.ToInt(a.Item4 - (long)b.Item4), Saturate.ToInt(a.Item5 - (long)b.Item5));
    public static Vec6i operator *(Vec6i a, double alpha) => new(Saturate.ToInt(a.Item0 * alpha), Saturate.ToInt(a.Item1 * alpha), Saturate.ToInt(a.Item2 * alpha), Saturate.ToInt(a.Item3 * alpha), Saturate.ToInt(a.Item4 * alpha), Saturate.ToInt(a.Item5 * alpha));
    public static Vec6i operator /(Vec6i a, double alpha) => new(Saturate.ToInt(a.Item0 / alpha), Saturate.ToInt(a.Item1 / alpha), Saturate.ToInt(a.Item2 / alpha), Saturate.ToInt(a.Item3 / alpha), Saturate.ToInt(a.Item4 / alpha), Saturate.ToInt(a.Item5 / alpha));

    public readonly Vec6i Add(Vec6i other) => this + other;
    public readonly Vec6i Subtract(Vec6i other) => this - other;
    public readonly Vec6i Multiply(double alpha) => this * alpha;
    public readonly Vec6i Divide(double alpha) => this / alpha;
}
