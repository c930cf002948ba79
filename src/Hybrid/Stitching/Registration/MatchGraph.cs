namespace Hybrid.Stitching.Registration;

/// <summary>Which images overlap: views are nodes, linked pairs edges.</summary>
internal sealed class MatchGraph
{
    private readonly int _count;

    /// <param name="count">Number of images.</param>
    /// <param name="pairs">Every pair that was compared.</param>
    /// <param name="pinned">The image that the others are arranged around; −1 to choose it.</param>
    public MatchGraph(int count, IReadOnlyList<PairDecision> pairs, int pinned = -1)
    {
        (_count, Pinned) = (count, pinned);
        Links = [.. pairs.Where(p => p.IsLinked)];
    }

    /// <summary>The image that the others are arranged around; −1 where it is chosen by the graph.</summary>
    public int Pinned { get; }

    /// <summary>The linked pairs.</summary>
    public IReadOnlyList<PairDecision> Links { get; }

    /// <summary>Connected components, the largest first, then by their first image; each in ascending order.</summary>
    public IReadOnlyList<int[]> Components()
    {
        int[] root = [.. Enumerable.Range(0, _count)];
        foreach (PairDecision link in Links)
            root[Find(root, link.A)] = Find(root, link.B);
        return [.. Enumerable.Range(0, _count).GroupBy(i => Find(root, i)).Select(g => g.ToArray())
            .OrderByDescending(c => c.Length).ThenBy(c => c[0])];
    }

    /// <summary>The edges of the spanning tree with the most support, and the view from which it is shallowest.</summary>
    /// <param name="members">Connected among themselves.</param>
    public (IReadOnlyList<PairDecision> Edges, int Center) SpanningTree(IReadOnlyList<int> members)
    {
        var inside = members.ToHashSet();
        int[] root = [.. Enumerable.Range(0, _count)];
        var edges = new List<PairDecision>();
        foreach (PairDecision link in Links.Where(l => inside.Contains(l.A) && inside.Contains(l.B)).OrderByDescending(l => l.Inliers.Count * l.Confidence).ThenBy(l => l.A).ThenBy(l => l.B))
        {
            int a = Find(root, link.A), b = Find(root, link.B);
            if (a == b)
                continue;
            root[a] = b;
            edges.Add(link);
        }
        int center = inside.Contains(Pinned) ? Pinned : members.OrderBy(m => Walk(edges, m).Max(s => s.Depth)).ThenByDescending(m => Support(m)).ThenBy(m => m).First();
        return (edges, center);
    }

    /// <summary>The tree from a root outward: each view with the one it is reached from, parents before children.</summary>
    public static IReadOnlyList<(int View, int Parent, PairDecision? Edge, int Depth)> Walk(IReadOnlyList<PairDecision> tree, int root)
    {
        var order = new List<(int View, int Parent, PairDecision? Edge, int Depth)> { (root, -1, null, 0) };
        for (int i = 0; i < order.Count; i++)
        {
            (int view, int parent, _, int depth) = order[i];
            foreach (PairDecision edge in tree)
            {
                int next = edge.A == view ? edge.B : edge.B == view ? edge.A : -1;
                if (next >= 0 && next != parent)
                    order.Add((next, view, edge, depth + 1));
            }
        }
        return order;
    }

    private int Support(int member) => Links.Where(l => l.A == member || l.B == member).Sum(l => l.Inliers.Count);

    private static int Find(int[] root, int i)
    {
        while (root[i] != i)
            i = root[i] = root[root[i]];
        return i;
    }
}
