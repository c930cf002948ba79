using Hybrid.Stitching.Report;
using Xunit;

namespace Hybrid.Tests.Stitching;

public class TimeChartTests
{
    [Theory]
    [InlineData(3, 1, 3)]
    [InlineData(47, 10, 50)]
    [InlineData(930, 200, 1000)]
    [InlineData(4_200, 1000, 5000)]
    [InlineData(64_000, 20_000, 80_000)]
    [InlineData(400_000, 120_000, 480_000)]
    public void Ticks_are_round_and_few(double longest, double tick, double end) => Assert.Equal((tick, end), TimeChart.Axis(longest));

    [Theory]
    [InlineData(7, "7 ms")]
    [InlineData(999.6, "1.0 s")]
    [InlineData(61_000, "61.0 s")]
    [InlineData(150_000, "2.5 min")]
    public void Times_have_units(double milliseconds, string text) => Assert.Equal(text, TimeChart.Duration(milliseconds));

    [Fact]
    public void Bars_and_ticks_share_one_scale()
    {
        string html = TimeChart.Draw([new("a<b", StepOutcome.Accepted, ReasonCode.None, "", 500), new("note", StepOutcome.Skipped, ReasonCode.None, "", 0), new("c", StepOutcome.Accepted, ReasonCode.None, "", 1000)]);
        Assert.Contains("a&lt;b", html, StringComparison.Ordinal);
        Assert.DoesNotContain("note", html, StringComparison.Ordinal);
        Assert.Contains("width:50.00%", html, StringComparison.Ordinal);
        Assert.Contains("left:100.00%\">1 s<", html, StringComparison.Ordinal);
    }
}
