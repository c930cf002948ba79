using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Size2d(double Width, double Height)
{
    public double Width = Width;
    public double Height = Height;

    public static explicit operator Size(Size2d self) => self.ToSize();
    public static implicit operator Size2d(Size size) => new(size.Width, size.Height);
    public readonly Size ToSize() => new((int)Width, (int)Height);
    public static Size2d FromSize(Size size) => new(size.Width, size.Height);
}
