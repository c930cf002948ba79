using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo.Arbitration;

/// <summary>Two answers to a rectified pair and what is known of either; owns its images.</summary>
/// <param name="Left">Left image, CV_8UC1.</param>
/// <param name="Right">Right image, CV_8UC1.</param>
/// <param name="Measured">Semi-global matching.</param>
/// <param name="Filled">The same without holes.</param>
/// <param name="FilledConfidence">P(error ≤ 2 px) of it.</param>
/// <param name="Network">The network's answer.</param>
internal sealed record StereoEvidence(
    Mat Left, Mat Right, SemiGlobalDisparity Measured, ScalarMap Filled, ScalarMap FilledConfidence, CascadeDisparity Network) : IDisposable
{
    /// <summary>Disparities closer than this say the same, px.</summary>
    public const float Agreement = 1;

    /// <summary>Whether both answers are there and differ at a pixel.</summary>
    public bool AreFarApart(int pixel) => MathF.Abs(Network.Disparity.Data[pixel] - Filled.Data[pixel]) > Agreement;

    /// <inheritdoc />
    public void Dispose()
    {
        Left.Dispose();
        Right.Dispose();
    }
}
