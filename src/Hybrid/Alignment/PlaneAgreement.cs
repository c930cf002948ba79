using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// How much of the overlap a homography explains according to a dense flow: where nearly all of it, the scene is a
/// plane (or the camera turned in place) and no flow has more to say.
/// </summary>
/// <param name="Near">Share of the overlap in which the flow is trusted and ends within 1.5 px of B of the homography.</param>
/// <param name="Elsewhere">Share in which it is trusted and ends more than 2 px away: other surfaces, or things that moved.</param>
internal readonly record struct PlaneAgreement(double Near, double Elsewhere)
{
    private const int Stride = 8;
    private const float Trusted = 0.5f;
    private const double NearDistance = 1.5;
    private const double ElsewhereDistance = 2;
    private const double LeastNear = 0.8;
    private const double MostElsewhere = 0.04;

    /// <summary>Whether the homography is the answer; never without a flow or an overlap.</summary>
    public bool IsPlane => Near >= LeastNear && Elsewhere <= MostElsewhere;

    /// <summary>Measures an alignment; NaN without a flow or an overlap.</summary>
    /// <param name="alignment">An alignment with a dense flow.</param>
    /// <param name="b">Size of B.</param>
    public static PlaneAgreement Of(AlignmentResult alignment, Size b)
    {
        if (alignment is not { Homography: { } h, Flow: { } flow, FlowConfidence: { } confidence })
            return new PlaneAgreement(double.NaN, double.NaN);
        int seen = 0, near = 0, elsewhere = 0;
        for (int y = Stride / 2; y < flow.Height; y += Stride)
        {
            for (int x = Stride / 2; x < flow.Width; x += Stride)
            {
                Point2d p = h.Apply(new Point2d(x, y));
                if (!(p.X >= 0 && p.Y >= 0 && p.X <= b.Width - 1 && p.Y <= b.Height - 1))
                    continue;
                seen++;
                if (confidence[x, y] < Trusted)
                    continue;
                System.Numerics.Vector2 f = flow[x, y];
                double distance = p.DistanceTo(new Point2d(x + f.X, y + f.Y));
                near += distance <= NearDistance ? 1 : 0;
                elsewhere += distance > ElsewhereDistance ? 1 : 0;
            }
        }
        return new PlaneAgreement((double)near / seen, (double)elsewhere / seen);
    }
}
