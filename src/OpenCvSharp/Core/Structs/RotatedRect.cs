using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct RotatedRect(Point2f Center, Size2f Size, float Angle)
{
    public Point2f Center = Center;
    public Size2f Size = Size;
    public float Angle = Angle;

    public readonly Point2f[] Points()
    {
        var b = (float)Math.Cos(Angle * Math.PI / 180) * 0.5f;
        var a = (float)Math.Sin(Angle * Math.PI / 180) * 0.5f;
        var p0 = new Point2f(Center.X - a * Size.Height - b * Size.Width, Center.Y + b * Size.Height - a * Size.Width);
        var p1 = new Point2f(Center.X + a * Size.Height - b * Size.Width, Center.Y - b * Size.Height - a * Size.Width);
        return [p0, p1, new Point2f(2 * Center.X - p0.X, 2 * Center.Y - p0.Y), new Point2f(2 * Center.X - p1.X, 2 * Center.Y - p1.Y)];
    }

    public readonly Rect BoundingRect()
    {
        var pt = Points();
        var left = (int)Math.Floor(pt.Min(p => p.X));
        var top = (int)Math.Floor(pt.Min(p => p.Y));
        var right = (int)Math.Ceiling(pt.Max(p => p.X));
        var bottom = (int)Math.Ceiling(pt.Max(p => p.Y));
        return new Rect(left, top, right - left + 1, bottom - top + 1);
    }
}
