using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Size(int Width, int Height)
{
    public int Width = Width;
    public int Height = Height;

    public Size(double width, double height)
        : this((int)width, (int)height)
    {
    }

    public static Size Zero => default;

    public static implicit operator Vec2i(Size size) => new(size.Width, size.Height);
    public static implicit operator Size(Vec2i vec) => new(vec.Item0, vec.Item1);
    public static explicit operator Size(Point point) => new(point.X, point.Y);
}
