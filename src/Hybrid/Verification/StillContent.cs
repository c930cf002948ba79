using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>
/// What lies at the same place in both images, by its gradients: a caption, a watermark, a frame; or the whole scene, where
/// the camera stood still. Owns both masks, CV_8UC1, 255 where it does, widened by 2 px.
/// </summary>
internal sealed class StillContent : IDisposable
{
    private const float LeastGradient = 4;
    private const float Difference = 0.3f;
    private const float Cosine = 0.95f;
    private const float MostGain = 4;
    private const int Reach = 2;

    private StillContent(Mat same, Mat alike) => (Same, Alike) = (same, alike);

    /// <summary>Gradients that are the same within 30 %: what is drawn over an image, or hardly changed between two.</summary>
    public Mat Same { get; }

    /// <summary>
    /// Gradients of the same direction, up to four times as strong in one of them: also what is blended in, whose contrast depends
    /// on what lies behind it. Chance finds some of these everywhere, so they may be left out but testify to nothing.
    /// </summary>
    public Mat Alike { get; }

    /// <summary>Compares two images at the same coordinates.</summary>
    /// <param name="a">8-bit, one channel.</param>
    /// <param name="b">Likewise, of the same size.</param>
    public static StillContent Of(Mat a, Mat b)
    {
        using Mat ax = Gradient.Of(a, 1, 0), ay = Gradient.Of(a, 0, 1), bx = Gradient.Of(b, 1, 0), by = Gradient.Of(b, 0, 1);
        Mat same = Nothing(a), alike = Nothing(a);
        for (int y = 0, rows = a.Rows; y < rows; y++)
        {
            Span<float> u = MatRows.Row<float>(ax, y), v = MatRows.Row<float>(ay, y), s = MatRows.Row<float>(bx, y), t = MatRows.Row<float>(by, y);
            Span<byte> isSame = MatRows.Row<byte>(same, y), isAlike = MatRows.Row<byte>(alike, y);
            for (int x = 0; x < isSame.Length; x++)
            {
                float first = u[x] * u[x] + v[x] * v[x], second = s[x] * s[x] + t[x] * t[x], larger = MathF.Max(first, second);
                if (larger < LeastGradient * LeastGradient)
                    continue;
                float dx = u[x] - s[x], dy = v[x] - t[x], dot = u[x] * s[x] + v[x] * t[x];
                if (dx * dx + dy * dy <= Difference * Difference * larger)
                    isSame[x] = 255;
                if (dot > 0 && dot * dot >= Cosine * Cosine * first * second && MathF.Min(first, second) * MostGain * MostGain >= larger)
                    isAlike[x] = 255;
            }
        }
        Clean(same);
        Clean(alike);
        return new StillContent(same, alike);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Same.Dispose();
        Alike.Dispose();
    }

    private static Mat Nothing(Mat like) => new(like.Rows, like.Cols, MatType.CV_8UC1, Scalar.All(0));

    /// <summary>Single pixels agree by chance; what is drawn over an image is at least a stroke.</summary>
    private static void Clean(Mat mask)
    {
        using Mat least = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(2, 2)), reach = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(2 * Reach + 1, 2 * Reach + 1));
        Cv2.MorphologyEx(mask, mask, MorphTypes.Open, least);
        Cv2.Dilate(mask, mask, reach);
    }
}
