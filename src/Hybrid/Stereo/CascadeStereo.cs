using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>The cascade run on a stereo pair: its horizontal flow is the disparity, d = −u, and its vertical flow what rectification left over.</summary>
internal static class CascadeStereo
{
    private const int SmallestSide = 64;

    /// <summary>The network alone: a stacked cascade from a reduced pair to the working frame.</summary>
    public static CascadeDisparity Unseeded(CascadeNetwork network, Mat left, Mat right, CascadeStereoOptions options, CancellationToken cancellationToken)
    {
        using var frame = new WorkingFrame(left, right, options.LongSide);
        FlowField? flow = null;
        int iterations = 0;
        for (int stage = options.Stages - 1; stage > 0; stage--)
        {
            // Thirds, then two thirds of the frame, as the model's contract has it.
            double s = stage == 1 ? 2.0 / 3 : 2.0 / 3 * Math.Pow(0.5, stage - 1);
            if (Math.Min(frame.Left.Width, frame.Left.Height) * s < SmallestSide)
                continue;
            var size = new Size((int)Math.Round(frame.Left.Width * s), (int)Math.Round(frame.Left.Height * s));
            using Mat a = Reduced(frame.Left, size);
            using Mat b = Reduced(frame.Right, size);
            CascadeFlow coarse = network.Estimate(a, b, flow is null ? null : FlowOperations.Resize(flow, size.Width, size.Height), options.Run, cancellationToken);
            flow = coarse.Forward;
            iterations += coarse.Iterations;
        }
        FlowField? start = flow is null ? null : FlowOperations.Resize(flow, frame.Left.Width, frame.Left.Height);
        CascadeFlow last = network.Estimate(frame.Left, frame.Right, start, options.Run, cancellationToken);
        return frame.ToGiven(last, iterations + last.Iterations);
    }

    /// <summary>The network started from known disparities.</summary>
    /// <param name="network">The network.</param>
    /// <param name="left">Grey left image.</param>
    /// <param name="right">Grey right image.</param>
    /// <param name="seed">Disparities of the left image, known everywhere.</param>
    /// <param name="options">Iterations and level.</param>
    /// <param name="cancellationToken">Checked between iterations.</param>
    public static CascadeDisparity Seeded(CascadeNetwork network, Mat left, Mat right, ScalarMap seed, CascadeStereoOptions options, CancellationToken cancellationToken)
    {
        using var frame = new WorkingFrame(left, right, options.LongSide);
        var flow = new FlowField(seed.Width, seed.Height);
        for (int i = 0; i < seed.Data.Length; i++)
            flow.Data[2 * i] = -seed.Data[i];
        if (frame.IsReduced)
            flow = FlowOperations.Resize(flow, frame.Left.Width, frame.Left.Height);
        CascadeFlow solved = network.Estimate(frame.Left, frame.Right, flow, options.Run, cancellationToken);
        return frame.ToGiven(solved, solved.Iterations);
    }

    private static Mat Reduced(Mat image, Size size)
    {
        var reduced = new Mat();
        Cv2.Resize(image, reduced, size, 0, 0, InterpolationFlags.Area);
        return reduced;
    }

    /// <summary>The pair at the size in which the network works, and the way back.</summary>
    private sealed class WorkingFrame : IDisposable
    {
        private readonly Size _given;

        public WorkingFrame(Mat left, Mat right, int longSide)
        {
            _given = left.Size();
            double s = ScaledImage.FactorFor(_given, longSide);
            IsReduced = s < 1;
            Size size = ScaledImage.SizeOf(_given, s);
            Left = IsReduced ? Reduced(left, size) : left.Clone();
            Right = IsReduced ? Reduced(right, size) : right.Clone();
        }

        public bool IsReduced { get; }

        public Mat Left { get; }

        public Mat Right { get; }

        public CascadeDisparity ToGiven(CascadeFlow solved, int iterations)
        {
            if (IsReduced)
                solved = solved.Resized(_given.Width, _given.Height);
            var disparity = new ScalarMap(_given.Width, _given.Height);
            for (int i = 0; i < disparity.Data.Length; i++)
                disparity.Data[i] = -solved.Forward.Data[2 * i];
            return new CascadeDisparity(disparity, solved.ForwardConfidence, solved.ForwardScale is { } scale ? Precision(scale) : null, iterations);
        }

        /// <summary>P(error ≤ 2 px) of a Laplacian of a scale in pixels.</summary>
        private static ScalarMap Precision(ScalarMap scale)
        {
            var precision = new ScalarMap(scale.Width, scale.Height);
            for (int i = 0; i < precision.Data.Length; i++)
                precision.Data[i] = 1 - MathF.Exp(-2 / scale.Data[i]);
            return precision;
        }

        public void Dispose()
        {
            Left.Dispose();
            Right.Dispose();
        }
    }
}
