using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>
/// Which values an image holds, robustly: what a hot pixel, a dead one or a reflection of a few pixels says is left out, as is
/// every pixel without data. What <see cref="IntensityRange"/> is found from, so that a set of images can be surveyed one by one.
/// </summary>
/// <param name="Depth">The image's depth as OpenCV numbers them: <see cref="MatType.CV_8U"/>, CV_16U or CV_32F.</param>
/// <param name="Low">Value that 0.1 % of the pixels lie below; NaN where there is no data.</param>
/// <param name="High">Value that 0.1 % of the pixels lie above; NaN where there is no data.</param>
/// <param name="Noise">
/// Standard deviation of the noise in the quieter parts of the image (Immerkær, Fast noise variance estimation, CVIU 1996),
/// in units of its values.
/// </param>
public sealed record IntensityStatistics(int Depth, double Low, double High, double Noise)
{
    private const double Tail = 0.001;

    // Statistics of a quarter of a million pixels are exact to far less than the tails that are left out.
    private const int Samples = 250_000;

    // An 8-bit image in which this share of the pixels is brighter needs no closer look: its range is the whole.
    private const double BrightShare = 0.005;

    private const int TilesAcross = 16;

    /// <summary>Surveys an image.</summary>
    /// <param name="image">Any number of channels, which count alike; 8-bit, 16-bit or 32-bit float.</param>
    /// <exception cref="NotSupportedException">The depth is another one.</exception>
    public static IntensityStatistics Of(Mat image)
    {
        ArgumentNullException.ThrowIfNull(image);
        int depth = image.Depth();
        if (depth == MatType.CV_8U)
            return IsBright(image) ? new(depth, 0, byte.MaxValue, 0) : Of<byte>(image, depth, static v => v);
        if (depth == MatType.CV_16U)
            return Of<ushort>(image, depth, static v => v);
        return depth == MatType.CV_32F
            ? Of<float>(image, depth, static v => NoData.IsData(v) ? v : float.NaN)
            : throw new NotSupportedException("Images are 8-bit, 16-bit or 32-bit float.");
    }

    private static bool IsBright(Mat image)
    {
        int stride = Stride(image), seen = 0, bright = 0;
        for (int y = stride / 2, rows = image.Rows; y < rows; y += stride)
        {
            ReadOnlySpan<byte> row = Row<byte>(image, y);
            for (int i = 0; i < row.Length; i += stride)
            {
                seen++;
                bright += row[i] > IntensityRange.Dark ? 1 : 0;
            }
        }
        return bright > BrightShare * seen;
    }

    private static IntensityStatistics Of<T>(Mat image, int depth, Func<T, float> value)
        where T : unmanaged
    {
        int stride = Stride(image), channels = image.Channels(), rows = image.Rows, columns = image.Cols, tiles = Math.Clamp(columns / stride / 8, 1, TilesAcross);
        var medians = new List<float>(Samples);
        var responses = new List<float>[tiles * tiles];
        for (int i = 0; i < responses.Length; i++)
            responses[i] = [];
        Span<float> nine = stackalloc float[9];
        for (int y = Math.Min(stride / 2, rows - 1); y < rows; y += stride)
        {
            ReadOnlySpan<T> above = Row<T>(image, Math.Max(0, y - 1)), here = Row<T>(image, y), below = Row<T>(image, Math.Min(rows - 1, y + 1));
            for (int x = Math.Min(stride / 2, columns - 1), sample = y; x < columns; x += stride, sample++)
            {
                int channel = sample % channels;
                int before = Math.Max(0, x - 1) * channels + channel, at = x * channels + channel, after = Math.Min(columns - 1, x + 1) * channels + channel;
                (nine[0], nine[1], nine[2]) = (value(above[before]), value(above[at]), value(above[after]));
                (nine[3], nine[4], nine[5]) = (value(here[before]), value(here[at]), value(here[after]));
                (nine[6], nine[7], nine[8]) = (value(below[before]), value(below[at]), value(below[after]));
                float response = nine[0] - 2 * nine[1] + nine[2] - 2 * nine[3] + 4 * nine[4] - 2 * nine[5] + nine[6] - 2 * nine[7] + nine[8];
                if (!float.IsFinite(response))
                    continue;
                responses[y * tiles / rows * tiles + x * tiles / columns].Add(Math.Abs(response));
                nine.Sort();
                // A single pixel that stands out from all its neighbours is no part of the scene.
                medians.Add(nine[4]);
            }
        }
        if (medians.Count == 0)
            return new(depth, double.NaN, double.NaN, 0);
        medians.Sort();
        return new(depth, medians[(int)(Tail * (medians.Count - 1))], medians[(int)Math.Ceiling((1 - Tail) * (medians.Count - 1))], Quiet(responses));
    }

    // Texture answers as noise does, so that the quieter quarter of the tiles tells.
    private static double Quiet(IEnumerable<List<float>> responses)
    {
        double[] noise = [.. responses.Where(t => t.Count > 0).Select(Noisy).Order()];
        return noise[noise.Length / 4];

        // 6 is the mask's norm and 0.6745 the median of a unit normal's magnitude.
        static double Noisy(List<float> tile)
        {
            tile.Sort();
            return tile[tile.Count / 2] / 6 / 0.6745;
        }
    }

    private static int Stride(Mat image) => Math.Max(1, (int)Math.Sqrt((double)image.Total() / Samples));

    private static unsafe ReadOnlySpan<T> Row<T>(Mat image, int y)
        where T : unmanaged => new((void*)image.Ptr(y), image.Cols * image.Channels());
}
