using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>A pair in the frame in which its calibration says that rows agree.</summary>
/// <param name="Pair">The rectified images; owned by whoever receives this.</param>
/// <param name="Camera">What turns its disparities into places.</param>
/// <param name="IsResampled">Whether the images were resampled; otherwise they are copies.</param>
public sealed record CalibratedPair(ImagePair Pair, StereoCamera Camera, bool IsResampled) : IDisposable
{
    /// <summary>Rectifies a pair by its calibration (Bouguet's method, as OpenCV's stereoRectify has it).</summary>
    /// <param name="pair">The images as taken; not modified.</param>
    /// <param name="calibration">Their cameras.</param>
    /// <exception cref="InputException">The calibration is of another size.</exception>
    public static CalibratedPair Make(ImagePair pair, StereoCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(calibration);
        calibration.RequireSize(pair.A.Size());
        if (calibration.IsRectified)
            return new CalibratedPair(new ImagePair(pair.Name, pair.A.Clone(), pair.B.Clone(), pair.ValidA?.Clone(), pair.ValidB?.Clone()), calibration.Camera(), false);
        using Mat k1 = Matrix(3, 3, calibration.Left), k2 = Matrix(3, 3, calibration.Right);
        using Mat d1 = Distortion(calibration.LeftDistortion), d2 = Distortion(calibration.RightDistortion);
        using Mat r = Matrix(3, 3, calibration.Rotation), t = Matrix(3, 1, calibration.Translation);
        using Mat r1 = new(), r2 = new(), p1 = new(), p2 = new(), q = new();
        Cv2.StereoRectify(k1, d1, k2, d2, pair.A.Size(), r, t, r1, r2, p1, p2, q, StereoRectificationFlags.ZeroDisparity, 0);
        double focal = p2.At<double>(0, 0);
        var camera = new StereoCamera(focal, p1.At<double>(0, 2), p2.At<double>(0, 2), p1.At<double>(1, 2), -p2.At<double>(0, 3) / focal, calibration.Unit);
        if (!(camera.Baseline > 0) || !double.IsFinite(camera.Focal))
            throw new InputException("the calibration's cameras are not side by side; check the order of the cameras and T");
        Mat left = Resampled(pair.A, k1, d1, r1, p1);
        try
        {
            return new CalibratedPair(new ImagePair(pair.Name, left, Resampled(pair.B, k2, d2, r2, p2)), camera, true);
        }
        catch
        {
            left.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => Pair.Dispose();

    private static Mat Resampled(Mat image, Mat k, Mat d, Mat r, Mat p)
    {
        using var mapX = new Mat();
        using var mapY = new Mat();
        Cv2.InitUndistortRectifyMap(k, d, r, p, image.Size(), MatType.CV_32FC1, mapX, mapY);
        var result = new Mat();
        Cv2.Remap(image, result, mapX, mapY, InterpolationFlags.Cubic, BorderTypes.Replicate);
        return result;
    }

    private static Mat Distortion(double[] coefficients) => coefficients.Length == 0 ? new Mat() : Matrix(1, coefficients.Length, coefficients);

    private static Mat Matrix(int rows, int columns, double[] values)
    {
        using Mat view = Mat.FromPixelData(rows, columns, MatType.CV_64FC1, values);
        return view.Clone();
    }
}
