using System.Runtime.InteropServices;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>Both images at one resolution as floats, with the gradient of A.</summary>
internal sealed class PhotometricLevel
{
    private const double Smoothing = 0.8;

    private PhotometricLevel(Size a, Size b, Homography toLevelA, Homography toLevelB)
    {
        (SizeA, SizeB, ToLevelA, ToLevelB) = (a, b, toLevelA, toLevelB);
        A = B = GradientX = GradientY = [];
    }

    public Size SizeA { get; }

    public Size SizeB { get; }

    /// <summary>From the images' own pixels to the level's.</summary>
    public Homography ToLevelA { get; }

    /// <inheritdoc cref="ToLevelA"/>
    public Homography ToLevelB { get; }

    /// <summary>Grey values, row-major.</summary>
    public float[] A { get; private init; }

    /// <inheritdoc cref="A"/>
    public float[] B { get; private init; }

    /// <summary>∂A/∂x by central differences; zero on the border.</summary>
    public float[] GradientX { get; private init; }

    /// <summary>∂A/∂y.</summary>
    public float[] GradientY { get; private init; }

    /// <summary>Levels from coarse to fine.</summary>
    public static PhotometricLevel[] Pyramid(Mat grayA, Mat grayB, PhotometricOptions options)
    {
        int full = Math.Max(Math.Max(grayA.Width, grayA.Height), Math.Max(grayB.Width, grayB.Height));
        int side = Math.Min(options.LongSide, full);
        var sides = new List<int> { side };
        while (side / 2 >= options.Coarsest)
            sides.Add(side /= 2);
        sides.Reverse();
        return [.. sides.Select(s => Make(grayA, grayB, s))];
    }

    private static PhotometricLevel Make(Mat grayA, Mat grayB, int side)
    {
        using Mat a = Reduce(grayA, side), b = Reduce(grayB, side);
        float[] values = Values(a);
        (float[] gx, float[] gy) = Gradient(values, a.Width, a.Height);
        return new PhotometricLevel(
            a.Size(), b.Size(),
            Homography.Resize((double)a.Width / grayA.Width, (double)a.Height / grayA.Height),
            Homography.Resize((double)b.Width / grayB.Width, (double)b.Height / grayB.Height))
        {
            A = values,
            B = Values(b),
            GradientX = gx,
            GradientY = gy,
        };
    }

    private static Mat Reduce(Mat gray, int side)
    {
        using ScaledImage reduced = ScaledImage.Resize(gray, ScaledImage.SizeOf(gray.Size(), ScaledImage.FactorFor(gray.Size(), side), least: 4));
        var floats = new Mat();
        reduced.Image.ConvertTo(floats, MatType.CV_32F);
        Cv2.GaussianBlur(floats, floats, new Size(0, 0), Smoothing);
        return floats;
    }

    private static float[] Values(Mat floats)
    {
        var values = new float[floats.Rows * floats.Cols];
        Marshal.Copy(floats.Data, values, 0, values.Length);
        return values;
    }

    private static (float[] X, float[] Y) Gradient(float[] values, int width, int height)
    {
        float[] gx = new float[values.Length], gy = new float[values.Length];
        for (int y = 1; y < height - 1; y++)
        {
            int row = y * width;
            for (int x = 1; x < width - 1; x++)
            {
                gx[row + x] = 0.5f * (values[row + x + 1] - values[row + x - 1]);
                gy[row + x] = 0.5f * (values[row + x + width] - values[row + x - width]);
            }
        }
        return (gx, gy);
    }
}
