using System.Globalization;
using Hybrid.Imaging;
using Hybrid.Stereo.Arbitration;

namespace Hybrid.Stereo;

/// <summary>Which of two disparities stands at each pixel.</summary>
internal static class DisparityFusion
{
    /// <summary>
    /// Where both agree, the checked value, or the mean of both where the network is very sure. Where they differ, the one
    /// that the arbiter holds likelier; without an arbiter semi-global matching's if it passed the left-right check, unless
    /// the network is very sure, and without a checked value the network's if it is sure (of the value, seen from the right
    /// or not), else the filled one.
    /// </summary>
    /// <param name="evidence">Both answers.</param>
    /// <param name="options">How far the network is believed.</param>
    /// <param name="arbiter">Decides where both differ; null where there is none.</param>
    public static FusedDisparity Fuse(StereoEvidence evidence, CascadeStereoOptions options, DisparityArbiter? arbiter)
    {
        var fused = new FusedPixels(evidence, options);
        ArbiterChoice[]? choices = arbiter?.Choose(Disagreement.Of(evidence));
        for (int i = 0, k = 0; i < evidence.Filled.Data.Length; i++)
        {
            if (!evidence.AreFarApart(i))
                fused.Agree(i);
            else if (choices is null)
                fused.ByThreshold(i);
            else
                fused.ByChoice(i, choices[k++]);
        }
        return fused.Result(choices is null ? "" : " by the arbiter");
    }

    /// <summary>The map under construction and its tally.</summary>
    private sealed class FusedPixels(StereoEvidence evidence, CascadeStereoOptions options)
    {
        private readonly ScalarMap _disparity = new(evidence.Filled.Width, evidence.Filled.Height);
        private readonly ScalarMap _confidence = new(evidence.Filled.Width, evidence.Filled.Height);
        private int _agreed, _kept, _overruled, _taken;

        public void Agree(int i)
        {
            float fill = evidence.Filled.Data[i], own = evidence.Network.Disparity.Data[i];
            float c = evidence.FilledConfidence.Data[i], n = evidence.Network.Confidence.Data[i];
            _agreed++;
            bool mixed = n >= options.Trust;
            float value = float.IsNaN(fill) ? own : mixed ? 0.5f * (own + fill) : fill;
            (_disparity.Data[i], _confidence.Data[i]) = (value, float.IsNaN(fill) ? n : 1 - (1 - c) * (1 - 0.5f * n));
        }

        public void ByThreshold(int i)
        {
            float c = evidence.FilledConfidence.Data[i], n = evidence.Network.Confidence.Data[i], precision = evidence.Network.Precision?.Data[i] ?? 0;
            if (IsChecked(i) && n < options.Overrule)
                Keep(i, c * (1 - 0.5f * n));
            else if (!IsChecked(i) && precision >= options.Fill)
                Take(i, precision);
            else if (n >= options.Trust)
                Take(i, n);
            else
                Keep(i, c * (1 - 0.5f * n));
        }

        public void ByChoice(int i, ArbiterChoice choice)
        {
            if (choice.ForNetwork)
                Take(i, choice.Confidence);
            else
                Keep(i, choice.Confidence);
        }

        public FusedDisparity Result(string decidedBy)
        {
            double all = _disparity.Data.Length / 100.0;
            return new FusedDisparity(_disparity, _confidence, string.Create(CultureInfo.InvariantCulture,
                $"agree at {_agreed / all:0.0} % of the pixels, semi-global matching stands at {_kept / all:0.0} %, the network fills {_taken / all:0.0} % and overrules {_overruled / all:0.0} %{decidedBy}"));
        }

        private bool IsChecked(int i) => !float.IsNaN(evidence.Measured.Checked.Data[i]);

        private void Keep(int i, float confidence)
        {
            _kept++;
            (_disparity.Data[i], _confidence.Data[i]) = (evidence.Filled.Data[i], confidence);
        }

        private void Take(int i, float confidence)
        {
            if (IsChecked(i))
                _overruled++;
            else
                _taken++;
            (_disparity.Data[i], _confidence.Data[i]) = (evidence.Network.Disparity.Data[i], confidence);
        }
    }
}
