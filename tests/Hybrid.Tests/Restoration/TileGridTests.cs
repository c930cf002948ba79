using Hybrid.Restoration;
using Hybrid.Tests.Imaging;

namespace Hybrid.Tests.Restoration;

public class TileGridTests
{
    [Fact]
    public void Weights_of_overlapping_tiles_sum_to_one_at_every_pixel()
    {
        Pictures.ForAllSeeds(
            seed =>
            {
                var random = new Random(seed);
                int multiple = 1 << random.Next(5), overlap = random.Next(100), size = 2 * (overlap + multiple) + random.Next(200);
                int length = random.Next(1, 3000);
                var grid = new TileGrid(length, size, overlap, multiple);
                var sum = new double[length];
                for (int t = 0; t < grid.Tiles.Count; t++)
                {
                    float[] weights = grid.Weights(t);
                    for (int i = 0; i < weights.Length; i++)
                        sum[grid.Tiles[t].Start + i] += weights[i];
                }
                return sum.All(s => Math.Abs(s - 1) < 1e-5) && grid.Tiles.All(t => t.Start % multiple == 0 && t.End - t.Start <= size);
            },
            runs: 300);
    }

    [Fact]
    public void A_tile_counts_for_nothing_at_the_rim_that_it_shares()
    {
        var grid = new TileGrid(1000, 300, 90, 8);
        Assert.Equal(0, grid.Weights(1)[0]);
        Assert.Equal(0, grid.Weights(0)[^1]);
        Assert.Equal(1, grid.Weights(0)[0]);
    }

    [Fact]
    public void Overlaps_too_wide_for_the_tile_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TileGrid(1000, 100, 60, 8));
}
