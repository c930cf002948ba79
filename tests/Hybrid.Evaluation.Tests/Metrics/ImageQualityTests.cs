using Hybrid.Evaluation.Metrics;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Metrics;

public class ImageQualityTests
{
    [Fact]
    public void Psnr_of_a_constant_difference_is_its_formula()
    {
        using var a = new Mat(20, 30, MatType.CV_8UC3, new Scalar(100, 120, 140));
        using var b = new Mat(20, 30, MatType.CV_8UC3, new Scalar(110, 120, 140));
        Assert.Equal(10 * Math.Log10(255 * 255 / (100.0 / 3)), ImageQuality.Psnr(a, b), 1e-6);
        Assert.Equal(ImageQuality.MaxPsnr, ImageQuality.Psnr(a, a));
        Assert.True(double.IsNaN(ImageQuality.Psnr(a, b, new bool[600])));
    }

    [Fact]
    public void Ssim_agrees_with_a_direct_evaluation_of_its_definition()
    {
        const int w = 23, h = 19;
        byte[] pa = [.. Enumerable.Range(0, w * h).Select(i => (byte)(i * 7 % 251))], pb = [.. Enumerable.Range(0, w * h).Select(i => (byte)(i * 7 % 251 * 0.8 + i % 13))];
        using Mat a = Mat.FromPixelData(h, w, MatType.CV_8UC1, pa), b = Mat.FromPixelData(h, w, MatType.CV_8UC1, pb);
        double[] g = [.. Enumerable.Range(-5, 11).Select(k => Math.Exp(-k * k / 4.5))];
        double norm = g.Sum() * g.Sum(), total = 0;
        int count = 0;
        for (int y = 5; y < h - 5; y++)
        {
            for (int x = 5; x < w - 5; x++)
            {
                double Mean(Func<int, double> f)
                {
                    double sum = 0;
                    for (int dy = -5; dy <= 5; dy++)
                    {
                        for (int dx = -5; dx <= 5; dx++)
                            sum += g[dy + 5] * g[dx + 5] * f((y + dy) * w + x + dx);
                    }
                    return sum / norm;
                }
                double ma = Mean(i => pa[i]), mb = Mean(i => pb[i]);
                double va = Mean(i => (pa[i] - ma) * (pa[i] - ma)), vb = Mean(i => (pb[i] - mb) * (pb[i] - mb)), cov = Mean(i => (pa[i] - ma) * (pb[i] - mb));
                total += (2 * ma * mb + 6.5025) * (2 * cov + 58.5225) / ((ma * ma + mb * mb + 6.5025) * (va + vb + 58.5225));
                count++;
            }
        }
        Assert.Equal(total / count, ImageQuality.Ssim(a, b), 1e-4);
        Assert.Equal(1, ImageQuality.Ssim(a, a), 1e-6);
    }

    [Fact]
    public void Masks_agree_by_area_and_by_boundary()
    {
        bool[] Square(int left) => [.. Enumerable.Range(0, 400).Select(i => i % 20 >= left && i % 20 < left + 8 && i / 20 is >= 5 and < 13)];
        Assert.Equal(1, MaskAgreement.IntersectionOverUnion(Square(4), Square(4)));
        Assert.Equal(48.0 / 80, MaskAgreement.IntersectionOverUnion(Square(4), Square(6)), 1e-12);
        Assert.Equal(1, MaskAgreement.BoundaryF(Square(4), Square(6), 20));
        Assert.True(MaskAgreement.BoundaryF(Square(1), Square(11), 20) < 0.3);
        Assert.Equal(0, MaskAgreement.BoundaryF(Square(4), new bool[400], 20));
    }
}
