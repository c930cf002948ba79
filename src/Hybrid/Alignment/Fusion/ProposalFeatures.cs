using System.Numerics;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment.Fusion;

/// <summary>
/// What the arbiter sees of each proposal at the points of a grid over A. The order of the features is part of the model's contract.
/// </summary>
internal sealed class ProposalFeatures
{
    /// <summary>Spacing of the grid in pixels of the frame.</summary>
    public const int Stride = 2;

    /// <summary>What each column is.</summary>
    public static readonly string[] Names =
    [
        "census 3", "census 9", "census 25", "difference 3", "difference 9", "confidence", "confidence 9", "confidence 25",
        "leaves frame", "log slope", "log slope 9", "log distance to nearest", "log distance to median", "share agreeing", "share agreeing 15",
        "log distance to mean", "log texture", "mean confidence", "mean census", "support", "log distance to first", "log distance to second",
        "census 9 over least", "confidence 9 below most", "difference 9 over least", "census 3 over least", "census 25 over least",
        "start", "unguided", "inverse search", "plane", "other plane",
    ];

    private const float Agreement = 1;
    private const float Farthest = 2000;

    private readonly IReadOnlyList<FlowProposal> _proposals;
    private readonly ProposalMaps[] _maps;
    private readonly ScalarMap[] _agreeing, _agreeingAround;
    private readonly ScalarMap _texture;

    /// <summary>Measures proposals.</summary>
    /// <param name="a">A in the frame, CV_8UC1.</param>
    /// <param name="b">B in its frame, CV_8UC1.</param>
    /// <param name="proposals">At least two, between the frames.</param>
    public ProposalFeatures(Mat a, Mat b, IReadOnlyList<FlowProposal> proposals)
    {
        _proposals = proposals;
        ulong[] census = CensusTransform.Of(a);
        using Mat contrast = ProposalMaps.Contrast(a);
        _maps = [.. proposals.Select(p => ProposalMaps.Of(p, census, contrast, b))];
        _agreeing = Agreeing(proposals);
        _agreeingAround = [.. _agreeing.Select(m => ProposalMaps.Mean(m, 15))];
        _texture = Texture(a);
        (Columns, Rows) = ((a.Width + Stride - 1) / Stride, (a.Height + Stride - 1) / Stride);
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
                Describe(i * Stride, (start + j) * Stride, features.AsSpan((j * Columns + i) * ofPoint, ofPoint), flows, distances);
        });
        return features;
    }

    private void Describe(int x, int y, Span<float> features, Span<Vector2> flows, Span<float> distances)
    {
        int n = Names.Length;
        Vector2 mean = Vector2.Zero;
        float census3 = 1, census9 = 1, census25 = 1, difference9 = float.MaxValue, confidence9 = 0;
        for (int k = 0; k < flows.Length; k++)
        {
            flows[k] = Bounded(_proposals[k].Flow[x, y]);
            mean += flows[k] / flows.Length;
            ProposalMaps m = _maps[k];
            (census3, census9, census25) = (MathF.Min(census3, m.Census.Fine[x, y]), MathF.Min(census9, m.Census.Middle[x, y]), MathF.Min(census25, m.Census.Wide[x, y]));
            difference9 = MathF.Min(difference9, m.Difference.Middle[x, y]);
            confidence9 = MathF.Max(confidence9, m.Confidence.Middle[x, y]);
        }
        for (int k = 0; k < flows.Length; k++)
        {
            Span<float> f = features.Slice(k * n, n);
            ProposalMaps m = _maps[k];
            (f[0], f[1], f[2]) = (m.Census.Fine[x, y], m.Census.Middle[x, y], m.Census.Wide[x, y]);
            (f[3], f[4]) = (m.Difference.Fine[x, y], m.Difference.Middle[x, y]);
            (f[5], f[6], f[7]) = (_proposals[k].Confidence[x, y], m.Confidence.Middle[x, y], m.Confidence.Wide[x, y]);
            f[8] = m.Leaves[x, y];
            (f[9], f[10]) = (Log(m.Slope.Fine[x, y]), Log(m.Slope.Middle[x, y]));
            (float nearest, float median) = Others(flows, k, distances);
            (f[11], f[12]) = (Log(nearest), Log(median));
            (f[13], f[14]) = (_agreeing[k][x, y], _agreeingAround[k][x, y]);
            f[15] = Log((flows[k] - mean).Length());
            f[16] = Log(_texture[x, y]);
            (f[17], f[18], f[19]) = (m.MeanConfidence, m.MeanCensus, (float)_proposals[k].Support);
            (f[20], f[21]) = (Log((flows[k] - flows[0]).Length()), Log((flows[k] - flows[1]).Length()));
            f[22] = f[1] - census9;
            f[23] = confidence9 - f[6];
            f[24] = f[4] - difference9;
            f[25] = f[0] - census3;
            f[26] = f[2] - census25;
            f[27 + (int)_proposals[k].Kind] = 1;
        }
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

    private static ScalarMap[] Agreeing(IReadOnlyList<FlowProposal> proposals)
    {
        (int width, int height) = (proposals[0].Flow.Width, proposals[0].Flow.Height);
        ScalarMap[] maps = [.. proposals.Select(_ => new ScalarMap(width, height))];
        float one = 1f / (proposals.Count - 1);
        Concurrency.For(0, height, y =>
        {
            for (int k = 0; k < maps.Length; k++)
            {
                for (int j = 0; j < k; j++)
                {
                    for (int x = 0; x < width; x++)
                    {
                        if ((proposals[k].Flow[x, y] - proposals[j].Flow[x, y]).LengthSquared() < Agreement * Agreement)
                        {
                            maps[k][x, y] += one;
                            maps[j][x, y] += one;
                        }
                    }
                }
            }
        });
        return maps;
    }

    /// <summary>Mean size of the derivatives.</summary>
    private static ScalarMap Texture(Mat a)
    {
        using var x = new Mat();
        using var y = new Mat();
        Cv2.Sobel(a, x, MatType.CV_32F, 1, 0, 3, 0.125);
        Cv2.Sobel(a, y, MatType.CV_32F, 0, 1, 3, 0.125);
        using var size = new Mat();
        Cv2.Magnitude(x, y, size);
        return ProposalMaps.Mean(ScalarMap.Of(size), 9);
    }

    private static Vector2 Bounded(Vector2 f) =>
        float.IsFinite(f.X) && float.IsFinite(f.Y) ? Vector2.Clamp(f, new Vector2(-Farthest), new Vector2(Farthest)) : new Vector2(Farthest);

    private static float Log(float value) => MathF.Log(1 + value);
}
