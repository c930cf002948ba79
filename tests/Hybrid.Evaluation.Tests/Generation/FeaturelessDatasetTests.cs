using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Generation;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Generation;

/// <summary>Pairs without features, made from the embedded images.</summary>
public class FeaturelessDatasetTests
{
    private static string Embedded => Path.Combine(DatasetLocator.CatalogueFolder()!, DatasetLocator.Default);

    [Fact]
    public void A_seed_gives_the_same_bytes_and_pairs_that_can_be_evaluated()
    {
        using var folder = new TemporaryFolder();
        string first = Path.Combine(folder.Path, "one"), second = Path.Combine(folder.Path, "two");
        Assert.Equal(2, FeaturelessDataset.Make(first, Embedded, seed: 3, count: 2));
        FeaturelessDataset.Make(second, Embedded, seed: 3, count: 2);
        foreach (string file in Directory.GetFiles(first, "*", SearchOption.AllDirectories))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(file.Replace(first, second, StringComparison.Ordinal)));
        IPairDataset dataset = DatasetLocator.OpenFolder(first, "featureless");
        Assert.Equal(2, dataset.Pairs.Count);
        Assert.All(dataset.Pairs, p => Assert.Equal("homography", p.TruthKind));
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "mine.txt"), "mine");
        Assert.Throws<InputException>(() => FeaturelessDataset.Make(folder.Path, Embedded));
        Assert.Throws<InputException>(() => FeaturelessDataset.Make(Path.Combine(folder.Path, "new"), folder.Path));
    }
}
