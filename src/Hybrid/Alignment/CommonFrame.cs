using System.Numerics;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// Two images of any sizes, each reduced by its own factor and padded to one size, as a network without a start sees
/// them; and the way from flow in that frame back to the images' own pixels.
/// </summary>
internal sealed class CommonFrame : IDisposable
{
    private readonly Size _originalA;
    private readonly Size _frameA;
    private readonly Homography _toFrameA, _frameToB;

    private CommonFrame(Mat a, Mat b, Size originalA, Size frameA, Homography toFrameA, Homography frameToB)
    {
        (A, B, _originalA, _frameA, _toFrameA, _frameToB) = (a, b, originalA, frameA, toFrameA, frameToB);
    }

    public Mat A { get; }

    public Mat B { get; }

    public static CommonFrame Make(ImagePair pair, int longSide)
    {
        using ScaledImage a = ScaledImage.Reduce(pair.GrayA, longSide), b = ScaledImage.Reduce(pair.GrayB, longSide);
        int width = Math.Max(a.Image.Width, b.Image.Width), height = Math.Max(a.Image.Height, b.Image.Height);
        return new CommonFrame(
            Pad(a.Image, width, height), Pad(b.Image, width, height), a.Original, a.Image.Size(), a.FromOriginal, b.FromOriginal.Inverse()!.Value);
    }

    /// <summary>Matches on a grid where the flow is confident and its cycle closes, in the images' own pixels.</summary>
    public PointMatch[] Sample(ResidualSolution flow, int stride, double maxCycleError, double minConfidence)
    {
        var matches = new List<PointMatch>();
        Homography toA = _toFrameA.Inverse()!.Value;
        for (int y = stride / 2; y < _frameA.Height; y += stride)
        {
            for (int x = stride / 2; x < _frameA.Width; x += stride)
            {
                if (flow.Confidence is { } own && own[x, y] < minConfidence)
                    continue;
                Vector2 f = flow.Forward[x, y];
                double u = x + f.X, v = y + f.Y;
                if (!(u >= 0 && v >= 0 && u <= flow.Backward.Width - 1 && v <= flow.Backward.Height - 1))
                    continue;
                Vector2 back = flow.Backward[(int)Math.Round(u), (int)Math.Round(v)];
                float cycle = (f + back).Length();
                if (cycle <= maxCycleError)
                    matches.Add(new PointMatch(toA.Apply(new Point2d(x, y)), _frameToB.Apply(new Point2d(u, v)), 1 / (1 + cycle)));
            }
        }
        return [.. matches];
    }

    /// <summary>Flow and confidence in A's own size, A to B in the images' own pixels.</summary>
    public (FlowField Flow, ScalarMap Confidence) Compose(ResidualSolution solution)
    {
        var flow = new FlowField(_originalA.Width, _originalA.Height);
        var confidence = new ScalarMap(_originalA.Width, _originalA.Height);
        Concurrency.For(0, _originalA.Height, y =>
        {
            Span<float> row = flow.Row(y), trust = confidence.Row(y);
            for (int x = 0; x < _originalA.Width; x++)
            {
                Point2d p = _toFrameA.Apply(new Point2d(x, y));
                Vector2 f = solution.Forward.SampleClamped(p.X, p.Y);
                Point2d q = _frameToB.Apply(new Point2d(p.X + f.X, p.Y + f.Y));
                (row[2 * x], row[2 * x + 1]) = ((float)(q.X - x), (float)(q.Y - y));
                float cycle = FlowConsistency.ErrorAt(solution.Forward, solution.Backward, p.X, p.Y);
                float own = solution.Confidence is { } c
                    ? c[Math.Clamp((int)Math.Round(p.X), 0, c.Width - 1), Math.Clamp((int)Math.Round(p.Y), 0, c.Height - 1)]
                    : 1;
                trust[x] = float.IsNaN(cycle) ? 0 : own * MathF.Exp(-cycle * cycle);
            }
        });
        return (flow, confidence);
    }

    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
    }

    private static Mat Pad(Mat image, int width, int height)
    {
        var padded = new Mat();
        Cv2.CopyMakeBorder(image, padded, 0, height - image.Height, 0, width - image.Width, BorderTypes.Replicate);
        return padded;
    }
}
