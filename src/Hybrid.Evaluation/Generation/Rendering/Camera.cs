using Hybrid.Evaluation.Generation.Painting;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Rendering;

/// <summary>Turns a rendered view into a photograph: light, lens blur, sensor noise, 8 bits.</summary>
internal static class Camera
{
    /// <summary>Takes the photograph.</summary>
    /// <param name="view">B, G, R in 0..255, row-major; changed.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="conditions">Light, lens and sensor.</param>
    /// <param name="random">Decides noise and shadows.</param>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    internal static Mat Photograph(float[] view, int width, int height, PhotoConditions conditions, SeededRandom random)
    {
        Light(view, width, height, conditions, (uint)random.NextBits());
        using Mat sharp = Mat.FromPixelData(height, width, MatType.CV_32FC3, view);
        using var blurred = new Mat();
        Defocus(sharp, blurred, conditions);
        return Expose(blurred, conditions, random.Fork(1));
    }

    private static void Light(float[] view, int width, int height, PhotoConditions c, uint shadowSeed)
    {
        float red = (float)(c.Gain * Math.Sqrt(c.Warmth)), blue = (float)(c.Gain / Math.Sqrt(c.Warmth)), green = (float)c.Gain;
        Concurrency.For(0, height, y =>
        {
            for (int x = 0; x < width; x++)
            {
                double u = 2.0 * x / (width - 1) - 1, v = 2.0 * y / (height - 1) - 1;
                double light = (1 + 0.5 * c.Gradient * u) * (1 - 0.5 * c.Vignette * (u * u + v * v));
                if (c.Shadow > 0)
                {
                    double edge = Noise.Fractal(x, y, width / 3f, 3, shadowSeed) * 14;
                    light *= 1 - c.Shadow / (1 + Math.Exp(-edge));
                }
                int i = 3 * (y * width + x);
                view[i] = Tone(view[i] * blue * light, c);
                view[i + 1] = Tone(view[i + 1] * green * light, c);
                view[i + 2] = Tone(view[i + 2] * red * light, c);
            }
        });
    }

    private static float Tone(double value, PhotoConditions c)
    {
        double unit = Math.Pow(Math.Max(value, 0) / 255, c.Gamma);
        return (float)(255 * (0.45 + c.Contrast * (unit - 0.45)));
    }

    private static void Defocus(Mat sharp, Mat blurred, PhotoConditions c)
    {
        if (c.Blur > 0)
            Cv2.GaussianBlur(sharp, blurred, new Size(0, 0), c.Blur, c.Blur, BorderTypes.Reflect101);
        else
            sharp.CopyTo(blurred);
        if (c.MotionLength <= 1)
            return;
        int radius = (int)Math.Ceiling(c.MotionLength / 2) + 1;
        using var kernel = new Mat(2 * radius + 1, 2 * radius + 1, MatType.CV_32FC1, Scalar.All(0));
        (double s, double k) = Math.SinCos(c.MotionDegrees * Math.PI / 180);
        const int steps = 400;
        for (int i = 0; i < steps; i++)
        {
            double along = ((i + 0.5) / steps - 0.5) * c.MotionLength, x = radius + along * k, y = radius + along * s;
            int x0 = (int)x, y0 = (int)y;
            float fx = (float)(x - x0), fy = (float)(y - y0);
            kernel.At<float>(y0, x0) += (1 - fx) * (1 - fy) / steps;
            kernel.At<float>(y0, x0 + 1) += fx * (1 - fy) / steps;
            kernel.At<float>(y0 + 1, x0) += (1 - fx) * fy / steps;
            kernel.At<float>(y0 + 1, x0 + 1) += fx * fy / steps;
        }
        using var once = blurred.Clone();
        Cv2.Filter2D(once, blurred, MatType.CV_32FC3, kernel, borderType: BorderTypes.Reflect101);
    }

    private static unsafe Mat Expose(Mat light, PhotoConditions c, SeededRandom random)
    {
        var photo = new Mat(light.Height, light.Width, MatType.CV_8UC3);
        ulong seed = random.NextBits();
        Concurrency.For(0, light.Height, y =>
        {
            var from = new ReadOnlySpan<float>((void*)light.Ptr(y), 3 * light.Width);
            var to = new Span<byte>((void*)photo.Ptr(y), 3 * light.Width);
            // A stream a row, so that rows can be made in any order.
            var noise = new SeededRandom(SeededRandom.Mix(seed, (ulong)y));
            for (int x = 0, columns = light.Width; x < columns; x++)
            {
                double shared = noise.Normal();
                for (int i = 3 * x; i < 3 * x + 3; i++)
                {
                    double deviation = c.Noise * (0.7 + 0.6 * Math.Clamp(from[i], 0, 255) / 255);
                    to[i] = (byte)(Math.Clamp(from[i] + deviation * (0.85 * shared + 0.5 * noise.Normal()), 0, 255) + 0.5);
                }
            }
        });
        return photo;
    }
}
