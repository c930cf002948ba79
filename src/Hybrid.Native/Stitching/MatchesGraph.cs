using System.Runtime.InteropServices;

namespace Hybrid.Native.Stitching;

/// <summary>Views and pairs laid out for the shim, pinned until disposed.</summary>
internal sealed unsafe class MatchesGraph : IDisposable
{
    private readonly List<GCHandle> pins = [];

    public MatchesGraph(IReadOnlyList<ViewPoints> views, IReadOnlyList<PairMatches> pairs)
    {
        try
        {
            Views = (View*)Pin(views.Select(v => new View
            {
                Points = Pin(v.Points),
                Count = v.Points.Length / 2,
                Width = v.Width,
                Height = v.Height,
            }).ToArray());
            Pairs = (Pair*)Pin(pairs.Select(Convert).ToArray());
        }
        catch
        {
            Dispose();
            throw;
        }
        ViewCount = views.Count;
        PairCount = pairs.Count;
    }

    public View* Views { get; }

    public int ViewCount { get; }

    public Pair* Pairs { get; }

    public int PairCount { get; }

    public void Dispose()
    {
        foreach (var pin in pins)
            pin.Free();
        pins.Clear();
    }

    private Pair Convert(PairMatches p)
    {
        if (p.Indices.Length != 2 * p.Inliers.Length || p.Homography.Length != 9)
            throw new ArgumentException("A pair needs two indices and one flag a match, and nine numbers of a homography.");
        var pair = new Pair
        {
            Indices = Pin(p.Indices),
            Inliers = Pin(p.Inliers.Select(x => x ? (byte)1 : (byte)0).ToArray()),
            A = p.A,
            B = p.B,
            Count = p.Inliers.Length,
            Confidence = p.Confidence,
        };
        p.Homography.CopyTo(new Span<double>(pair.H, 9));
        return pair;
    }

    private IntPtr Pin(Array array)
    {
        var handle = GCHandle.Alloc(array, GCHandleType.Pinned);
        pins.Add(handle);
        return handle.AddrOfPinnedObject();
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct View
    {
        public IntPtr Points;
        public int Count, Width, Height, Reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Pair
    {
        public IntPtr Indices, Inliers;
        public int A, B, Count, Reserved;
        public fixed double H[9];
        public double Confidence;
    }
}
