using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Running;

public class MethodSweepTests
{
    [Fact]
    public void A_grid_makes_every_combination_beside_the_plain_methods()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Text("sweep.yaml", "methods: [control]\ngrids:\n  - method: classic:estimator=ransac\n    options:\n      ratio: [0.7, 0.8]\n      features: [sift, orb]\n");
        Assert.Equal(
            ["control", "classic:estimator=ransac;features=sift;ratio=0.7", "classic:estimator=ransac;features=sift;ratio=0.8", "classic:estimator=ransac;features=orb;ratio=0.7", "classic:estimator=ransac;features=orb;ratio=0.8"],
            MethodSweep.Read(file).Select(m => m.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("grids: [")]
    [InlineData("grid: []")]
    [InlineData("grids:\n  - method: classic\n    options:\n      ratio: []\n")]
    public void A_malformed_sweep_is_refused_in_one_line(string text)
    {
        using var folder = new TemporaryFolder();
        Assert.DoesNotContain('\n', Assert.Throws<InputException>(() => MethodSweep.Read(folder.Text("s.yaml", text))).Message);
    }
}
