using System.Numerics;
using Hybrid.Imaging;

namespace Hybrid.Alignment.Fusion;

/// <summary>What proposals say of each other at the points of the <see cref="FusionGrid"/>: where they agree, and whether the flow from B to A leads back from where they lead.</summary>
internal sealed class ProposalConsensus
{
    private const float Agreement = 1;
    private const float LargestCycle = 20;

    private static readonly ProposalKind[] Sources = [ProposalKind.Unguided, ProposalKind.InverseSearch];

    private readonly FlowField?[] _backward;

    /// <summary>Compares proposals.</summary>
    /// <param name="proposals">At least two, of one size.</param>
    /// <param name="confidence">Of each, on the grid.</param>
    public ProposalConsensus(IReadOnlyList<FlowProposal> proposals, IReadOnlyList<ScalarMap> confidence)
    {
        _backward = [.. Sources.Select(s => proposals.FirstOrDefault(p => p.Kind == s)?.Backward)];
        (Agreeing, ScalarMap[] trusted) = Compare(proposals, confidence);
        AgreeingAround = [.. Agreeing.Select(m => FusionGrid.Mean(m, 7))];
        TrustedAround = [.. trusted.Select(m => (FusionGrid.Mean(m, 7), FusionGrid.Mean(m, 21), FusionGrid.Mean(m, 61)))];
    }

    /// <summary>Of each proposal the share of the others within a pixel of it.</summary>
    public ScalarMap[] Agreeing { get; }

    /// <summary>The same over 7 cells.</summary>
    public ScalarMap[] AgreeingAround { get; }

    /// <summary>
    /// Of each proposal the greatest confidence of those within a pixel of it, itself included, over 7, 21 and 61 cells. It
    /// speaks for a plane, too, which has no confidence of its own, and beyond the frame, where no image does.
    /// </summary>
    public (ScalarMap Near, ScalarMap Wide, ScalarMap Far)[] TrustedAround { get; }

    /// <summary>How far from a pixel the flows from B to A end that begin where a vector of it leads: of the network from no start and of inverse search.</summary>
    /// <param name="x">Column in A.</param>
    /// <param name="y">Row in A.</param>
    /// <param name="flow">The vector.</param>
    public (float Unguided, float Search) Cycle(int x, int y, Vector2 flow) => (Cycle(_backward[0], x, y, flow), Cycle(_backward[1], x, y, flow));

    private static float Cycle(FlowField? backward, int x, int y, Vector2 flow)
    {
        Vector2 place = new Vector2(x, y) + flow;
        if (backward is null || !(place.X >= 0 && place.Y >= 0 && place.X <= backward.Width - 1 && place.Y <= backward.Height - 1))
            return LargestCycle;
        float cycle = (flow + backward.SampleClamped(place.X, place.Y)).Length();
        return cycle < LargestCycle ? cycle : LargestCycle;
    }

    private static (ScalarMap[] Agreeing, ScalarMap[] Trusted) Compare(IReadOnlyList<FlowProposal> proposals, IReadOnlyList<ScalarMap> confidence)
    {
        (int columns, int rows) = (confidence[0].Width, confidence[0].Height);
        ScalarMap[] agreeing = [.. proposals.Select(_ => new ScalarMap(columns, rows))];
        ScalarMap[] trusted = [.. confidence.Select(c => new ScalarMap(columns, rows, [.. c.Data]))];
        float one = 1f / (proposals.Count - 1);
        Concurrency.For(0, rows, j =>
        {
            int y = j * FusionGrid.Stride;
            for (int k = 0; k < agreeing.Length; k++)
            {
                for (int other = 0; other < k; other++)
                {
                    for (int i = 0; i < columns; i++)
                    {
                        Vector2 difference = proposals[k].Flow[i * FusionGrid.Stride, y] - proposals[other].Flow[i * FusionGrid.Stride, y];
                        if (!(difference.LengthSquared() < Agreement * Agreement))
                            continue;
                        agreeing[k][i, j] += one;
                        agreeing[other][i, j] += one;
                        trusted[k][i, j] = MathF.Max(trusted[k][i, j], confidence[other][i, j]);
                        trusted[other][i, j] = MathF.Max(trusted[other][i, j], confidence[k][i, j]);
                    }
                }
            }
        });
        return (agreeing, trusted);
    }
}
