using System.Runtime.CompilerServices;

namespace OpenCvSharp;

/// <summary>Arguments on their way to the shim: required ones are checked, absent ones become noArray().</summary>
internal static class Arg
{
    public static MatHandle In(InputArray a, [CallerArgumentExpression(nameof(a))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(a, name);
        return a.Handle;
    }

    public static MatHandle In(Mat a, [CallerArgumentExpression(nameof(a))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(a, name);
        return a.Handle;
    }

    public static MatHandle Out(OutputArray a, [CallerArgumentExpression(nameof(a))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(a, name);
        return a.Handle;
    }

    public static MatHandle Optional(InputArray? a) => a?.Handle ?? MatHandle.None;

    public static MatHandle Optional(OutputArray? a) => a?.Handle ?? MatHandle.None;

    public static MatHandle Optional(Mat? a) => a?.Handle ?? MatHandle.None;

    public static T[] Array<T>(IEnumerable<T> items, [CallerArgumentExpression(nameof(items))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(items, name);
        return items as T[] ?? [.. items];
    }
}
