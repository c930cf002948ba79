using System.Runtime.CompilerServices;

namespace Hybrid.Stitching.Composition.Seams;

/// <summary>
/// The minimum cut of a grid whose nodes are joined with their four neighbours, with a source and a sink: the search for
/// augmenting paths grows one tree from each and mends them after every path, instead of growing them anew.
/// </summary>
/// <remarks>
/// Boykov and Kolmogorov, An Experimental Comparison of Min-Cut/Max-Flow Algorithms for Energy Minimization in Vision, PAMI
/// 2004, with the marks of section 3.2.4. Capacities are integers, so that flow and cut are exact and the same on every machine.
/// </remarks>
internal sealed class GridCut
{
    private const byte Free = 0, Terminal = 5, Orphan = 6;

    private readonly int _stride;
    private readonly int[] _offsets;
    private readonly Node[] _nodes;
    private readonly Queue<int> _active = new();
    private readonly Stack<int> _orphans = new();
    private int _time;
    private long _flow;

    /// <param name="width">Nodes in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    public GridCut(int width, int height)
    {
        // A frame of unreachable nodes spares the neighbours' search its checks of the borders.
        _stride = width + 2;
        _nodes = new Node[_stride * (height + 2)];
        _offsets = [1, -1, _stride, -_stride];
    }

    /// <summary>Joins a node with the source (by a positive capacity) or with the sink (by the negative of one).</summary>
    public void Join(int x, int y, int capacity) => _nodes[Index(x, y)].Excess = capacity;

    /// <summary>Joins a node with the next of its row, both ways, by a capacity of at least 0.</summary>
    public void JoinRight(int x, int y, int capacity) => Link(Index(x, y), 0, capacity);

    /// <summary>Joins a node with the one below, both ways, by a capacity of at least 0.</summary>
    public void JoinDown(int x, int y, int capacity) => Link(Index(x, y), 2, capacity);

    /// <summary>Whether a node stays with the source when the cheapest cut is made; before <see cref="Solve"/> none does.</summary>
    public bool IsSource(int x, int y)
    {
        ref readonly Node node = ref _nodes[Index(x, y)];
        return node.Parent != Free && !node.IsSink;
    }

    /// <summary>Finds the cut.</summary>
    /// <returns>The flow from source to sink, which is what the cut costs.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Solve()
    {
        for (int i = 0; i < _nodes.Length; i++)
        {
            ref Node node = ref _nodes[i];
            if (node.Excess == 0)
                continue;
            (node.IsSink, node.Parent, node.Distance) = (node.Excess < 0, Terminal, 1);
            Activate(i);
        }
        while (_active.TryDequeue(out int i))
        {
            _nodes[i].IsActive = false;
            while (_nodes[i].Parent != Free && Grow(i) is >= 0 and int direction)
            {
                _time++;
                if (_nodes[i].IsSink)
                    Augment(i + _offsets[direction], direction ^ 1);
                else
                    Augment(i, direction);
                while (_orphans.TryPop(out int orphan))
                    Adopt(orphan);
            }
        }
        return _flow;
    }

    private int Index(int x, int y) => (y + 1) * _stride + x + 1;

    private void Link(int i, int direction, int capacity)
    {
        _nodes[i].Residual[direction] = capacity;
        _nodes[i + _offsets[direction]].Residual[direction ^ 1] = capacity;
    }

    private void Activate(int i)
    {
        if (_nodes[i].IsActive)
            return;
        _nodes[i].IsActive = true;
        _active.Enqueue(i);
    }

    /// <summary>Takes free neighbours into the node's tree; the direction of a neighbour in the other tree, where there is one.</summary>
    private int Grow(int i)
    {
        ref Node node = ref _nodes[i];
        for (int d = 0; d < 4; d++)
        {
            ref Node next = ref _nodes[i + _offsets[d]];
            if ((node.IsSink ? next.Residual[d ^ 1] : node.Residual[d]) == 0)
                continue;
            if (next.Parent == Free)
            {
                next.IsSink = node.IsSink;
                Hang(ref next, d ^ 1, node);
                Activate(i + _offsets[d]);
            }
            else if (next.IsSink != node.IsSink)
            {
                return d;
            }
            else if (next.Stamp <= node.Stamp && next.Distance > node.Distance + 1)
            {
                // A shorter way to the root makes shorter paths.
                Hang(ref next, d ^ 1, node);
            }
        }
        return -1;
    }

    private static void Hang(ref Node child, int direction, in Node parent) =>
        (child.Parent, child.Stamp, child.Distance) = ((byte)(direction + 1), parent.Stamp, parent.Distance + 1);

