using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Rect2f(float X, float Y, float Width, float Height)
{
    public float X = X;
    public float Y = Y;
    public float Width = Width;
    public float Height = Height;

    public Rect2f(Point2f location, Size2f size)
        : this(location.X, location.Y, size.Width, size.Height)
    {
    }

    public static Rect2f Empty => default;

    public float Top
    {
        readonly get => Y;
        set => Y = value;
    }

    public readonly float Bottom => Y + Height;

    public float Left
    {
        readonly get => X;
        set => X = value;
    }

    public readonly float Right => X + Width;

    public Point2f Location
    {
        readonly get => new(X, Y);
        set => (X, Y) = (value.X, value.Y);
    }

    public Size2f Size
    {
        readonly get => new(Width, Height);
        set => (Width, Height) = (value.Width, value.Height);
    }

    public readonly Point2f TopLeft => new(X, Y);
    public readonly Point2f BottomRight => new(X + Width, Y + Height);

    public static Rect2f FromLTRB(float left, float top, float right, float bottom) => new(left, top, right - left, bottom - top);

    public readonly bool Contains(float x, float y) => X <= x && Y <= y && X + Width > x && Y + Height > y;
    public readonly bool Contains(Point2f pt) => Contains(pt.X, pt.Y);
    public readonly bool Contains(Rect2f rect) => X <= rect.X && rect.Right <= Right && Y <= rect.Y && rect.Bottom <= Bottom;

    public static Rect2f operator +(Rect2f rect, Point2f pt) => new(rect.X + pt.X, rect.Y + pt.Y, rect.Width, rect.Height);
    public static Rect2f operator -(Rect2f rect, Point2f pt) => new(rect.X - pt.X, rect.Y - pt.Y, rect.Width, rect.Height);
    public static Rect2f operator +(Rect2f rect, Size2f size) => new(rect.X, rect.Y, rect.Width + size.Width, rect.Height + size.Height);
    public static Rect2f operator -(Rect2f rect, Size2f size) => new(rect.X, rect.Y, rect.Width - size.Width, rect.Height - size.Height);
    public static Rect2f operator &(Rect2f a, Rect2f b) => Intersect(a, b);
    public static Rect2f operator |(Rect2f a, Rect2f b) => Union(a, b);

    public static Rect2f Intersect(Rect2f a, Rect2f b)
    {
        var x1 = Math.Max(a.X, b.X);
        var x2 = Math.Min(a.Right, b.Right);
        var y1 = Math.Max(a.Y, b.Y);
        var y2 = Math.Min(a.Bottom, b.Bottom);
        return x2 >= x1 && y2 >= y1 ? new(x1, y1, x2 - x1, y2 - y1) : Empty;
    }

    public readonly Rect2f Intersect(Rect2f rect) => Intersect(this, rect);

    public readonly bool IntersectsWith(Rect2f rect) => X < rect.Right && rect.X < Right && Y < rect.Bottom && rect.Y < Bottom;

    public readonly Rect2f Union(Rect2f rect) => Union(this, rect);

    public static Rect2f Union(Rect2f a, Rect2f b)
    {
        var x = Math.Min(a.X, b.X);
        var y = Math.Min(a.Y, b.Y);
        return new(x, y, Math.Max(a.Right, b.Right) - x, Math.Max(a.Bottom, b.Bottom) - y);
    }

    public void Inflate(float width, float height)
    {
        X -= width;
        Y -= height;
        Width += 2 * width;
        Height += 2 * height;
    }

    public void Inflate(Size2f size) => Inflate(size.Width, size.Height);

    public static Rect2f Inflate(Rect2f rect, float x, float y)
    {
        rect.Inflate(x, y);
        return rect;
    }
}
