using Hybrid.Imaging;

namespace Hybrid.Evaluation.Metrics;

/// <summary>End-point errors of a predicted motion against a true flow, one a known pixel.</summary>
/// <remarks>
/// A pixel for which nothing is predicted counts as one predicted not to move, so that leaving out the hard ones
/// gains nothing; <see cref="Fill"/> says how many were predicted.
/// </remarks>
public sealed class FlowErrors
{
    private FlowErrors(float[] errors, float[] magnitudes, int[] pixels, double fill)
    {
        Errors = errors;
        Magnitudes = magnitudes;
        Pixels = pixels;
        Fill = fill;
    }

    /// <summary>End-point error in pixels of each scored pixel, in raster order.</summary>
    public float[] Errors { get; }

    /// <summary>Length of the true flow there.</summary>
    public float[] Magnitudes { get; }

    /// <summary>Index y·width + x of each scored pixel.</summary>
    public int[] Pixels { get; }

    /// <summary>Fraction of the scored pixels for which something was predicted.</summary>
    public double Fill { get; }

    /// <summary>Measures every pixel whose true flow is known.</summary>
    public static FlowErrors Measure(PredictedMotion motion, FlowField truth)
    {
        int n = 0;
        for (int i = 0; i < truth.Data.Length; i += 2)
            n += float.IsNaN(truth.Data[i]) || float.IsNaN(truth.Data[i + 1]) ? 0 : 1;
        var errors = new float[n];
        var magnitudes = new float[n];
        int[] pixels = new int[n];
        int k = 0, predicted = 0;
        for (int y = 0; y < truth.Height; y++)
        {
            Span<float> row = truth.Row(y);
            for (int x = 0; x < truth.Width; x++)
            {
                double tu = row[2 * x], tv = row[2 * x + 1];
                if (double.IsNaN(tu) || double.IsNaN(tv))
                    continue;
                if (motion.TryAt(x, y, out double u, out double v))
                    predicted++;
                else
                    (u, v) = (0, 0);
                errors[k] = (float)Math.Sqrt((u - tu) * (u - tu) + (v - tv) * (v - tv));
                magnitudes[k] = (float)Math.Sqrt(tu * tu + tv * tv);
                pixels[k++] = y * truth.Width + x;
            }
        }
        return new FlowErrors(errors, magnitudes, pixels, n == 0 ? double.NaN : (double)predicted / n);
    }

    /// <summary>Mean error, over all scored pixels or those a mask chooses; NaN for none.</summary>
    public double Mean(Func<int, bool>? chosen = null)
    {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < Errors.Length; i++)
        {
            if (chosen is not null && !chosen(Pixels[i]))
                continue;
            sum += Errors[i];
            n++;
        }
        return n == 0 ? double.NaN : sum / n;
    }

    /// <summary>Median error; the mean of the two middle ones for an even count.</summary>
    public double Median() => Quantiles.Median(Array.ConvertAll(Errors, e => (double)e));

    /// <summary>Fraction of the scored pixels with an error above t px.</summary>
    public double Above(double t) => Errors.Length == 0 ? double.NaN : Errors.Count(e => e > t) / (double)Errors.Length;

    /// <summary>KITTI's Fl-all: fraction with an error above 3 px and above 5 % of the true flow's length.</summary>
    public double FlAll()
    {
        int bad = 0;
        for (int i = 0; i < Errors.Length; i++)
            bad += Errors[i] > 3 && Errors[i] > 0.05 * Magnitudes[i] ? 1 : 0;
        return Errors.Length == 0 ? double.NaN : bad / (double)Errors.Length;
    }
}
