using System.Numerics;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment.Fusion;

/// <summary>
/// What the arbiter sees of each proposal at the points of the <see cref="FusionGrid"/>. The order of the features is part of the
/// model's contract; numbers in their names are windows in cells.
/// </summary>
internal sealed class ProposalFeatures
{
    /// <summary>What each column is.</summary>
    public static readonly string[] Names =
    [
        "census", "census 5", "census 13", "difference", "difference 5", "confidence", "confidence 5", "confidence 13",
        "leaves frame", "leaves frame 13", "log slope", "log slope 5", "log distance to nearest", "log distance to median",
        "share agreeing", "share agreeing 7", "trusted 7", "trusted 21", "trusted 61", "log cycle unguided", "log cycle inverse search",
        "log distance to mean", "log distance to first", "log distance to second", "log distance to plane", "log motion", "log texture",
        "mean confidence", "mean census", "support",
        "census over least", "census 5 over least", "census 13 over least", "difference 5 over least", "confidence 5 below most",
        "trusted 21 below most", "trusted 61 below most", "log cycle over least",
        "start", "unguided", "inverse search", "plane", "other plane", "matched plane",
    ];

    private const float Farthest = 2000;

    private readonly IReadOnlyList<FlowProposal> _proposals;
    private readonly ProposalMaps[] _maps;
    private readonly ProposalConsensus _consensus;
    private readonly ScalarMap _texture;
    private readonly int _plane;

    /// <summary>Measures proposals.</summary>
    /// <param name="a">A in the frame, CV_8UC1.</param>
    /// <param name="b">B in its frame, CV_8UC1.</param>
    /// <param name="proposals">At least two, between the frames.</param>
    public ProposalFeatures(Mat a, Mat b, IReadOnlyList<FlowProposal> proposals)
    {
        _proposals = proposals;
        _plane = Math.Max(0, proposals.ToList().FindIndex(p => p.Kind == ProposalKind.Plane));
        ulong[] census = CensusTransform.Of(a, FusionGrid.Stride);
        ScalarMap contrast = ProposalMaps.Contrast(a);
        _maps = [.. proposals.Select(p => ProposalMaps.Of(p, census, contrast, b))];
        _consensus = new ProposalConsensus(proposals, [.. _maps.Select(m => m.Confidence.Fine)]);
        _texture = Texture(a);
        (Columns, Rows) = (FusionGrid.Points(a.Width), FusionGrid.Points(a.Height));
    }

    /// <summary>Points of a row of the grid.</summary>
    public int Columns { get; }

    /// <summary>Rows of the grid.</summary>
    public int Rows { get; }

    /// <summary>Features of some rows of the grid: point after point, of each all proposals, of each <see cref="Names"/>.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many.</param>
    public float[] Of(int start, int count)
    {
        int ofPoint = _proposals.Count * Names.Length;
        var features = new float[count * Columns * ofPoint];
        Concurrency.For(0, count, j =>
        {
            Span<Vector2> flows = stackalloc Vector2[_proposals.Count];
            Span<float> distances = stackalloc float[_proposals.Count];
            for (int i = 0; i < Columns; i++)
                Describe(i, start + j, features.AsSpan((j * Columns + i) * ofPoint, ofPoint), flows, distances);
        });
        return features;
    }

