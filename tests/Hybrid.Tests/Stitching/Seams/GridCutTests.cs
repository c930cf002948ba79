using Hybrid.Stitching.Composition.Seams;
using Xunit;

namespace Hybrid.Tests.Stitching.Seams;

public class GridCutTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_cut_is_the_cheapest_of_all_and_costs_the_flow(int seed)
    {
        var random = new Random(seed);
        for (int trial = 0; trial < 300; trial++)
        {
            int width = random.Next(1, 5), height = random.Next(1, 4);
            SeamEnergy energy = RandomEnergy(random, width, height);
            var grid = new GridCut(width, height);
            Fill(grid, energy);
            long flow = grid.Solve();
            bool[] cut = [.. Enumerable.Range(0, width * height).Select(i => grid.IsSource(i % width, i / width))];
            long least = Enumerable.Range(0, 1 << (width * height)).Min(mask => energy.Cost([.. Enumerable.Range(0, width * height).Select(i => (mask >> i & 1) != 0)]));
            Assert.Equal(least, flow);
            Assert.Equal(least, energy.Cost(cut));
        }
    }

    [Fact]
    public void Flow_and_cut_agree_on_a_large_grid()
    {
        var random = new Random(4);
        SeamEnergy energy = RandomEnergy(random, 90, 70);
        var grid = new GridCut(90, 70);
        Fill(grid, energy);
        long flow = grid.Solve();
        Assert.Equal(energy.Cost([.. Enumerable.Range(0, 90 * 70).Select(i => grid.IsSource(i % 90, i / 90))]), flow);
    }

    internal static SeamEnergy RandomEnergy(Random random, int width, int height)
    {
        int count = width * height;
        int[] terminals = [.. Enumerable.Range(0, count).Select(_ => random.Next(3) == 0 ? 0 : random.Next(-9, 10))];
        int[] right = [.. Enumerable.Range(0, count).Select(_ => random.Next(8))], down = [.. Enumerable.Range(0, count).Select(_ => random.Next(8))];
        return SeamEnergy.Of(width, height, terminals, right, down);
    }

    private static void Fill(GridCut grid, SeamEnergy energy)
    {
        for (int i = 0; i < energy.Terminals.Length; i++)
        {
            (int x, int y) = (i % energy.Width, i / energy.Width);
            grid.Join(x, y, energy.Terminals[i]);
            if (x + 1 < energy.Width)
                grid.JoinRight(x, y, energy.Right[i]);
            if (y + 1 < energy.Height)
                grid.JoinDown(x, y, energy.Down[i]);
        }
    }
}
