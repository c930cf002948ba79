using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Rect2d(double X, double Y, double Width, double Height)
{
    public double X = X;
    public double Y = Y;
    public double Width = Width;
    public double Height = Height;

    public Rect2d(Point2d location, Size2d size)
        : this(location.X, location.Y, size.Width, size.Height)
    {
    }

    public static Rect2d Empty => default;

    public double Top
    {
        readonly get => Y;
        set => Y = value;
    }

    public readonly double Bottom => Y + Height;

    public double Left
    {
        readonly get => X;
        set => X = value;
    }

    public readonly double Right => X + Width;

    public Point2d Location
    {
        readonly get => new(X, Y);
        set => (X, Y) = (value.X, value.Y);
    }

    public Size2d Size
    {
        readonly get => new(Width, Height);
        set => (Width, Height) = (value.Width, value.Height);
    }

    public readonly Point2d TopLeft => new(X, Y);
    public readonly Point2d BottomRight => new(X + Width, Y + Height);

    public static Rect2d FromLTRB(double left, double top, double right, double bottom) => new(left, top, right - left, bottom - top);

    public readonly bool Contains(double x, double y) => X <= x && Y <= y && X + Width > x && Y + Height > y;
    public readonly bool Contains(Point2d pt) => Contains(pt.X, pt.Y);
    public readonly bool Contains(Rect2d rect) => X <= rect.X && rect.Right <= Right && Y <= rect.Y && rect.Bottom <= Bottom;

    public static Rect2d operator +(Rect2d rect, Point2d pt) => new(rect.X + pt.X, rect.Y + pt.Y, rect.Width, rect.Height);
    public static Rect2d operator -(Rect2d rect, Point2d pt) => new(rect.X - pt.X, rect.Y - pt.Y, rect.Width, rect.Height);
    public static Rect2d operator +(Rect2d rect, Size2d size) => new(rect.X, rect.Y, rect.Width + size.Width, rect.Height + size.Height);
    public static Rect2d operator -(Rect2d rect, Size2d size) => new(rect.X, rect.Y, rect.Width - size.Width, rect.Height - size.Height);
    public static Rect2d operator &(Rect2d a, Rect2d b) => Intersect(a, b);
    public static Rect2d operator |(Rect2d a, Rect2d b) => Union(a, b);

    public static Rect2d Intersect(Rect2d a, Rect2d b)
    {
        var x1 = Math.Max(a.X, b.X);
        var x2 = Math.Min(a.Right, b.Right);
        var y1 = Math.Max(a.Y, b.Y);
        var y2 = Math.Min(a.Bottom, b.Bottom);
        return x2 >= x1 && y2 >= y1 ? new(x1, y1, x2 - x1, y2 - y1) : Empty;
    }

    public readonly Rect2d Intersect(Rect2d rect) => Intersect(this, rect);

    public readonly bool IntersectsWith(Rect2d rect) => X < rect.Right && rect.X < Right && Y < rect.Bottom && rect.Y < Bottom;

    public readonly Rect2d Union(Rect2d rect) => Union(this, rect);

    public static Rect2d Union(Rect2d a, Rect2d b)
    {
        var x = Math.Min(a.X, b.X);
        var y = Math.Min(a.Y, b.Y);
        return new(x, y, Math.Max(a.Right, b.Right) - x, Math.Max(a.Bottom, b.Bottom) - y);
    }

    public void Inflate(double width, double height)
    {
        X -= width;
        Y -= height;
        Width += 2 * width;
        Height += 2 * height;
    }

    public void Inflate(Size2d size) => Inflate(size.Width, size.Height);

    public static Rect2d Inflate(Rect2d rect, double x, double y)
    {
        rect.Inflate(x, y);
        return rect;
    }
}
