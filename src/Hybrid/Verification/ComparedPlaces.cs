using Hybrid.Geometry;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>
/// The places of a <see cref="ComparisonFrame"/> at which the images can be compared: textured in both, seen in both, outside of
/// areas without content; and what is left out of both images there, so that it speaks neither for nor against a homography.
/// </summary>
internal sealed class ComparedPlaces : IDisposable
{
    private const double LeastDeviation = 4;
    private const int Window = 16;
    private const double MostLeftOut = 0.15;
    private const double FillRadius = 12;

    private readonly ComparisonFrame _frame;
    private readonly Mat _leftOutA;
    private readonly Mat _leftOutB;
    private readonly bool[] _usableA;
    private readonly bool[] _usableB;

    /// <param name="frame">Not owned.</param>
    /// <param name="leftOutA">CV_8UC1, non-zero where A does not count. Owned.</param>
    /// <param name="leftOutB">CV_8UC1, non-zero where B does not count, in the frame. Owned.</param>
    public ComparedPlaces(ComparisonFrame frame, Mat leftOutA, Mat leftOutB)
    {
        (_frame, _leftOutA, _leftOutB) = (frame, leftOutA, leftOutB);
        (Width, Height) = (frame.Size.Width / DescriptorGrid.Step, frame.Size.Height / DescriptorGrid.Step);
        _usableA = Usable(frame.A, leftOutA, Width, Height);
        _usableB = Usable(frame.B, leftOutB, Width, Height);
    }

    /// <summary>Places in a row.</summary>
    public int Width { get; }

    /// <summary>Rows of places.</summary>
    public int Height { get; }

    /// <summary>Number of places of A that may be compared.</summary>
    public int Count => _usableA.Count(u => u);

    /// <summary>Number of textured places of an image where nothing but some areas is left out.</summary>
    /// <param name="gray">8-bit, one channel.</param>
    /// <param name="leftOut">CV_8UC1, non-zero in the areas.</param>
    public static int CountTextured(Mat gray, Mat leftOut) => Usable(gray, leftOut, gray.Cols / DescriptorGrid.Step, gray.Rows / DescriptorGrid.Step).Count(u => u);

    /// <summary>Compares by histograms of gradient orientation.</summary>
    public ShiftAgreement CompareGradients() => ShiftAgreement.Of(
        new DescriptorGrid(Width, Height, OrientationDescriptors.Dimension, OrientationDescriptors.Make(_frame.GradientsA, _leftOutA), _usableA),
        new DescriptorGrid(Width, Height, OrientationDescriptors.Dimension, OrientationDescriptors.Make(_frame.GradientsB, _leftOutB), _usableB));

    /// <summary>Compares by a network's descriptors.</summary>
    public ShiftAgreement CompareDescriptors(DescriptorNetwork network) => ShiftAgreement.Of(
        Described(network, _frame.A, _leftOutA, _usableA), Described(network, _frame.B, _leftOutB, _usableB));

    /// <inheritdoc />
    public void Dispose()
    {
        _leftOutA.Dispose();
        _leftOutB.Dispose();
    }

    private DescriptorGrid Described(DescriptorNetwork network, Mat gray, Mat leftOut, bool[] usable)
    {
        using Mat filled = Filled(gray, leftOut);
        DescriptorMap map = network.Describe(filled, Math.Max(gray.Width, gray.Height));
        var places = new Point2d[Width * Height];
        for (int i = 0; i < places.Length; i++)
            places[i] = new Point2d(DescriptorGrid.Step * (i % Width) + 3.5, DescriptorGrid.Step * (i / Width) + 3.5);
        return new DescriptorGrid(Width, Height, map.Dimension, map.Sample(places), usable);
    }

    /// <summary>The image with the mean of what lies around it for what is left out: a network sees no hole as nothing.</summary>
    private static Mat Filled(Mat gray, Mat leftOut)
    {
        using Mat counted = new(), weight = new(), values = new();
        Cv2.BitwiseNot(leftOut, counted);
        counted.ConvertTo(weight, MatType.CV_32F, 1 / 255.0);
        gray.ConvertTo(values, MatType.CV_32F);
        Cv2.Multiply(values, weight, values);
        Cv2.GaussianBlur(values, values, new Size(0, 0), FillRadius);
        Cv2.GaussianBlur(weight, weight, new Size(0, 0), FillRadius);
        Cv2.Max(weight, Scalar.All(1e-4), weight);
        Cv2.Divide(values, weight, values);
        using var around = new Mat();
        values.ConvertTo(around, MatType.CV_8U);
        Mat filled = gray.Clone();
        around.CopyTo(filled, leftOut);
        return filled;
    }

    /// <summary>Places with texture around which hardly anything is left out.</summary>
    private static bool[] Usable(Mat gray, Mat leftOut, int columns, int rows)
    {
        using Mat mean = new(), squares = new(), share = new();
        var window = new Size(Window, Window);
        Cv2.BoxFilter(gray, mean, MatType.CV_32F, window);
        Cv2.SqrBoxFilter(gray, squares, MatType.CV_32F, window);
        Cv2.BoxFilter(leftOut, share, MatType.CV_32F, window);
        var usable = new bool[columns * rows];
        for (int i = 0; i < usable.Length; i++)
        {
            int x = DescriptorGrid.Step * (i % columns) + 4, y = DescriptorGrid.Step * (i / columns) + 4;
            float m = mean.At<float>(y, x);
            usable[i] = squares.At<float>(y, x) - m * m > LeastDeviation * LeastDeviation && share.At<float>(y, x) <= MostLeftOut * 255;
        }
        return usable;
    }
}
