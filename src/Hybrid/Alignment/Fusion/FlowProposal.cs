using System.Numerics;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment.Fusion;

/// <summary>One answer to where the pixels of A lie in B: a dense flow, or a plane of the scene.</summary>
internal sealed record FlowProposal
{
    private FlowProposal(ProposalKind kind, FlowField flow, ScalarMap confidence, double support)
    {
        (Kind, Flow, Confidence, Support) = (kind, flow, confidence, support);
    }

    /// <summary>Where it comes from.</summary>
    public ProposalKind Kind { get; }

    /// <summary>A to B in pixels of the images, of A's size; NaN where it says nothing.</summary>
    public FlowField Flow { get; }

    /// <summary>Of each vector, 0..1; all 0 for a plane, which has none of its own.</summary>
    public ScalarMap Confidence { get; }

    /// <summary>Share of A whose dense flow follows the plane, or of the matches that do; 0 for a flow.</summary>
    public double Support { get; }

    /// <summary>B to A between the frames in which proposals are compared, as far as it is known: what of A a pixel of B is taken for.</summary>
    public FlowField? Backward { get; init; }

    /// <summary>Whether it is a homography.</summary>
    public bool IsPlane => Kind >= ProposalKind.Plane;

    /// <summary>A dense flow with its confidence.</summary>
    public static FlowProposal Dense(ProposalKind kind, FlowField flow, ScalarMap confidence) => new(kind, flow, confidence, 0);

    /// <summary>The motion of a plane.</summary>
    /// <param name="kind">The alignment's own plane or another.</param>
    /// <param name="h">A to B.</param>
    /// <param name="support">Share of A that follows it.</param>
    /// <param name="size">Size of A.</param>
    public static FlowProposal OfPlane(ProposalKind kind, in Homography h, double support, Size size) =>
        new(kind, DenseResult.FromHomography(h, size), new ScalarMap(size.Width, size.Height), support);

    /// <summary>The same between images of other sizes.</summary>
    /// <param name="a">New size of A.</param>
    /// <param name="scaleB">New over old size of B in each axis.</param>
    public FlowProposal Resized(Size a, Point2d scaleB)
    {
        if (a.Width == Flow.Width && a.Height == Flow.Height && scaleB is { X: 1, Y: 1 })
            return this;
        return new FlowProposal(Kind, FlowOperations.Resize(Flow, a.Width, a.Height, scaleB.X, scaleB.Y), Confidence.Resized(a.Width, a.Height), Support) { Backward = Backward };
    }

    /// <summary>The vector at a pixel, or none where it is unknown.</summary>
    public Vector2? At(int x, int y)
    {
        Vector2 f = Flow[x, y];
        return float.IsFinite(f.X) && float.IsFinite(f.Y) ? f : null;
    }
}
