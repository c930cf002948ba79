namespace OpenCvSharp;

/// <summary>The Mat type whose element has the layout of a managed type.</summary>
internal static class ElementType<T>
    where T : unmanaged
{
    public static MatType Value { get; } = Find(typeof(T));

    private static MatType Find(Type t)
    {
        if (Scalars.TryGetValue(t, out var depth))
            return MatType.MakeType(depth, 1);
        if (Structs.TryGetValue(t, out var type))
            return type;
        if (t.Namespace == typeof(Mat).Namespace && t.GetField("Item0") is { } first)
            return MatType.MakeType(Scalars[first.FieldType], t.GetFields().Count(f => !f.IsStatic));
        throw new OpenCvSharpException($"No Mat type has elements like {t}");
    }

    private static Dictionary<Type, int> Scalars => new()
    {
        [typeof(byte)] = MatType.CV_8U,
        [typeof(sbyte)] = MatType.CV_8S,
        [typeof(ushort)] = MatType.CV_16U,
        [typeof(short)] = MatType.CV_16S,
        [typeof(char)] = MatType.CV_16U,
        [typeof(int)] = MatType.CV_32S,
        [typeof(float)] = MatType.CV_32F,
        [typeof(double)] = MatType.CV_64F,
    };

    private static Dictionary<Type, MatType> Structs => new()
    {
        [typeof(Point)] = MatType.CV_32SC2,
        [typeof(Point2f)] = MatType.CV_32FC2,
        [typeof(Point2d)] = MatType.CV_64FC2,
        [typeof(Point3i)] = MatType.CV_32SC3,
        [typeof(Point3f)] = MatType.CV_32FC3,
        [typeof(Point3d)] = MatType.CV_64FC3,
        [typeof(Size)] = MatType.CV_32SC2,
        [typeof(Size2f)] = MatType.CV_32FC2,
        [typeof(Size2d)] = MatType.CV_64FC2,
        [typeof(Rect)] = MatType.CV_32SC4,
        [typeof(Rect2f)] = MatType.CV_32FC4,
        [typeof(Rect2d)] = MatType.CV_64FC4,
        [typeof(Range)] = MatType.CV_32SC2,
        [typeof(DMatch)] = MatType.CV_32FC4,
        [typeof(Scalar)] = MatType.CV_64FC4,
    };
}
