using System.Runtime.InteropServices;

namespace Hybrid.Native.Stitching;

/// <summary>From a matches graph to cameras: a first estimate, bundle adjustment, straightening.</summary>
public static unsafe class CameraEstimator
{
    /// <summary>One camera a view, or null where the graph allows none.</summary>
    /// <param name="model">Which estimator.</param>
    /// <param name="views">The pictures.</param>
    /// <param name="pairs">Their matches; the graph must be connected.</param>
    /// <exception cref="NativeException">The graph is inconsistent, or the shim is not available.</exception>
    public static CameraParameters[]? Estimate(CameraModel model, IReadOnlyList<ViewPoints> views, IReadOnlyList<PairMatches> pairs)
    {
        NativeBackend.Require();
        using var graph = new MatchesGraph(views, pairs);
        var cameras = new Camera[views.Count];
        fixed (Camera* c = cameras)
        {
            Shim.Check(Shim.detail_estimate((int)model, graph.Views, graph.ViewCount, graph.Pairs, graph.PairCount, c, out var found));
            return found ? [.. cameras.Select(x => x.ToManaged())] : null;
        }
    }

    /// <summary>The cameras that fit all matches best, or null where the adjustment diverges.</summary>
    /// <param name="kind">What is minimised.</param>
    /// <param name="views">The pictures.</param>
    /// <param name="pairs">Their matches.</param>
    /// <param name="start">One camera a view.</param>
    /// <param name="confidence">Pairs less sure than this are left out.</param>
    /// <param name="refine">Nine flags, row-major: which of K's entries <see cref="BundleAdjustment.Reprojection"/> may change; null for all.</param>
    /// <param name="iterations">Levenberg-Marquardt steps at most.</param>
    /// <exception cref="NativeException">The graph is inconsistent, or the shim is not available.</exception>
    public static CameraParameters[]? Adjust(BundleAdjustment kind, IReadOnlyList<ViewPoints> views, IReadOnlyList<PairMatches> pairs, IReadOnlyList<CameraParameters> start,
        double confidence = 1, bool[]? refine = null, int iterations = 1000)
    {
        NativeBackend.Require();
        if (start.Count != views.Count)
            throw new ArgumentException("One camera a view is needed.", nameof(start));
        if (refine is not null && refine.Length != 9)
            throw new ArgumentException("Nine flags are needed.", nameof(refine));
        using var graph = new MatchesGraph(views, pairs);
        var cameras = start.Select(Camera.From).ToArray();
        var mask = stackalloc byte[9];
        for (var i = 0; i < 9; i++)
            mask[i] = refine?[i] ?? true ? (byte)1 : (byte)0;
        var criteria = new Criteria { Type = 3, MaxCount = iterations, Epsilon = 2.220446049250313e-16 };
        fixed (Camera* c = cameras)
        {
            Shim.Check(Shim.detail_adjust((int)kind, graph.Views, graph.ViewCount, graph.Pairs, graph.PairCount, confidence, mask, criteria, c, out var converged));
            return converged ? [.. cameras.Select(x => x.ToManaged())] : null;
        }
    }

    /// <summary>The same cameras, turned together so that the panorama lies straight.</summary>
    /// <param name="kind">Which way.</param>
    /// <param name="cameras">Rotating cameras.</param>
    /// <exception cref="NativeException">The shim is not available.</exception>
    public static CameraParameters[] Straighten(WaveCorrection kind, IReadOnlyList<CameraParameters> cameras)
    {
        NativeBackend.Require();
        var items = cameras.Select(Camera.From).ToArray();
        fixed (Camera* c = items)
            Shim.Check(Shim.detail_waveCorrect(c, items.Length, (int)kind));
        return [.. items.Select(x => x.ToManaged())];
    }

    /// <summary>Indices of the pictures in the largest connected part of the graph.</summary>
    /// <param name="views">The pictures.</param>
    /// <param name="pairs">Their matches.</param>
    /// <param name="confidence">Pairs less sure than this do not connect.</param>
    /// <exception cref="NativeException">The graph is inconsistent, or the shim is not available.</exception>
    public static int[] BiggestComponent(IReadOnlyList<ViewPoints> views, IReadOnlyList<PairMatches> pairs, double confidence = 1)
    {
        NativeBackend.Require();
        using var graph = new MatchesGraph(views, pairs);
        Shim.Check(Shim.detail_biggestComponent(graph.Views, graph.ViewCount, graph.Pairs, graph.PairCount, (float)confidence, out var indices, out var count));
        return Shim.Take(indices, count);
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Criteria
    {
        public int Type, MaxCount;
        public double Epsilon;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Camera
    {
        public double Focal, Aspect, Ppx, Ppy;
        public fixed double R[9];
        public fixed double T[3];

        public static Camera From(CameraParameters p)
        {
            var c = new Camera { Focal = p.Focal, Aspect = p.Aspect, Ppx = p.Ppx, Ppy = p.Ppy };
            p.R.AsSpan(0, 9).CopyTo(new Span<double>(c.R, 9));
            p.T.AsSpan(0, 3).CopyTo(new Span<double>(c.T, 3));
            return c;
        }

        public readonly CameraParameters ToManaged()
        {
            fixed (double* r = R, t = T)
            {
                return new CameraParameters
                {
                    Focal = Focal,
                    Aspect = Aspect,
                    Ppx = Ppx,
                    Ppy = Ppy,
                    R = new ReadOnlySpan<double>(r, 9).ToArray(),
                    T = new ReadOnlySpan<double>(t, 3).ToArray(),
                };
            }
        }
    }
}
