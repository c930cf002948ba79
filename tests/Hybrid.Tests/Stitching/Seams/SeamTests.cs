using Hybrid.Stitching;
using Hybrid.Stitching.Composition;
using Hybrid.Stitching.Composition.Seams;
using Hybrid.Stitching.Layout;
using Hybrid.Tests.Support;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching.Seams;

public class SeamTests
{
    public static TheoryData<SeamKind> Kinds => [.. Enum.GetValues<SeamKind>()];

    [Fact]
    public void A_dynamic_seam_is_the_cheapest_that_crosses_every_row_or_every_column_once()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 200; trial++)
        {
            int width = random.Next(1, 5), height = random.Next(1, 4);
            SeamEnergy energy = GridCutTests.RandomEnergy(random, width, height);
            long least = long.MaxValue;
            foreach (bool first in (bool[])[true, false])
            {
                least = Math.Min(least, Crossings(width, height).Min(s => energy.Cost([.. Enumerable.Range(0, width * height).Select(i => i % width < s[i / width] == first)])));
                least = Math.Min(least, Crossings(height, width).Min(s => energy.Cost([.. Enumerable.Range(0, width * height).Select(i => i / width < s[i % width] == first)])));
            }
            Assert.Equal(least, energy.Cost(DynamicSeam.Solve(energy)));
            Assert.True(energy.Cost(GraphCutSeam.Solve(energy)) <= least);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_covered_pixel_goes_to_one_layer_that_has_it(SeamKind kind)
    {
        SmallLayer[] layers = [Layer(new Rect(0, 0, 120, 90), 1), Layer(new Rect(61, 13, 120, 90), 2), Layer(new Rect(33, 50, 110, 80), 3)];
        try
        {
            layers[1].Mask[new Rect(0, 0, 30, 20)].SetTo(Scalar.All(0));
            layers[1].Cut[new Rect(0, 0, 30, 20)].SetTo(Scalar.All(0));
            SeamStage.Run(kind, layers, new ParallelOptions());
            for (int y = 0; y < 140; y++)
            {
                for (int x = 0; x < 190; x++)
                {
                    int has = layers.Count(l => At(l, l.Mask, x, y)), shown = layers.Count(l => At(l, l.Cut, x, y));
                    Assert.Equal(Math.Min(1, has), shown);
                    Assert.All(layers, l => Assert.True(!At(l, l.Cut, x, y) || At(l, l.Mask, x, y)));
                }
            }
        }
        finally
        {
            Array.ForEach(layers, l => l.Dispose());
        }
    }

    [Theory]
    [InlineData(SeamKind.GraphCut)]
    [InlineData(SeamKind.Dynamic)]
    public void A_seam_goes_around_what_differs(SeamKind kind)
    {
        // The same scene twice, but for a block in the middle of the overlap that only the second shows.
        using Mat scene = Colored(1, 200, 80);
        SmallLayer a = Layer(new Rect(0, 0, 130, 80), scene[new Rect(0, 0, 130, 80)].Clone()), b = Layer(new Rect(70, 0, 130, 80), scene[new Rect(70, 0, 130, 80)].Clone());
        using (a)
        using (b)
        {
            var block = new Rect(88, 20, 24, 40);
            b.Image[block - b.Bounds.Location].SetTo(new Scalar(20, 20, 240));
            SeamStage.Run(kind, [a, b], new ParallelOptions());
            int shown = Enumerable.Range(block.Top, block.Height).Sum(y => Enumerable.Range(block.Left, block.Width).Count(x => At(a, a.Cut, x, y)));
            Assert.True(shown == 0 || shown == block.Width * block.Height, $"{shown} of {block.Width * block.Height} pixels of the block are the first layer's");
        }
    }

    [Fact]
    public void A_Voronoi_seam_of_two_equal_layers_is_halfway()
    {
        using SmallLayer a = Layer(new Rect(0, 0, 100, 60), 1), b = Layer(new Rect(60, 0, 100, 60), 2);
        SeamStage.Run(SeamKind.Voronoi, [a, b], new ParallelOptions());
        Assert.True(At(a, a.Cut, 78, 30) && !At(b, b.Cut, 78, 30));
        Assert.True(At(b, b.Cut, 81, 30) && !At(a, a.Cut, 81, 30));
    }

    private static IEnumerable<int[]> Crossings(int width, int rows)
    {
        IEnumerable<int[]> all = [[]];
        for (int y = 0; y < rows; y++)
            all = [.. all.SelectMany(s => Enumerable.Range(0, width + 1).Select(c => (int[])[.. s, c]))];
        return all;
    }

    private static bool At(SmallLayer layer, Mat mask, int x, int y) =>
        layer.Bounds.Contains(x, y) && mask.At<byte>(y - layer.Bounds.Y, x - layer.Bounds.X) != 0;

    private static Mat Colored(int seed, int width, int height)
    {
        using Mat gray = Scenes.Textured(width, height, seed);
        var color = new Mat();
        Cv2.CvtColor(gray, color, ColorConversionCodes.GRAY2BGR);
        return color;
    }

    private static SmallLayer Layer(Rect bounds, int seed) => Layer(bounds, Colored(seed, bounds.Width, bounds.Height));

    private static SmallLayer Layer(Rect bounds, Mat image) =>
        new(bounds, image, new Mat(bounds.Size, MatType.CV_8UC1, Scalar.All(255)), new Mat(bounds.Size, MatType.CV_8UC1, Scalar.All(255)));
}
