using System.Numerics;
using Hybrid.Classical;
using Hybrid.Imaging;
using OpenCvSharp;
using Xunit.Abstractions;

namespace Hybrid.Tests.Classical.InverseSearch;

public class InverseSearchOracleTests(ITestOutputHelper output)
{
    // Images are not rounded to 8 bits on each level here, sums run in another order, and a patch between two minima may take the other one: a few
    // hundredths of a pixel of the finest level searched at most pixels, more at a few.
    [Theory]
    [InlineData("ultra-fast", 0.12, 0.3)]
    [InlineData("fast", 0.12, 0.2)]
    [InlineData("medium", 0.05, 0.1)]
    [InlineData("odd-size", 0.05, 0.1)]
    [InlineData("plain", 0.05, 0.12)]
    [InlineData("patch-12", 0.05, 0.1)]
    [InlineData("initial", 0.04, 0.15)]
    public void Flow_is_what_OpenCV_finds(string name, double median, double mean)
    {
        (Mat a, Mat b, InverseSearchOptions options, FlowField? initial, FlowField expected) = InverseSearchFixtures.Case(name);
        using (a)
        using (b)
        {
            FlowField flow = new InverseSearchFlow(options, 1).Compute(a, b, initial);
            Assert.Equal((expected.Width, expected.Height), (flow.Width, flow.Height));
            double[] differences = [.. Pixels(flow).Select(p => (double)Vector2.Distance(flow[p.X, p.Y], expected[p.X, p.Y])).Order()];
            output.WriteLine(FormattableString.Invariant($"{name}: median {differences[differences.Length / 2]:F4}, mean {differences.Average():F4}, largest {differences[^1]:F2}"));
            Assert.InRange(differences[differences.Length / 2], 0, median);
            Assert.InRange(differences.Average(), 0, mean);
        }
    }

    private static IEnumerable<Point> Pixels(FlowField flow) =>
        Enumerable.Range(0, flow.Width * flow.Height).Select(i => new Point(i % flow.Width, i / flow.Width));
}