    private void Describe(int i, int j, Span<float> features, Span<Vector2> flows, Span<float> distances)
    {
        int n = Names.Length, x = i * FusionGrid.Stride, y = j * FusionGrid.Stride;
        Vector2 mean = Vector2.Zero;
        for (int k = 0; k < flows.Length; k++)
        {
            flows[k] = Bounded(_proposals[k].Flow[x, y]);
            mean += flows[k] / flows.Length;
        }
        for (int k = 0; k < flows.Length; k++)
        {
            Span<float> f = features.Slice(k * n, n);
            ProposalMaps m = _maps[k];
            (f[0], f[1], f[2]) = (m.Census.Fine[i, j], m.Census.Middle[i, j], m.Census.Wide[i, j]);
            (f[3], f[4]) = (m.Difference.Fine[i, j], m.Difference.Middle[i, j]);
            (f[5], f[6], f[7]) = (m.Confidence.Fine[i, j], m.Confidence.Middle[i, j], m.Confidence.Wide[i, j]);
            (f[8], f[9]) = (m.Leaves.Fine[i, j], m.Leaves.Wide[i, j]);
            (f[10], f[11]) = (Log(m.Slope.Fine[i, j]), Log(m.Slope.Middle[i, j]));
            (float nearest, float median) = Others(flows, k, distances);
            (f[12], f[13]) = (Log(nearest), Log(median));
            (f[14], f[15]) = (_consensus.Agreeing[k][i, j], _consensus.AgreeingAround[k][i, j]);
            (ScalarMap near, ScalarMap wide, ScalarMap far) = _consensus.TrustedAround[k];
            (f[16], f[17], f[18]) = (near[i, j], wide[i, j], far[i, j]);
            (float unguided, float search) = _consensus.Cycle(x, y, flows[k]);
            (f[19], f[20]) = (Log(unguided), Log(search));
            f[21] = Log((flows[k] - mean).Length());
            (f[22], f[23]) = (Log((flows[k] - flows[0]).Length()), Log((flows[k] - flows[1]).Length()));
            (f[24], f[25]) = (Log((flows[k] - flows[_plane]).Length()), Log(flows[k].Length()));
            f[26] = _texture[i, j];
            (f[27], f[28], f[29]) = (m.MeanConfidence, m.MeanCensus, (float)_proposals[k].Support);
            f[38 + (int)_proposals[k].Kind] = 1;
        }
        Compare(features, n);
    }

    /// <summary>What each lacks to the best of all.</summary>
    private static void Compare(Span<float> features, int n)
    {
        ReadOnlySpan<int> smallIsGood = [0, 1, 2, 4], largeIsGood = [6, 17, 18];
        int to = 30;
        foreach (int column in smallIsGood)
            Compare(features, n, column, to++, 1);
        foreach (int column in largeIsGood)
            Compare(features, n, column, to++, -1);
        float least = float.MaxValue;
        for (int at = 0; at < features.Length; at += n)
            least = MathF.Min(least, MathF.Min(features[at + 19], features[at + 20]));
        for (int at = 0; at < features.Length; at += n)
            features[at + to] = MathF.Min(features[at + 19], features[at + 20]) - least;
    }

    private static void Compare(Span<float> features, int n, int column, int to, float sign)
    {
        float best = float.MaxValue;
        for (int at = column; at < features.Length; at += n)
            best = MathF.Min(best, sign * features[at]);
        for (int at = 0; at < features.Length; at += n)
            features[at + to] = sign * features[at + column] - best;
    }

    /// <summary>Distance to the nearest of the others, and the median distance (the lower middle of an even number).</summary>
    private static (float Nearest, float Median) Others(ReadOnlySpan<Vector2> flows, int k, Span<float> distances)
    {
        int n = 0;
        for (int j = 0; j < flows.Length; j++)
        {
            if (j != k)
                distances[n++] = (flows[j] - flows[k]).Length();
        }
        Span<float> others = distances[..n];
        others.Sort();
        return (others[0], others[(n - 1) / 2]);
    }

    /// <summary>Logarithm of the mean size of the derivatives over 5 cells.</summary>
    private static ScalarMap Texture(Mat a)
    {
        using var x = new Mat();
        using var y = new Mat();
        Cv2.Sobel(a, x, MatType.CV_32F, 1, 0, 3, 0.125);
        Cv2.Sobel(a, y, MatType.CV_32F, 0, 1, 3, 0.125);
        using var size = new Mat();
        Cv2.Magnitude(x, y, size);
        ScalarMap mean = FusionGrid.Mean(FusionGrid.Of(ScalarMap.Of(size)), 5);
        return new ScalarMap(mean.Width, mean.Height, [.. mean.Data.Select(Log)]);
    }

    private static Vector2 Bounded(Vector2 f) =>
        float.IsFinite(f.X) && float.IsFinite(f.Y) ? Vector2.Clamp(f, new Vector2(-Farthest), new Vector2(Farthest)) : new Vector2(Farthest);

    private static float Log(float value) => MathF.Log(1 + value);
}
