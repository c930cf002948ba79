using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// A pair brought into A's frame by a homography, the residual flow both ways in it, and the way back: flow A to B is
/// x_B = H(x + residual(x)). Frames larger than a bound are reduced.
/// </summary>
public sealed class ResidualFrame : IDisposable
{
    private readonly ScaledImage _reduced;
    private readonly Homography _frameToB;
    private ResidualSolution? _solution;

    private ResidualFrame(ScaledImage reduced, Mat warped, Mat seen, Homography frameToB, double pixelInB)
    {
        (_reduced, WarpedB, Seen, _frameToB, PixelInB) = (reduced, warped, seen, frameToB, pixelInB);
    }

    /// <summary>A, 8-bit grey, reduced where it was larger than the bound.</summary>
    public Mat A => _reduced.Image;

    /// <summary>B in A's frame, 8-bit grey.</summary>
    public Mat WarpedB { get; }

    /// <summary>Non-zero where B covers the frame.</summary>
    public Mat Seen { get; }

    /// <summary>Length in B of one pixel of the frame at its centre.</summary>
    public double PixelInB { get; }

    /// <summary>Warps B into A's frame; null where the homography is not invertible.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="h">A to B.</param>
    /// <param name="longSide">Bound on the frame's long side.</param>
    public static ResidualFrame? Make(ImagePair pair, in Homography h, int longSide)
    {
        ArgumentNullException.ThrowIfNull(pair);
        if (h.Inverse() is null)
            return null;
        ScaledImage reduced = ScaledImage.Reduce(pair.GrayA, longSide);
        Mat a = reduced.Image;
        Size size = a.Size();
        Homography frameToB = h * reduced.ToOriginal;

        double local = frameToB.LocalAt(new Point2d((size.Width - 1) / 2.0, (size.Height - 1) / 2.0)).Scale;
        // Where the frame sees B enlarged, A is brought to B's sharpness.
        if (1 / local is > HomographyWarp.LeastReduction and < 50)
            Cv2.GaussianBlur(a, a, new Size(0, 0), HomographyWarp.MatchingBlur(1 / local));
        Mat warped = frameToB.PullBack(pair.GrayB, size, out Mat seen, InterpolationFlags.Cubic);
        return new ResidualFrame(reduced, warped, seen, frameToB, double.IsFinite(local) ? local : 1);
    }

    /// <summary>Computes the residual both ways.</summary>
    /// <param name="flow">What computes it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public void Solve(IResidualFlow flow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(flow);
        _solution = flow.Solve(A, WarpedB, cancellationToken);
    }

    /// <summary>Matches A to B on a grid, where B is seen, A has structure and the cycle closes.</summary>
    /// <param name="stride">Grid spacing in pixels of the frame.</param>
    /// <param name="maxCycleError">Bound on |forward + backward| in pixels of the frame.</param>
    /// <param name="minConfidence">Bound on the flow's own confidence, where it has one.</param>
    public PointMatch[] Sample(int stride, double maxCycleError, double minConfidence)
    {
        (FlowField forward, FlowField backward, ScalarMap? own) = Solved();
        using var structure = new Mat();
        Cv2.CornerMinEigenVal(A, structure, 7, 3);
        Cv2.MinMaxLoc(structure, out _, out double strongest);
        float minStructure = (float)(1e-3 * strongest);
        var matches = new List<PointMatch>();
        int rows = A.Rows, cols = A.Cols;
        Homography toOriginal = _reduced.ToOriginal;
        for (int y = stride / 2; y < rows; y += stride)
        {
            for (int x = stride / 2; x < cols; x += stride)
            {
                if (Seen.At<byte>(y, x) == 0 || structure.At<float>(y, x) < minStructure)
                    continue;
                if (own is not null && own[x, y] < minConfidence)
                    continue;
                float error = FlowConsistency.ErrorAt(forward, backward, x, y);
                if (!(error <= maxCycleError))
                    continue;
                System.Numerics.Vector2 f = forward[x, y];
                Point2d inB = _frameToB.Apply(new Point2d(x + f.X, y + f.Y));
                matches.Add(new PointMatch(toOriginal.Apply(new Point2d(x, y)), inB, 1 - error));
            }
        }
        return [.. matches];
    }

    /// <summary>
    /// The dense flow A to B in A's own size, and its confidence: exp(−(cycle error / 1 px)²) times the flow's own, zero
    /// where B is not seen.
    /// </summary>
    public (FlowField Flow, ScalarMap Confidence) Compose()
    {
        (FlowField forward, FlowField backward, ScalarMap? own) = Solved();
        Size original = _reduced.Original;
        var flow = new FlowField(original.Width, original.Height);
        var confidence = new ScalarMap(original.Width, original.Height);
        double sx = _reduced.ScaleX, sy = _reduced.ScaleY;
        using var resized = new Mat();
        Cv2.Resize(Seen, resized, original, 0, 0, InterpolationFlags.Nearest);
        var seen = new byte[original.Width * original.Height];
        System.Runtime.InteropServices.Marshal.Copy(resized.Data, seen, 0, seen.Length);
        Concurrency.For(0, original.Height, y =>
        {
            double fy = (y + 0.5) * sy - 0.5;
            Span<float> row = flow.Row(y);
            Span<float> trust = confidence.Row(y);
            for (int x = 0; x < original.Width; x++)
            {
                double fx = (x + 0.5) * sx - 0.5;
                System.Numerics.Vector2 f = forward.SampleClamped(fx, fy);
                Point2d p = _frameToB.Apply(new Point2d(fx + f.X, fy + f.Y));
                row[2 * x] = (float)(p.X - x);
                row[2 * x + 1] = (float)(p.Y - y);
                float error = FlowConsistency.ErrorAt(forward, backward, fx, fy);
                float cycle = float.IsNaN(error) || seen[y * original.Width + x] == 0 ? 0 : MathF.Exp(-error * error);
                trust[x] = own is null ? cycle : cycle * own[Nearest(fx, own.Width), Nearest(fy, own.Height)];
            }
        });
        return (flow, confidence);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reduced.Dispose();
        WarpedB.Dispose();
        Seen.Dispose();
    }

    private ResidualSolution Solved() => _solution ?? throw new InvalidOperationException("Solve the residual first.");

    private static int Nearest(double x, int size) => Math.Clamp((int)Math.Round(x), 0, size - 1);
}
