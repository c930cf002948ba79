using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Size2f(float Width, float Height)
{
    public float Width = Width;
    public float Height = Height;

    public Size2f(double width, double height)
        : this((float)width, (float)height)
    {
    }

    public static explicit operator Size(Size2f self) => self.ToSize();
    public static implicit operator Size2f(Size size) => new(size.Width, size.Height);
    public readonly Size ToSize() => new((int)Width, (int)Height);
    public static Size2f FromSize(Size size) => new(size.Width, size.Height);
}
