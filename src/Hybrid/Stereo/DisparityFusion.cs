using System.Globalization;
using Hybrid.Imaging;

namespace Hybrid.Stereo;

/// <summary>Which of two disparities stands at each pixel.</summary>
internal static class DisparityFusion
{
    /// <summary>Disparities closer than this say the same, px.</summary>
    private const float Agreement = 1;

    /// <summary>
    /// Where both agree, the checked value, or the mean of both where the network is very sure. Where they differ, semi-global matching's if it passed the left-right
    /// check, unless the network is very sure; without a checked value the network's if it is sure (of the
    /// value, seen from the right or not), else the filled one.
    /// </summary>
    /// <param name="measured">Semi-global matching.</param>
    /// <param name="filled">The same without holes.</param>
    /// <param name="network">The network.</param>
    /// <param name="options">How far the network is believed.</param>
    public static FusedDisparity Fuse(SemiGlobalDisparity measured, ScalarMap filled, CascadeDisparity network, CascadeStereoOptions options)
    {
        ScalarMap classicConfidence = DisparityConfidence.Of(measured, filled);
        var disparity = new ScalarMap(filled.Width, filled.Height);
        var confidence = new ScalarMap(filled.Width, filled.Height);
        int agreed = 0, kept = 0, overruled = 0, taken = 0;
        for (int i = 0; i < disparity.Data.Length; i++)
        {
            float known = measured.Checked.Data[i], fill = filled.Data[i], own = network.Disparity.Data[i];
            float c = classicConfidence.Data[i], n = network.Confidence.Data[i], precision = network.Precision?.Data[i] ?? 0;
            bool isChecked = !float.IsNaN(known);
            if (float.IsNaN(fill) || MathF.Abs(own - fill) <= Agreement)
            {
                agreed++;
                bool mixed = n >= options.Trust || float.IsNaN(fill);
                float value = float.IsNaN(fill) ? own : mixed ? 0.5f * (own + fill) : fill;
                (disparity.Data[i], confidence.Data[i]) = (value, float.IsNaN(fill) ? n : 1 - (1 - c) * (1 - 0.5f * n));
            }
            else if (isChecked && n < options.Overrule)
            {
                kept++;
                (disparity.Data[i], confidence.Data[i]) = (known, c * (1 - 0.5f * n));
            }
            else if (!isChecked && precision >= options.Fill)
            {
                taken++;
                (disparity.Data[i], confidence.Data[i]) = (own, precision);
            }
            else if (n >= options.Trust)
            {
                overruled += isChecked ? 1 : 0;
                taken += isChecked ? 0 : 1;
                (disparity.Data[i], confidence.Data[i]) = (own, n);
            }
            else
            {
                kept++;
                (disparity.Data[i], confidence.Data[i]) = (fill, c * (1 - 0.5f * n));
            }
        }
        double all = disparity.Data.Length / 100.0;
        return new FusedDisparity(disparity, confidence, string.Create(CultureInfo.InvariantCulture,
            $"agree at {agreed / all:0.0} % of the pixels, semi-global matching stands at {kept / all:0.0} %, the network fills {taken / all:0.0} % and overrules {overruled / all:0.0} %"));
    }
}
