using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Rect(int X, int Y, int Width, int Height)
{
    public int X = X;
    public int Y = Y;
    public int Width = Width;
    public int Height = Height;

    public Rect(Point location, Size size)
        : this(location.X, location.Y, size.Width, size.Height)
    {
    }

    public static Rect Empty => default;

    public int Top
    {
        readonly get => Y;
        set => Y = value;
    }

    public readonly int Bottom => Y + Height;

    public int Left
    {
        readonly get => X;
        set => X = value;
    }

    public readonly int Right => X + Width;

    public Point Location
    {
        readonly get => new(X, Y);
        set => (X, Y) = (value.X, value.Y);
    }

    public Size Size
    {
        readonly get => new(Width, Height);
        set => (Width, Height) = (value.Width, value.Height);
    }

    public readonly Point TopLeft => new(X, Y);
    public readonly Point BottomRight => new(X + Width, Y + Height);

    public static Rect FromLTRB(int left, int top, int right, int bottom) => new(left, top, right - left, bottom - top);

    public readonly bool Contains(int x, int y) => X <= x && Y <= y && X + Width > x && Y + Height > y;
    public readonly bool Contains(Point pt) => Contains(pt.X, pt.Y);
    public readonly bool Contains(Rect rect) => X <= rect.X && rect.Right <= Right && Y <= rect.Y && rect.Bottom <= Bottom;

    public static Rect operator +(Rect rect, Point pt) => new(rect.X + pt.X, rect.Y + pt.Y, rect.Width, rect.Height);
    public static Rect operator -(Rect rect, Point pt) => new(rect.X - pt.X, rect.Y - pt.Y, rect.Width, rect.Height);
    public static Rect operator +(Rect rect, Size size) => new(rect.X, rect.Y, rect.Width + size.Width, rect.Height + size.Height);
    public static Rect operator -(Rect rect, Size size) => new(rect.X, rect.Y, rect.Width - size.Width, rect.Height - size.Height);
    public static Rect operator &(Rect a, Rect b) => Intersect(a, b);
    public static Rect operator |(Rect a, Rect b) => Union(a, b);

    public static Rect Intersect(Rect a, Rect b)
    {
        var x1 = Math.Max(a.X, b.X);
        var x2 = Math.Min(a.Right, b.Right);
        var y1 = Math.Max(a.Y, b.Y);
        var y2 = Math.Min(a.Bottom, b.Bottom);
        return x2 >= x1 && y2 >= y1 ? new(x1, y1, x2 - x1, y2 - y1) : Empty;
    }

    public readonly Rect Intersect(Rect rect) => Intersect(this, rect);

    public readonly bool IntersectsWith(Rect rect) => X < rect.Right && rect.X < Right && Y < rect.Bottom && rect.Y < Bottom;

    public readonly Rect Union(Rect rect) => Union(this, rect);

    public static Rect Union(Rect a, Rect b)
    {
        var x = Math.Min(a.X, b.X);
        var y = Math.Min(a.Y, b.Y);
        return new(x, y, Math.Max(a.Right, b.Right) - x, Math.Max(a.Bottom, b.Bottom) - y);
    }

    public void Inflate(int width, int height)
    {
        X -= width;
        Y -= height;
        Width += 2 * width;
        Height += 2 * height;
    }

    public void Inflate(Size size) => Inflate(size.Width, size.Height);

    public static Rect Inflate(Rect rect, int x, int y)
    {
        rect.Inflate(x, y);
        return rect;
    }
}
