using Hybrid.Imaging;

namespace Hybrid.Stereo;

/// <summary>
/// The one definition of bad-N and its like: disparity errors over the pixels whose true disparity is known. Two scores side by side: over all of them, where a
/// pixel without an answer counts as bad, and over those that the method answered.
/// </summary>
public sealed class DisparityErrors
{
    private readonly List<float> _errors;
    private readonly List<float> _truths;

    private DisparityErrors(List<float> errors, List<float> truths, int known)
    {
        _errors = errors;
        _truths = truths;
        Known = known;
    }

    /// <summary>Number of pixels whose true disparity is known.</summary>
    public int Known { get; }

    /// <summary>Fraction of the known pixels that the method answered.</summary>
    public double Fill => Known == 0 ? double.NaN : (double)_errors.Count / Known;

    /// <summary>Mean absolute error of the answered pixels; NaN for none.</summary>
    public double AverageError => _errors.Count == 0 ? double.NaN : _errors.Average(e => (double)e);

    /// <summary>Root mean square error of the answered pixels; NaN for none.</summary>
    public double Rms => _errors.Count == 0 ? double.NaN : Math.Sqrt(_errors.Average(e => (double)e * e));

    /// <summary>
    /// Measures a disparity map of the truth's size. Every finite value is an answer, a negative one, too (principal points that
    /// differ make true disparities negative); NaN and infinite ones are none.
    /// </summary>
    /// <param name="predicted">Disparity, x_right = x_left − d.</param>
    /// <param name="truth">True disparity; NaN where unknown.</param>
    /// <param name="chosen">Restricts to pixels (index y·width + x) for which it is true; null for all.</param>
    public static DisparityErrors Measure(ScalarMap predicted, ScalarMap truth, Func<int, bool>? chosen = null)
    {
        var errors = new List<float>(truth.Data.Length);
        var truths = new List<float>(truth.Data.Length);
        int known = 0;
        for (int i = 0; i < truth.Data.Length; i++)
        {
            float t = truth.Data[i];
            if (float.IsNaN(t) || (chosen is not null && !chosen(i)))
                continue;
            known++;
            float d = predicted.Data[i];
            if (!float.IsFinite(d))
                continue;
            errors.Add(Math.Abs(d - t));
            truths.Add(t);
        }
        return new DisparityErrors(errors, truths, known);
    }

    /// <summary>bad-t: fraction of the known pixels with an error above t px or no answer.</summary>
    public double BadAll(double t) => Known == 0 ? double.NaN : (_errors.Count(e => e > t) + Known - _errors.Count) / (double)Known;

    /// <summary>bad-t of the answered pixels only.</summary>
    public double BadValid(double t) => _errors.Count == 0 ? double.NaN : _errors.Count(e => e > t) / (double)_errors.Count;

    /// <summary>KITTI's D1: fraction of the known pixels with an error above 3 px and 5 % of the truth, or no answer.</summary>
    public double D1All()
    {
        int bad = Known - _errors.Count;
        for (int i = 0; i < _errors.Count; i++)
            bad += _errors[i] > 3 && _errors[i] > 0.05 * _truths[i] ? 1 : 0;
        return Known == 0 ? double.NaN : bad / (double)Known;
    }

    /// <summary>|d − truth| of each pixel, for pictures; NaN where the truth is unknown or there is no answer.</summary>
    /// <param name="predicted">Disparity, x_right = x_left − d.</param>
    /// <param name="truth">True disparity; NaN where unknown.</param>
    public static ScalarMap Map(ScalarMap predicted, ScalarMap truth)
    {
        var errors = new ScalarMap(truth.Width, truth.Height);
        for (int i = 0; i < errors.Data.Length; i++)
            errors.Data[i] = float.IsFinite(predicted.Data[i]) ? Math.Abs(predicted.Data[i] - truth.Data[i]) : float.NaN;
        return errors;
    }
}