    /// <summary>Sends all that the path through an arc from the source's tree to the sink's can take; what it saturates leaves orphans.</summary>
    private void Augment(int i, int direction)
    {
        int from = i, to = i + _offsets[direction], least = _nodes[i].Residual[direction];
        int k = from;
        for (byte p; (p = _nodes[k].Parent) != Terminal; k += _offsets[p - 1])
            least = Math.Min(least, _nodes[k + _offsets[p - 1]].Residual[(p - 1) ^ 1]);
        least = Math.Min(least, _nodes[k].Excess);
        for (k = to; _nodes[k].Parent is var p and not Terminal; k += _offsets[p - 1])
            least = Math.Min(least, _nodes[k].Residual[p - 1]);
        least = Math.Min(least, -_nodes[k].Excess);

        _flow += least;
        Push(from, direction, least);
        for (k = from; _nodes[k].Parent is var p and not Terminal;)
        {
            int above = k + _offsets[p - 1];
            if (Push(above, (p - 1) ^ 1, least))
                MakeOrphan(k);
            k = above;
        }
        if ((_nodes[k].Excess -= least) == 0)
            MakeOrphan(k);
        for (k = to; _nodes[k].Parent is var p and not Terminal;)
        {
            int above = k + _offsets[p - 1];
            if (Push(k, p - 1, least))
                MakeOrphan(k);
            k = above;
        }
        if ((_nodes[k].Excess += least) == 0)
            MakeOrphan(k);
    }

    /// <summary>Sends flow along an arc; whether that saturates it.</summary>
    private bool Push(int i, int direction, int flow)
    {
        _nodes[i + _offsets[direction]].Residual[direction ^ 1] += flow;
        return (_nodes[i].Residual[direction] -= flow) == 0;
    }

    private void MakeOrphan(int i)
    {
        _nodes[i].Parent = Orphan;
        _orphans.Push(i);
    }

    /// <summary>Finds an orphan the parent nearest to the root, or sets it free and makes its children orphans.</summary>
    private void Adopt(int i)
    {
        ref Node node = ref _nodes[i];
        int best = -1, least = int.MaxValue;
        for (int d = 0; d < 4; d++)
        {
            int j = i + _offsets[d];
            ref Node next = ref _nodes[j];
            if ((node.IsSink ? node.Residual[d] : next.Residual[d ^ 1]) == 0 || next.Parent == Free || next.IsSink != node.IsSink)
                continue;
            int distance = ToRoot(j);
            if (distance < least)
                (best, least) = (d, distance);
        }
        if (best >= 0)
        {
            (node.Parent, node.Stamp, node.Distance) = ((byte)(best + 1), _time, least + 1);
            return;
        }
        node.Parent = Free;
        for (int d = 0; d < 4; d++)
        {
            int j = i + _offsets[d];
            ref Node next = ref _nodes[j];
            if (next.Parent == Free || next.IsSink != node.IsSink)
                continue;
            if ((node.IsSink ? node.Residual[d] : next.Residual[d ^ 1]) > 0)
                Activate(j);
            if (next.Parent == (d ^ 1) + 1)
                MakeOrphan(j);
        }
    }

    /// <summary>How far a node is from its tree's root; int.MaxValue where the way ends at an orphan.</summary>
    private int ToRoot(int start)
    {
        int distance = 0, k = start;
        while (true)
        {
            ref Node node = ref _nodes[k];
            if (node.Stamp == _time)
            {
                distance += node.Distance;
                break;
            }
            distance++;
            if (node.Parent == Terminal)
            {
                (node.Stamp, node.Distance) = (_time, 1);
                break;
            }
            if (node.Parent == Orphan)
                return int.MaxValue;
            k += _offsets[node.Parent - 1];
        }
        int left = distance;
        for (k = start; _nodes[k].Stamp != _time; k += _offsets[_nodes[k].Parent - 1])
            (_nodes[k].Stamp, _nodes[k].Distance) = (_time, left--);
        return distance;
    }

    [InlineArray(4)]
    private struct Arcs
    {
        private int _first;
    }

    private struct Node
    {
        /// <summary>What the arcs to the right, left, lower and upper neighbour still take.</summary>
        public Arcs Residual;

        /// <summary>What the arc from the source still takes; below 0, what that to the sink takes.</summary>
        public int Excess;

        /// <summary>When the distance to the root was last known to be right.</summary>
        public int Stamp;
        public int Distance;

        /// <summary>1 + the direction of the parent, or a constant.</summary>
        public byte Parent;
        public bool IsSink;
        public bool IsActive;
    }
}
