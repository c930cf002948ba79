using Hybrid.Verification;

namespace Hybrid.Tests.Verification;

public class ShiftAgreementTests
{
    private const int Width = 40;
    private const int Height = 30;
    private const int Dimension = 16;

    [Fact]
    public void Equal_grids_agree_everywhere_and_no_shift_rivals_none()
    {
        DescriptorGrid grid = Grid((x, y) => Width * y + x);
        var agreement = ShiftAgreement.Of(grid, grid);
        Assert.Equal(1, agreement.Agreement, 1e-9);
        Assert.Equal(1, agreement.Extent, 1e-9);
        // In the corners too little lies around to choose from.
        Assert.Equal(Width * Height - 4, agreement.Places);
        Assert.InRange(agreement.Peak.Rival, -1, 0.5);
        Assert.True(agreement.Peak.Deviations > 8);
    }

    [Fact]
    public void Grids_of_different_things_agree_by_chance()
    {
        var agreement = ShiftAgreement.Of(Grid((x, y) => Width * y + x), Grid((x, y) => 100_000 + Width * y + x));
        Assert.InRange(agreement.Agreement - agreement.Chance, -0.05, 0.05);
        Assert.InRange(agreement.Extent, 0, 0.2);
    }

    [Theory]
    [InlineData(0.57, 0.74, 1600, true)]
    [InlineData(0.53, 0.54, 1500, false)]
    [InlineData(0.5, 0.7, 20, false)]
    [InlineData(0.7, 0.5, 1600, false)]
    public void A_share_is_below_another_beyond_what_the_number_of_places_explains(double one, double other, int places, bool below) =>
        Assert.Equal(below, Of(one, places).IsBelow(Of(other, places)));

    [Fact]
    public void A_lattice_has_a_rival_one_period_away()
    {
        DescriptorGrid grid = Grid((x, y) => x % 9 + 9 * (y % 7));
        ShiftPeak peak = ShiftAgreement.Of(grid, grid).Peak;
        Assert.Equal(1, peak.Rival, 1e-6);
        Assert.Equal(0, peak.ShiftX % 9);
        Assert.Equal(0, peak.ShiftY % 7);
        Assert.True(peak.ShiftX != 0 || peak.ShiftY != 0);
    }

    [Fact]
    public void What_runs_in_one_direction_has_rivals_along_it()
    {
        DescriptorGrid grid = Grid((_, y) => y);
        ShiftPeak peak = ShiftPeak.Of(grid, grid);
        Assert.Equal(1, peak.Rival, 1e-6);
        Assert.Equal(0, peak.ShiftY);
    }

    [Fact]
    public void Extent_is_the_part_that_agrees()
    {
        DescriptorGrid a = Grid((x, y) => Width * y + x), b = Grid((x, y) => x < Width / 4 ? Width * y + x : 100_000 + Width * y + x);
        Assert.InRange(ShiftAgreement.Of(a, b).Extent, 0.2, 0.4);
    }

    [Fact]
    public void Places_that_are_not_usable_count_for_nothing()
    {
        var nothing = new DescriptorGrid(Width, Height, Dimension, new float[Width * Height * Dimension], new bool[Width * Height]);
        var agreement = ShiftAgreement.Of(nothing, nothing);
        Assert.Equal(0, agreement.Places);
        Assert.Equal(0, agreement.Excess);
        Assert.True(double.IsNaN(agreement.Peak.Rival));
    }

    /// <summary>A random descriptor for each name of a place; equal names have equal ones.</summary>
    private static ShiftAgreement Of(double agreement, int places) =>
        new() { Places = places, Agreement = agreement, Chance = 0.2, Peak = ShiftPeak.Unknown, Extent = 1 };

    private static DescriptorGrid Grid(Func<int, int, int> name)
    {
        var data = new float[Width * Height * Dimension];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                var random = new Random(name(x, y));
                Span<float> descriptor = data.AsSpan((y * Width + x) * Dimension, Dimension);
                double length = 0;
                for (int d = 0; d < Dimension; d++)
                {
                    descriptor[d] = (float)(random.NextDouble() - 0.5);
                    length += descriptor[d] * descriptor[d];
                }
                for (int d = 0; d < Dimension; d++)
                    descriptor[d] /= (float)Math.Sqrt(length);
            }
        }
        return new DescriptorGrid(Width, Height, Dimension, data, [.. Enumerable.Repeat(true, Width * Height)]);
    }
}
