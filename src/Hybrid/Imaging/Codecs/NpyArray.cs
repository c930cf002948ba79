using System.Runtime.InteropServices;

namespace Hybrid.Imaging;

/// <summary>An array of numbers with its shape, as a .npy file holds it, in C order.</summary>
public sealed class NpyArray
{
    internal NpyArray(int[] shape, NpyType type, byte[] bytes)
    {
        Shape = shape;
        Type = type;
        Bytes = bytes;
    }

    /// <summary>Length of each dimension, outermost first; empty for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The type of the elements.</summary>
    public NpyType Type { get; }

    internal byte[] Bytes { get; }

    /// <summary>Makes an array from values.</summary>
    /// <typeparam name="T">One of float, double, int, long, byte, ushort.</typeparam>
    /// <param name="values">The values, last dimension fastest.</param>
    /// <param name="shape">The length of each dimension; their product is the number of values.</param>
    /// <exception cref="ArgumentException">The shape does not fit the values, or T is another type.</exception>
    public static NpyArray From<T>(ReadOnlySpan<T> values, params int[] shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Aggregate(1L, (product, side) => product * side) != values.Length)
            throw new ArgumentException($"{values.Length} values do not fill the shape ({string.Join(", ", shape)}).", nameof(shape));
        return new NpyArray([.. shape], TypeOf<T>(), MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>The values as floats, converted where they are of another type.</summary>
    public float[] ToSingles() => Type == NpyType.Single
        ? MemoryMarshal.Cast<byte, float>(Bytes).ToArray()
        : Array.ConvertAll(ToDoubles(), v => (float)v);

    /// <summary>The values as doubles, converted where they are of another type.</summary>
    public double[] ToDoubles() => Type switch
    {
        NpyType.Single => Convert<float>(v => v),
        NpyType.Double => Convert<double>(v => v),
        NpyType.Int32 => Convert<int>(v => v),
        NpyType.Int64 => Convert<long>(v => v),
        NpyType.UInt16 => Convert<ushort>(v => v),
        _ => Convert<byte>(v => v),
    };

    internal static string Descriptor(NpyType type) => type switch
    {
        NpyType.Single => "<f4",
        NpyType.Double => "<f8",
        NpyType.Int32 => "<i4",
        NpyType.Int64 => "<i8",
        NpyType.UInt16 => "<u2",
        _ => "|u1",
    };

    internal static int SizeOf(NpyType type) => Descriptor(type)[2] - '0';

    private static NpyType TypeOf<T>() => System.Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.Single => NpyType.Single,
        TypeCode.Double => NpyType.Double,
        TypeCode.Int32 => NpyType.Int32,
        TypeCode.Int64 => NpyType.Int64,
        TypeCode.UInt16 => NpyType.UInt16,
        TypeCode.Byte => NpyType.Byte,
        _ => throw new ArgumentException($"Elements of {typeof(T)} are not written to .npy files."),
    };

    private double[] Convert<T>(Func<T, double> toDouble)
        where T : unmanaged
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(Bytes);
        var result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = toDouble(values[i]);
        return result;
    }
}
