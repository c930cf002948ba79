using Hybrid.Stitching.Composition.Blending;
using Hybrid.Tests.Support;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching.Blending;

public class MultiBandTests
{
    private const int Bands = 4;
    private static readonly Size Tile = new(250, 190);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_that_agree_stay_as_they_are(bool deep)
    {
        using Mat scene = Color(1, deep);
        List<TilePart> parts = [Part(scene, new Rect(new Point(), Tile), x => x < 90 ? 1 : 0), Part(scene, Right(), x => x < 90 ? 0 : 1)];
        using Mat blended = MultiBand.Blend(parts, Bands);
        Assert.Equal(scene.Type(), blended.Type());
        Assert.Equal(0, Cv2.Norm(scene, blended, NormTypes.INF));
        parts.ForEach(p => p.Dispose());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bands_are_the_weighted_means_of_the_parts_bands(bool deep)
    {
        using Mat a = Color(1, deep), b = Color(2, deep);
        TilePart[] parts = [Part(a, new Rect(new Point(), Tile), x => x < 90 ? 1 : 0), Part(b, new Rect(new Point(), Tile), x => x < 90 ? 0 : 1)];
        using Mat blended = MultiBand.Blend(parts, Bands), naive = Naive(parts, Bands);
        Assert.True(Cv2.Norm(naive, blended, NormTypes.INF) <= 1, $"{Cv2.Norm(naive, blended, NormTypes.INF)}");
        Array.ForEach(parts, p => p.Dispose());
    }

    [Fact]
    public void A_part_drawn_where_it_reaches_blends_as_one_drawn_everywhere()
    {
        using Mat a = Color(1, false), b = Color(2, false);
        float Left(int x) => x < 128 ? 1 : 0;
        TilePart ground = Part(a, new Rect(new Point(), Tile), Left), part = Part(b, Right(), x => 1 - Left(x)), whole = Part(b, new Rect(new Point(), Tile), x => 1 - Left(x));
        using Mat some = MultiBand.Blend([ground, part], Bands), all = MultiBand.Blend([ground, whole], Bands);
        Assert.True(Cv2.Norm(some, all, NormTypes.INF) <= 2, $"{Cv2.Norm(some, all, NormTypes.INF)}");
        foreach (TilePart p in new[] { ground, part, whole })
            p.Dispose();
    }

    [Fact]
    public void Constants_meet_in_a_slope_between_them()
    {
        using Mat dark = new(Tile, MatType.CV_8UC3, Scalar.All(60)), light = new(Tile, MatType.CV_8UC3, Scalar.All(180));
        TilePart[] parts = [Part(dark, new Rect(new Point(), Tile), x => x < 128 ? 1 : 0), Part(light, new Rect(new Point(), Tile), x => x < 128 ? 0 : 1)];
        using Mat blended = MultiBand.Blend(parts, Bands);
        byte[] row = [.. Enumerable.Range(0, Tile.Width).Select(x => blended.At<Vec3b>(95, x).Item1)];
        Assert.Equal(60, row[4]);
        Assert.Equal(180, row[^4]);
        Assert.InRange(row[128], 110, 130);
        for (int x = 1; x < row.Length; x++)
            Assert.InRange(row[x] - row[x - 1], -1, 12);
        Array.ForEach(parts, p => p.Dispose());
    }

    [Fact]
    public void A_gap_that_no_part_covers_does_not_pull_colours_to_its_side()
    {
        // The upper half belongs to nobody: the lower half must not darken towards it.
        using Mat a = new(Tile, MatType.CV_8UC3, Scalar.All(200)), b = new(Tile, MatType.CV_8UC3, Scalar.All(200));
        using (Mat upper = new(a, new Rect(0, 0, Tile.Width, 90)))
            upper.SetTo(Scalar.All(0));
        float[] Lower(Func<int, float> weight) => [.. Enumerable.Range(0, Tile.Width * Tile.Height).Select(i => i / Tile.Width < 90 ? 0 : weight(i % Tile.Width))];
        TilePart ground = new(a.Clone(), new Mat(Tile, MatType.CV_8UC1, Scalar.All(255)), Lower(x => x < 128 ? 1 : 0), new Rect(new Point(), Tile));
        TilePart part = new(b.Clone(), new Mat(Tile, MatType.CV_8UC1, Scalar.All(255)), Lower(x => x < 128 ? 0 : 1), new Rect(new Point(), Tile));
        using Mat blended = MultiBand.Blend([ground, part], Bands);
        for (int x = 0; x < Tile.Width; x += 10)
            Assert.InRange(blended.At<Vec3b>(140, x).Item1, 195, 205);
        ground.Dispose();
        part.Dispose();
    }

    private static Rect Right() => MultiBand.Align(new Rect(90, 0, Tile.Width - 90, Tile.Height), Tile, Bands);

    private static Mat Color(int seed, bool deep)
    {
        using Mat gray = Scenes.Textured(Tile.Width, Tile.Height, seed);
        var color = new Mat();
        Cv2.CvtColor(gray, color, ColorConversionCodes.GRAY2BGR);
        if (deep)
            color.ConvertTo(color, MatType.CV_16U, 257);
        return color;
    }

    private static TilePart Part(Mat scene, Rect at, Func<int, float> weight)
    {
        using Mat view = new(scene, at);
        float[] weights = [.. Enumerable.Range(0, at.Width * at.Height).Select(i => weight(at.X + i % at.Width))];
        return new TilePart(view.Clone(), new Mat(at.Size, MatType.CV_8UC1, Scalar.All(255)), weights, at);
    }

    /// <summary>Burt and Adelson as they wrote it: the bands of every part, weighted, summed, divided, collapsed.</summary>
    private static Mat Naive(TilePart[] parts, int bands)
    {
        var sums = new Mat[bands + 1];
        var totals = new Mat[bands + 1];
        foreach (TilePart part in parts)
        {
            Mat image = new(), weight = TileWeights.Plane(part).Clone();
            part.Image.ConvertTo(image, MatType.CV_32F);
            for (int level = 0; level <= bands; level++)
            {
                Mat next = new(), up = new(), band = image, three = new();
                if (level < bands)
                {
                    Cv2.PyrDown(image, next);
                    Cv2.PyrUp(next, up, image.Size());
                    band = new Mat();
                    Cv2.Subtract(image, up, band);
                }
                Cv2.Merge([weight, weight, weight], three);
                Mat weighted = new();
                Cv2.Multiply(band, three, weighted);
                if (sums[level] is null)
                {
                    (sums[level], totals[level]) = (weighted, three);
                }
                else
                {
                    Cv2.Add(sums[level], weighted, sums[level]);
                    Cv2.Add(totals[level], three, totals[level]);
                }
                Mat smaller = new();
                Cv2.PyrDown(weight, smaller);
                (image, weight) = (next, smaller);
            }
        }
        Mat result = new();
        Cv2.Divide(sums[bands], totals[bands], result);
        for (int level = bands - 1; level >= 0; level--)
        {
            Mat up = new(), band = new();
            Cv2.PyrUp(result, up, sums[level].Size());
            Cv2.Divide(sums[level], totals[level], band);
            Cv2.Add(up, band, up);
            result = up;
        }
        var blended = new Mat();
        result.ConvertTo(blended, parts[0].Image.Type());
        return blended;
    }
}
