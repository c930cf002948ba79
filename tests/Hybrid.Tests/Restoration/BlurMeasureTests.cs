using Hybrid.Restoration;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Restoration;

public class BlurMeasureTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2.5)]
    public void More_blur_measures_as_more(double noise)
    {
        using Mat sharp = Scenes.Textured(320, 240, 11);
        double reblur = -1, energy = double.PositiveInfinity;
        foreach (double sigma in new[] { 0.01, 1, 2, 4 })
        {
            using Mat blurred = new();
            Cv2.GaussianBlur(sharp, blurred, new Size(0, 0), sigma);
            using Mat photo = ImageBlur.Apply(blurred, new BlurKernel(1, 1, [1.0]), 1, noise / 255, seed: 3);
            BlurMeasure measure = BlurMeasure.Of(photo);
            Assert.True(measure.Reblur > reblur, $"reblur {measure.Reblur} at {sigma} after {reblur}");
            Assert.InRange(measure.Reblur, 0, 1);
            if (noise == 0)
                Assert.True(measure.LaplacianEnergy < energy, $"energy {measure.LaplacianEnergy} at {sigma} after {energy}");
            (reblur, energy) = (measure.Reblur, measure.LaplacianEnergy);
        }
    }

    [Fact]
    public void A_blank_image_has_no_measure()
    {
        using Mat blank = new(40, 50, MatType.CV_8UC1, Scalar.All(77));
        BlurMeasure measure = BlurMeasure.Of(blank);
        Assert.True(double.IsNaN(measure.Reblur));
        Assert.Equal(0, measure.Textured);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 30)]
    [InlineData(30, 1)]
    public void Slivers_are_measured_without_an_error(int width, int height)
    {
        using Mat image = Scenes.Noise(width, height, 5);
        Assert.False(BlurMeasure.Of(image).Textured > 1);
    }
}
