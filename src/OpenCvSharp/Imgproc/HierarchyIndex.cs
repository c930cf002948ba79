namespace OpenCvSharp;

/// <summary>Where a contour stands in the tree: indices of its neighbours, -1 where there is none.</summary>
public record struct HierarchyIndex(int Next, int Previous, int Child, int Parent)
{
    public static HierarchyIndex FromVec4i(Vec4i vec) => new(vec.Item0, vec.Item1, vec.Item2, vec.Item3);

    public readonly Vec4i ToVec4i() => new(Next, Previous, Child, Parent);
}
