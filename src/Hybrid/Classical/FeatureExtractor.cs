using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using OpenCvSharp;
using OpenCvSharp.Features2D;

namespace Hybrid.Classical;

/// <summary>Finds and describes keypoints with OpenCV's detectors.</summary>
public static class FeatureExtractor
{
    private const int SmallestSide = 8;

    /// <summary>Detects and describes.</summary>
    /// <param name="gray">8-bit, one channel.</param>
    /// <param name="options">Which features.</param>
    /// <param name="mask">8-bit, where non-zero keypoints may lie; null means everywhere.</param>
    /// <returns>At most <see cref="FeatureOptions.MaxKeypoints"/> keypoints, strongest first; possibly none.</returns>
    public static FeatureSet Extract(Mat gray, FeatureOptions options, Mat? mask = null)
    {
        ArgumentNullException.ThrowIfNull(gray);
        ArgumentNullException.ThrowIfNull(options);
        // A pyramid cannot be built on less, and no keypoint could be told from another.
        if (Math.Min(gray.Width, gray.Height) < SmallestSide)
            return new FeatureSet([], Array.Empty<float>(), 1);
        using Feature2D detector = Create(options);
        using var descriptors = new Mat();
        using var everywhere = new Mat();
        detector.DetectAndCompute(gray, mask ?? everywhere, out KeyPoint[] keypoints, descriptors);
        if (keypoints.Length == 0 || descriptors.Empty())
            return new FeatureSet([], Array.Empty<float>(), 1);

        int[] order = StrongestFirst(keypoints, options.MaxKeypoints);
        if (options.CorrectPyramidShift)
            CorrectShift(keypoints, options.Kind);
        return descriptors.Type() == MatType.CV_32FC1
            ? FloatSet(keypoints, descriptors, order, options.Kind == FeatureKind.Sift && options.RootSift)
            : BinarySet(keypoints, descriptors, order);
    }

    /// <summary>Places of keypoints alone, for descriptors of another origin.</summary>
    /// <param name="gray">8-bit, one channel.</param>
    /// <param name="options">Which detector, how sensitive, how many.</param>
    /// <returns>Pixels, centres at integers, strongest first, each once.</returns>
    public static Point2d[] Detect(Mat gray, FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(gray);
        ArgumentNullException.ThrowIfNull(options);
        if (Math.Min(gray.Width, gray.Height) < SmallestSide)
            return [];
        using Feature2D detector = Create(options);
        KeyPoint[] keypoints = detector.Detect(gray);
        int[] order = StrongestFirst(keypoints, keypoints.Length);
        if (options.CorrectPyramidShift)
            CorrectShift(keypoints, options.Kind);
        // A keypoint comes once for each of its orientations.
        return [.. order.Select(i => new Point2d(keypoints[i].Pt.X, keypoints[i].Pt.Y)).Distinct().Take(options.MaxKeypoints)];
    }

    private static Feature2D Create(FeatureOptions options) => options.Kind switch
    {
        FeatureKind.Sift => SIFT.Create(options.MaxKeypoints, 3, 0.04 * options.Sensitivity),
        FeatureKind.Orb => ORB.Create(options.MaxKeypoints, fastThreshold: Math.Max(1, (int)Math.Round(20 * options.Sensitivity))),
        FeatureKind.Akaze => AKAZE.Create(threshold: (float)(0.001 * options.Sensitivity)),
        FeatureKind.Brisk => BRISK.Create(Math.Max(1, (int)Math.Round(30 * options.Sensitivity))),
        FeatureKind.Kaze => KAZE.Create(threshold: (float)(0.001 * options.Sensitivity)),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "unknown feature kind"),
    };

    /// <summary>
    /// SIFT's first octave is the image resized by 2 with aligned corners of pixels, not of centres, and its
    /// keypoints are halved without regard to that: all lie 0.25 px too far right and down. ORB's level of scale s
    /// is likewise 0.5·(s − 1) px too far left and up. Under rotation the shift does not cancel between two images.
    /// </summary>
    private static void CorrectShift(KeyPoint[] keypoints, FeatureKind kind)
    {
        if (kind is not (FeatureKind.Sift or FeatureKind.Orb))
            return;
        for (int i = 0; i < keypoints.Length; i++)
        {
            float shift = kind == FeatureKind.Sift ? -0.25f : 0.5f * (MathF.Pow(1.2f, keypoints[i].Octave) - 1);
            keypoints[i].Pt = new Point2f(keypoints[i].Pt.X + shift, keypoints[i].Pt.Y + shift);
        }
    }

    private static int[] StrongestFirst(KeyPoint[] keypoints, int most)
    {
        int[] order = [.. Enumerable.Range(0, keypoints.Length)];
        // Ties are broken by place, since OpenCV's own order may depend on its threads.
        Array.Sort(order, (i, j) =>
        {
            ref readonly KeyPoint a = ref keypoints[i], b = ref keypoints[j];
            int c = b.Response.CompareTo(a.Response);
            if (c == 0) c = a.Pt.Y.CompareTo(b.Pt.Y);
            if (c == 0) c = a.Pt.X.CompareTo(b.Pt.X);
            if (c == 0) c = a.Size.CompareTo(b.Size);
            return c == 0 ? a.Angle.CompareTo(b.Angle) : c;
        });
        return order.Length <= most ? order : order[..most];
    }

    private static FeatureSet FloatSet(KeyPoint[] keypoints, Mat descriptors, int[] order, bool root)
    {
        int dimension = descriptors.Cols;
        var floats = new float[order.Length * dimension];
        var kept = new KeyPoint[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            kept[i] = keypoints[order[i]];
            Span<float> row = floats.AsSpan(i * dimension, dimension);
            Marshal.Copy(descriptors.Ptr(order[i]), floats, i * dimension, dimension);
            if (!root)
                continue;
            float sum = TensorPrimitives.SumOfMagnitudes<float>(row);
            if (sum > 0)
            {
                TensorPrimitives.Divide(row, sum, row);
                TensorPrimitives.Sqrt<float>(row, row);
            }
        }
        return new FeatureSet(kept, floats, dimension);
    }

    private static FeatureSet BinarySet(KeyPoint[] keypoints, Mat descriptors, int[] order)
    {
        int bytes = descriptors.Cols;
        int words = (bytes + 7) / 8;
        var bits = new ulong[order.Length * words];
        var kept = new KeyPoint[order.Length];
        var row = new byte[words * 8];
        for (int i = 0; i < order.Length; i++)
        {
            kept[i] = keypoints[order[i]];
            Marshal.Copy(descriptors.Ptr(order[i]), row, 0, bytes);
            MemoryMarshal.Cast<byte, ulong>(row).CopyTo(bits.AsSpan(i * words));
        }
        return new FeatureSet(kept, bits, words);
    }
}
