using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Datasets;

/// <summary>Lists of pairs: what is right is read, what is wrong ends in one line that says what would be right.</summary>
public class ListTests
{
    [Theory]
    [InlineData("nohead.csv", "graf/1.jpg,graf/2.jpg\n", "nohead.csv:1: the first line must name the columns: a,b,homography")]
    [InlineData("semi.csv", "image1;image2;H\nx.jpg;y.jpg;h.txt\n", "separated by ';', those of a .csv list by ','; the first line names the columns: a,b,homography")]
    [InlineData("semi.csv", "a;b;homography\nx.jpg;y.jpg;h.txt\n", "separated by ';'")]
    [InlineData("tabs.csv", "a\tb\nx.jpg\ty.jpg\n", "separated by '\\t'")]
    [InlineData("commas.tsv", "a,b\nx.jpg,y.jpg\n", "the first line names the columns: a\tb\thomography")]
    [InlineData("root.yaml", "- a: 1.jpg\n  b: 2.jpg\n", "root.yaml:1: the pairs must stand under a key; the first line is 'pairs:'")]
    [InlineData("other.yaml", "pictures:\n  - a: 1.jpg\n", "the first line is 'pairs:'")]
    [InlineData("empty.yaml", "", "its first line is: pairs:")]
    public void A_list_without_its_first_line_is_told_the_right_one(string name, string content, string message) => AssertRefused(name, content, message);

    [Theory]
    [InlineData("l.csv", "a,b,flow\n1.png,2\0.png,\n", "l.csv:2: 'b' holds a null character")]
    [InlineData("l.csv", "a,a\n1.png,2.png\n", "a column stands twice")]
    [InlineData("l.csv", "a,b,truth\n1.png,2.png,maybe\n", "truth 'maybe' is not 'none'")]
    [InlineData("l.csv", "a,b,task\n1.png,2.png,7\n", "unknown task '7'")]
    [InlineData("l.csv", "a,b,disparity,disparity_scale\n1.png,2.png,d.png,NaN\n", "is not a number above 0")]
    [InlineData("l.csv", "a,b\nx\"y,z\n", "l.csv:2: is not CSV: a quote")]
    [InlineData("l.yaml", "pairs: [null]", "l.yaml:1: a pair is written as")]
    [InlineData("l.yaml", "pairs:\n  - name: p1\n    a: 1.png\n    b: 2.png\n  - #{a: 1.png}\n", "l.yaml:5: a pair is written as")]
    [InlineData("l.yaml", "? [a, b]\n: 1\n", "has no list under 'pairs'")]
    [InlineData("l.yaml", "pairs:\n- {a: [x.png], b: y.png}\n", "'a' takes one value")]
    [InlineData("l.yaml", "pairs:\n- {[a]: x.png, b: y.png}\n", "a key is a word")]
    [InlineData("l.yaml", "pairs:\n- {a: x.png, a: y.png, b: z.png}\n", "is not a YAML list")]
    [InlineData("l.yaml", "x0: &x0 [{a: q, b: r}]\nx1: &x1 [*x0,*x0]\npairs: *x0\n", "aliases are not read")]
    [InlineData("l.yaml", "pairs: []\n---\npairs: []\n", "one document")]
    public void A_damaged_list_is_refused_by_its_line(string name, string content, string message) => AssertRefused(name, content, message);

    [Fact]
    public void Depth_length_and_bytes_are_bounded()
    {
        AssertRefused("deep.yaml", "pairs: " + new string('[', 100_000), "levels deep");
        AssertRefused("quotes.csv", "a,b\nx" + new string('"', 400_000) + ",y\n", "quotes.csv:2");
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Prepared("latin.csv"), [(byte)'a', (byte)',', (byte)'b', (byte)'\n', 0xE9, (byte)',', 0xFF, (byte)'\n']);
        Assert.Contains("is not text in UTF-8", Message(folder["latin.csv"]), StringComparison.Ordinal);
        File.CreateSymbolicLink(folder["endless.csv"], "/dev/zero");
        Assert.Contains("is a device or a pipe", Message(folder["endless.csv"]), StringComparison.Ordinal);
        File.Delete(folder["endless.csv"]);
    }

    [Fact]
    public void Blank_values_comments_tags_and_unrelated_pairs_are_read()
    {
        using var folder = new TemporaryFolder();
        folder.Text("h.txt", Files.Identity);
        string csv = folder.Text("l.csv", "# made by hand\na,b,homography,truth,tags\n1.png,2.png,h.txt,,wall easy\n\n1.png,3.png,,none,\n");
        IPairDataset dataset = DatasetLocator.Open(csv);
        Assert.Equal(["homography", "none"], dataset.Pairs.Select(p => p.TruthKind));
        Assert.Equal(["wall", "easy"], dataset.Pairs[0].Tags);
        Assert.IsType<UnrelatedTruth>(dataset.Pairs[1].LoadTruth());
        string yaml = folder.Text("l.yaml", "pairs:\n- {a: x.png, b: y.png, homography: , truth: ~}\n- {a: x.png, b: y.png, truth: none}\n");
        Assert.Equal(["unknown", "none"], DatasetLocator.Open(yaml).Pairs.Select(p => p.TruthKind));
    }

    [Theory]
    [InlineData("template.csv")]
    [InlineData("template.yaml")]
    public void The_template_is_a_list_with_a_pair_of_every_kind(string name)
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = DatasetLocator.Open(folder.Text(name, name.EndsWith("csv", StringComparison.Ordinal) ? ListTemplate.Csv() : ListTemplate.Yaml()));
        Assert.Equal(
            ["homography", "points", "scene-points", "flow", "disparity", "none", "overlap", "sharp", "unknown"], dataset.Pairs.Select(p => p.TruthKind));
        Assert.Equal(Enum.GetValues<TaskKind>().Order(), dataset.Pairs.Select(p => p.Task).Distinct().Order());
        Assert.All(ListColumn.Names, c => Assert.Contains($"# {c}: ", ListTemplate.Csv(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("methods: [control]\ngrids:\n ", 1)]
    [InlineData("methods: [control]\ngrids:\n  - method: classic\n    options:\n    ", 2)]
    public void An_empty_part_of_a_sweep_says_nothing(string text, int methods)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(methods, MethodSweep.Read(folder.Text("s.yaml", text)).Count);
    }

    [Theory]
    [InlineData("methods: [control]\ngrids:\n  -\n", "s.yaml:3: a grid has the keys")]
    [InlineData("methods: [[a]]\n", "a word or a number stands there")]
    [InlineData("methods: control\n", "a list stands there")]
    [InlineData("grids:\n  - method: classic\n    options: [1]\n", "lists of values by name")]
    [InlineData("grids:\n  - method: classic\n    options:\n      ratio: 0.8\n", "a list stands there")]
    public void A_damaged_sweep_is_refused_by_its_line(string text, string message)
    {
        using var folder = new TemporaryFolder();
        string error = Assert.Throws<InputException>(() => MethodSweep.Read(folder.Text("s.yaml", text))).Message;
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    private static void AssertRefused(string name, string content, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(message, Message(folder.Text(name, content)), StringComparison.Ordinal);
    }

    private static string Message(string path)
    {
        string message = Assert.Throws<InputException>(() => DatasetLocator.Open(path)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
