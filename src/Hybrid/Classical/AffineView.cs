using OpenCvSharp;

namespace Hybrid.Classical;

/// <summary>
/// One simulated view of a planar scene: rotated by <paramref name="Rotation"/> and then compressed along x by
/// <paramref name="Tilt"/>, the two parameters of an affine camera that SIFT does not normalise
/// (Morel and Yu, ASIFT, SIAM J. Imaging Sciences 2009, section 3).
/// </summary>
/// <param name="Tilt">Absolute tilt, at least 1.</param>
/// <param name="Rotation">Degrees, 0 to 180.</param>
public readonly record struct AffineView(double Tilt, double Rotation)
{
    /// <summary>The view that changes nothing.</summary>
    public static AffineView Frontal { get; } = new(1, 0);

    /// <summary>
    /// The views up to a tilt: rotations in steps of 72° / tilt over half a turn, frontal first.
    /// </summary>
    /// <param name="maxTilt">Largest tilt, e.g. 4.</param>
    /// <param name="tiltStep">Factor from one tilt to the next, above 1; √2 in the paper.</param>
    public static IReadOnlyList<AffineView> UpTo(double maxTilt, double tiltStep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(tiltStep, 1);
        var views = new List<AffineView> { Frontal };
        for (double tilt = tiltStep; tilt <= maxTilt * 1.0001; tilt *= tiltStep)
        {
            double step = 72 / tilt;
            for (double rotation = 0; rotation < 180 - step / 3; rotation += step)
                views.Add(new AffineView(tilt, rotation));
        }
        return views;
    }

    /// <summary>Extracts features of this view of an image; keypoints are in the image's own pixels.</summary>
    /// <param name="gray">8-bit, one channel.</param>
    /// <param name="options">Which features.</param>
    public FeatureSet Extract(Mat gray, FeatureOptions options)
    {
        if (this == Frontal)
            return FeatureExtractor.Extract(gray, options);

        Size frame = gray.Size();
        using Mat affine = Matrix(frame, out Size size);
        // Antialiasing along the direction that is compressed, as in the paper: sigma 0.8·√(t² − 1).
        using var rotated = new Mat();
        using Mat rotation = RotationOnly(frame, out Size rotatedSize);
        Cv2.WarpAffine(gray, rotated, rotation, rotatedSize, InterpolationFlags.Linear, BorderTypes.Replicate);
        Cv2.GaussianBlur(rotated, rotated, new Size(0, 0), 0.8 * Math.Sqrt(Tilt * Tilt - 1), 0.01);
        using var view = new Mat();
        Cv2.Resize(rotated, view, size, 0, 0, InterpolationFlags.Linear);
        using var full = new Mat(frame, MatType.CV_8UC1, Scalar.All(255));
        using var mask = new Mat();
        Cv2.WarpAffine(full, mask, affine, size, InterpolationFlags.Nearest, BorderTypes.Constant, Scalar.All(0));
        using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(5, 5));
        Cv2.Erode(mask, mask, kernel, borderType: BorderTypes.Constant, borderValue: Scalar.All(0));

        FeatureSet features = FeatureExtractor.Extract(view, options, mask);
        using var inverse = new Mat();
        Cv2.InvertAffineTransform(affine, inverse);
        double a = inverse.At<double>(0, 0), b = inverse.At<double>(0, 1), c = inverse.At<double>(0, 2);
        double d = inverse.At<double>(1, 0), e = inverse.At<double>(1, 1), f = inverse.At<double>(1, 2);
        var keypoints = (KeyPoint[])features.Keypoints.Clone();
        for (int i = 0; i < keypoints.Length; i++)
        {
            Point2f p = keypoints[i].Pt;
            keypoints[i].Pt = new Point2f((float)(a * p.X + b * p.Y + c), (float)(d * p.X + e * p.Y + f));
        }
        return features.At(keypoints);
    }

    private Mat RotationOnly(Size frame, out Size size)
    {
        (double cos, double sin, double x0, double y0, int width, int height) = RotatedFrame(frame);
        size = new Size(width, height);
        return Rows(cos, -sin, -x0, sin, cos, -y0);
    }

    /// <summary>The affine map from image to view; x' of the resize is (x + 0.5) / t − 0.5.</summary>
    private Mat Matrix(Size frame, out Size size)
    {
        (double cos, double sin, double x0, double y0, int width, int height) = RotatedFrame(frame);
        size = new Size(Math.Max(1, (int)Math.Round(width / Tilt)), height);
        double s = (double)size.Width / width;
        return Rows(s * cos, -s * sin, s * (-x0 + 0.5) - 0.5, sin, cos, -y0);
    }

    private (double Cos, double Sin, double X0, double Y0, int Width, int Height) RotatedFrame(Size frame)
    {
        double cos = Math.Cos(Rotation * Math.PI / 180), sin = Math.Sin(Rotation * Math.PI / 180);
        double w = frame.Width - 1, h = frame.Height - 1;
        double[] xs = [0, w * cos, -h * sin, w * cos - h * sin];
        double[] ys = [0, w * sin, h * cos, w * sin + h * cos];
        double x0 = Math.Floor(xs.Min()), y0 = Math.Floor(ys.Min());
        return (cos, sin, x0, y0, (int)Math.Ceiling(xs.Max() - x0) + 1, (int)Math.Ceiling(ys.Max() - y0) + 1);
    }

    private static Mat Rows(double a, double b, double c, double d, double e, double f)
    {
        var m = new Mat(2, 3, MatType.CV_64FC1);
        m.Set(0, 0, a);
        m.Set(0, 1, b);
        m.Set(0, 2, c);
        m.Set(1, 0, d);
        m.Set(1, 1, e);
        m.Set(1, 2, f);
        return m;
    }
}
