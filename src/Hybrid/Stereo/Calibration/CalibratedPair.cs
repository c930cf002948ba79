using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>A pair in the frame in which its calibration says that partners lie on one row, or of a vertical rig on one column.</summary>
/// <param name="Pair">The rectified images, upright; owned by whoever receives this.</param>
/// <param name="Camera">What turns its disparities into places.</param>
/// <param name="IsResampled">Whether the images were resampled; otherwise they are copies.</param>
public sealed record CalibratedPair(ImagePair Pair, StereoCamera Camera, bool IsResampled) : IDisposable
{
    private ImagePair? _turned;

    /// <summary>How the images are turned before they are matched along rows; null where they are not.</summary>
    public RotateFlags? Turn { get; private init; }

    /// <summary>What is doubtful about the calibration, one line each.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>The images as they are matched: <see cref="Pair"/>, turned where the cameras are one above the other.</summary>
    public ImagePair Matched => Turn is { } turn ? _turned ??= Turned(Pair, turn) : Pair;

    /// <summary>Rectifies a pair by its calibration (Bouguet's method, as OpenCV's stereoRectify has it).</summary>
    /// <param name="pair">The images as taken; not modified.</param>
    /// <param name="calibration">Their cameras.</param>
    /// <exception cref="InputException">The calibration does not fit the images.</exception>
    public static CalibratedPair Make(ImagePair pair, StereoCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(calibration);
        string[] notes = [.. calibration.Notes, .. calibration.RequireFits(pair.A.Size())];
        if (calibration.IsRectified)
        {
            var copy = new ImagePair(pair.Name, pair.A.Clone(), pair.B.Clone(), pair.ValidA?.Clone(), pair.ValidB?.Clone());
            return new CalibratedPair(copy, calibration.Camera(), false) { Notes = notes };
        }
        using Mat k1 = Matrix(3, 3, calibration.Left.Matrix), k2 = Matrix(3, 3, calibration.Right.Matrix);
        using Mat d1 = Distortion(calibration.Left), d2 = Distortion(calibration.Right), none = new();
        using Mat r = Matrix(3, 3, calibration.Rotation), t = Matrix(3, 1, calibration.Translation);
        using Mat r1 = new(), r2 = new(), p1 = new(), p2 = new(), q = new();
        bool isFisheye = calibration.Left.Lens == LensModel.Fisheye;
        // The rotations do not depend on the lens. A fisheye sees more than a perspective view of its focal length, so that
        // the view that loses nothing of one without distortion has no empty border either.
        Cv2.StereoRectify(k1, isFisheye ? none : d1, k2, isFisheye ? none : d2, pair.A.Size(), r, t, r1, r2, p1, p2, q, StereoRectificationFlags.ZeroDisparity, 0);
        double focal = p2.At<double>(0, 0), shift = p2.At<double>(calibration.IsVertical ? 1 : 0, 3) / focal;
        if (!(shift != 0) || !double.IsFinite(focal) || !double.IsFinite(shift))
            throw new InputException("the calibration's cameras are not beside each other; check the order of the cameras and T");
        var camera = new StereoCamera(focal, p1.At<double>(0, 2), p2.At<double>(0, 2), p1.At<double>(1, 2), Math.Abs(shift), calibration.Unit);
        (Mat left, Mat? validLeft) = Resampled(pair.A, pair.ValidA, calibration.Left.Lens, k1, d1, r1, p1);
        try
        {
            (Mat right, Mat? validRight) = Resampled(pair.B, pair.ValidB, calibration.Right.Lens, k2, d2, r2, p2);
            return new CalibratedPair(new ImagePair(pair.Name, left, right, validLeft, validRight), camera, true)
            {
                Notes = notes,
                // So that partners lie further left in the right image, as the rows' disparity wants them.
                Turn = !calibration.IsVertical ? null : shift < 0 ? RotateFlags.Rotate90Counterclockwise : RotateFlags.Rotate90Clockwise,
            };
        }
        catch
        {
            left.Dispose();
            throw;
        }
    }

    /// <summary>A result for <see cref="Matched"/> as one for <see cref="Pair"/>; of a vertical rig its disparities run along the columns.</summary>
    public StereoResult Upright(StereoResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Turn is not { } turn ? result : result with
        {
            Disparity = Upright(result.Disparity, turn),
            Confidence = Upright(result.Confidence, turn),
            LeftRightError = Upright(result.LeftRightError, turn),
            Findings = [.. result.Findings.Select(f => f.Kind == StereoFindingKind.VerticalPair
                ? f with { Text = "the calibration puts the cameras one above the other, but the views differ along their rows; give the calibration of this pair" }
                : f)],
        };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _turned?.Dispose();
        Pair.Dispose();
    }

    private static ImagePair Turned(ImagePair pair, RotateFlags turn)
    {
        Mat Rotated(Mat image)
        {
            var turned = new Mat();
            Cv2.Rotate(image, turned, turn);
            return turned;
        }
        return new ImagePair(
            pair.Name, Rotated(pair.A), Rotated(pair.B), pair.ValidA is { } a ? Rotated(a) : null, pair.ValidB is { } b ? Rotated(b) : null);
    }

    private static ScalarMap? Upright(ScalarMap? map, RotateFlags turn)
    {
        if (map is null)
            return null;
        var upright = new ScalarMap(map.Height, map.Width);
        for (int y = 0; y < upright.Height; y++)
        {
            for (int x = 0; x < upright.Width; x++)
                upright[x, y] = turn == RotateFlags.Rotate90Counterclockwise ? map[y, upright.Width - 1 - x] : map[upright.Height - 1 - y, x];
        }
        return upright;
    }

    private static (Mat Image, Mat? Valid) Resampled(Mat image, Mat? valid, LensModel lens, Mat k, Mat d, Mat r, Mat p)
    {
        using Mat mapX = new(), mapY = new();
        if (lens == LensModel.Fisheye)
            Cv2.FishEye.InitUndistortRectifyMap(k, d, r, p, image.Size(), MatType.CV_32F, mapX, mapY);
        else
            Cv2.InitUndistortRectifyMap(k, d, r, p, image.Size(), MatType.CV_32FC1, mapX, mapY);
        var result = new Mat();
        if (valid is null)
        {
            Cv2.Remap(image, result, mapX, mapY, InterpolationFlags.Cubic, BorderTypes.Replicate);
            return (result, null);
        }
        // What lacks data must not be mixed into what has it.
        Cv2.Remap(image, result, mapX, mapY, InterpolationFlags.Nearest, BorderTypes.Replicate);
        var seen = new Mat();
        Cv2.Remap(valid, seen, mapX, mapY, InterpolationFlags.Nearest, BorderTypes.Replicate);
        return (result, seen);
    }

    private static Mat Distortion(CameraCalibration camera) =>
        camera.Distortion.Length == 0 ? new Mat() : Matrix(camera.Lens == LensModel.Fisheye ? 4 : 1, camera.Lens == LensModel.Fisheye ? 1 : camera.Distortion.Length, camera.Distortion);

    private static Mat Matrix(int rows, int columns, double[] values)
    {
        using Mat view = Mat.FromPixelData(rows, columns, MatType.CV_64FC1, values);
        return view.Clone();
    }
}
