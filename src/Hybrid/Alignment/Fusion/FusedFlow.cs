using System.Globalization;
using System.Numerics;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment.Fusion;

/// <summary>One flow made of several proposals (as FusionFlow: Lempitsky, Roth and Rother, CVPR 2008), each pixel from the one that an arbiter prefers around it.</summary>
/// <param name="Flow">A to B, of A's size.</param>
/// <param name="Confidence">Of the chosen vectors.</param>
/// <param name="Shares">Share of the pixels that each proposal won, in the order of the proposals.</param>
internal sealed record FusedFlow(FlowField Flow, ScalarMap Confidence, IReadOnlyList<double> Shares)
{
    /// <summary>Scores are averaged over so many points of the grid, so that no pixel is decided on its own.</summary>
    private const int Neighbourhood = 5;

    /// <summary>Fuses proposals.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="proposals">At least two; the first wins where nothing speaks for another.</param>
    /// <param name="arbiter">Judges them.</param>
    /// <param name="longSide">Bound on the frames in which they are compared.</param>
    public static FusedFlow Of(ImagePair pair, IReadOnlyList<FlowProposal> proposals, FlowArbiter arbiter, int longSide)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(proposals);
        ArgumentNullException.ThrowIfNull(arbiter);
        using ScaledImage a = ScaledImage.Reduce(pair.GrayA, longSide), b = ScaledImage.Reduce(pair.GrayB, longSide);
        FlowProposal[] inFrame = [.. proposals.Select(p => p.Resized(a.Image.Size(), new Point2d(b.ScaleX, b.ScaleY)))];
        (ScalarMap Score, ScalarMap Right)[] judged = arbiter.Judge(new ProposalFeatures(a.Image, b.Image, inFrame), inFrame.Length);
        ScalarMap[] scores = [.. judged.Select(j => FusionGrid.Mean(j.Score, Neighbourhood))];
        return Choose(proposals, scores, [.. judged.Select(j => j.Right)], new Point2d(a.ScaleX, a.ScaleY), pair.B.Size());
    }

    /// <summary>The shares of the kinds of proposals, as one line.</summary>
    public string Describe(IReadOnlyList<FlowProposal> proposals)
    {
        double Of(Func<FlowProposal, bool> which) => 100 * proposals.Select((p, i) => which(p) ? Shares[i] : 0).Sum();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"start {Of(p => p.Kind == ProposalKind.Start):F0} %, no start {Of(p => p.Kind == ProposalKind.Unguided):F0} %, inverse search {Of(p => p.Kind == ProposalKind.InverseSearch):F0} %, {proposals.Count(p => p.IsPlane)} planes {Of(p => p.IsPlane):F0} %");
    }

    private static FusedFlow Choose(IReadOnlyList<FlowProposal> proposals, ScalarMap[] scores, ScalarMap[] right, Point2d scale, Size b)
    {
        (int width, int height) = (proposals[0].Flow.Width, proposals[0].Flow.Height);
        var flow = new FlowField(width, height);
        var confidence = new ScalarMap(width, height);
        var won = new int[height][];
        Concurrency.For(0, height, y =>
        {
            int[] count = won[y] = new int[proposals.Count];
            for (int x = 0; x < width; x++)
            {
                float gx = Grid(x, scale.X, scores[0].Width), gy = Grid(y, scale.Y, scores[0].Height);
                int best = -1;
                float most = float.NegativeInfinity;
                for (int k = 0; k < scores.Length; k++)
                {
                    float score = scores[k].Sample(gx, gy);
                    if (score > most && proposals[k].At(x, y) is not null)
                        (best, most) = (k, score);
                }
                count[Math.Max(best, 0)]++;
                Vector2 f = flow[x, y] = best < 0 ? new Vector2(float.NaN) : proposals[best].At(x, y)!.Value;
                bool inside = x + f.X >= 0 && y + f.Y >= 0 && x + f.X <= b.Width - 1 && y + f.Y <= b.Height - 1;
                confidence[x, y] = inside ? right[best].Sample(gx, gy) : 0;
            }
        });
        double[] shares = [.. Enumerable.Range(0, proposals.Count).Select(k => won.Sum(row => (long)row[k]) / (double)((long)width * height))];
        return new FusedFlow(flow, confidence, shares);
    }

    /// <summary>Place on the arbiter's grid of a pixel of A.</summary>
    private static float Grid(int pixel, double scale, int size) => (float)Math.Clamp(((pixel + 0.5) * scale - 0.5) / FusionGrid.Stride, 0, size - 1);
}
