using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>An image's gradients as histograms of orientation take them: how strong, and between which two of eight unsigned orientations.</summary>
internal sealed class GradientField
{
    /// <summary>Orientations over half a turn.</summary>
    public const int Bins = 8;

    private const float LeastSquared = 0.25f;

    /// <param name="gray">8-bit, one channel.</param>
    public GradientField(Mat gray)
    {
        (Width, Height) = (gray.Width, gray.Height);
        Strength = new float[Width * Height];
        Orientation = new float[Width * Height];
        using Mat smooth = new(), gx = new(), gy = new();
        Cv2.GaussianBlur(gray, smooth, new Size(0, 0), 1);
        Cv2.Sobel(smooth, gx, MatType.CV_32F, 1, 0, 3, 0.125);
        Cv2.Sobel(smooth, gy, MatType.CV_32F, 0, 1, 3, 0.125);
        for (int y = 0; y < Height; y++)
        {
            Span<float> rx = MatRows.Row<float>(gx, y), ry = MatRows.Row<float>(gy, y);
            for (int x = 0; x < rx.Length; x++)
            {
                float squared = rx[x] * rx[x] + ry[x] * ry[x];
                if (squared < LeastSquared)
                    continue;
                float turn = MathF.Atan2(ry[x], rx[x]) * (Bins / MathF.PI);
                // The root of the magnitude counts a faint edge for more than its share, as another band may show it strongly.
                Strength[y * Width + x] = MathF.Sqrt(MathF.Sqrt(squared));
                Orientation[y * Width + x] = turn < 0 ? turn + Bins : turn;
            }
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Root of the gradient's magnitude, 0 where there is hardly any; row by row.</summary>
    public float[] Strength { get; }

    /// <summary>0 to <see cref="Bins"/>; row by row.</summary>
    public float[] Orientation { get; }
}
