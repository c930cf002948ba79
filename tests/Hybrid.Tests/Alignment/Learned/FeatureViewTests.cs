using Hybrid.Alignment.Learned;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment.Learned;

public class FeatureViewTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_pixel_lies_in_the_turned_image_where_its_map_says(int quarterTurns)
    {
        using Mat image = Scenes.Noise(11, 7, 1);
        var view = new FeatureView(quarterTurns, false);
        using Mat turned = view.Turn(image);
        for (int y = 0; y < 7; y++)
        {
            for (int x = 0; x < 11; x++)
            {
                Point2d p = view.TurnOf(image.Size()).Apply(new Point2d(x, y));
                Assert.Equal(image.At<byte>(y, x), turned.At<byte>((int)Math.Round(p.Y), (int)Math.Round(p.X)));
            }
        }
    }
}
