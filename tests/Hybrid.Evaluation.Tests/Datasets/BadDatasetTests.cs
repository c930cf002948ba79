using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Datasets;

public class BadDatasetTests
{
    [Theory]
    [InlineData("H_1_2.txt", "1 0 0\n0 1 0\n", "9 numbers, not 6")]
    [InlineData("H_1_2.txt", "1 0 0\n0 1 zwei\n0 0 1", "H_1_2.txt:2: no homography: 'zwei' is not a finite number")]
    [InlineData("H_1_2.txt", "1 0 0\n0 NaN 0\n0 0 1", "'NaN' is not a finite number")]
    [InlineData("H_1_2.txt", "1 2 3\n2 4 6\n0 0 1", "singular")]
    [InlineData("H_1_2.txt", "", "is empty")]
    [InlineData("points_1_2.txt", "1 2 3\n", "points_1_2.txt:1: expected x1 y1 x2 y2, found 3 numbers")]
    [InlineData("points_1_2.txt", "1 2 3 4000\n", "lies outside its images")]
    [InlineData("2.png", "", "is empty")]
    [InlineData("2.png", "this is text", "2.png")]
    public void A_damaged_file_is_named_in_one_line(string file, string content, string message)
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "set/1.png");
        Files.Image(folder, "set/2.png");
        folder.Text("set/H_1_2.txt", Files.Identity);
        folder.Text("set/" + file, content);
        DatasetProblem problem = Assert.Single(DatasetCheck.ReadAll(DatasetLocator.Open(folder.Path)));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void A_missing_image_is_found_before_a_run()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "set/1.png");
        folder.Text("set/H_1_2.txt", Files.Identity);
        IPairDataset dataset = DatasetLocator.Open(folder.Path);
        var error = Assert.Throws<InputException>(() => DatasetCheck.RequireUsable(dataset.Pairs));
        Assert.Contains("2.png: is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dense_truth_of_another_size_is_refused()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "flow/f/1.png");
        Files.Image(folder, "flow/f/2.png");
        Files.Flo(folder, "flow/f/flow_1_2.flo", 12, 16, (_, _) => (0, 0));
        Assert.Contains("the flow is 12x16 but the image is 24x16", Assert.Single(DatasetCheck.ReadAll(DatasetLocator.Open(folder.Path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truth_without_any_known_value_is_refused()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "stereo/s/left.png");
        Files.Image(folder, "stereo/s/right.png");
        Files.Gray16(folder, "stereo/s/disp_left_x256.png", 24, 16, (_, _) => 0);
        Assert.Contains("no disparity in it is known", Assert.Single(DatasetCheck.ReadAll(DatasetLocator.Open(folder.Path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_unknown_missing_and_mixed_folders_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["empty"]);
        folder.Text("unknown/readme.txt", "nothing to see");
        Files.Image(folder, "mixed/set/1.ppm");
        Files.Image(folder, "mixed/set/2.ppm");
        folder.Text("mixed/set/H_1_2", Files.Identity);
        folder.Text("mixed/set/H_1_2.txt", Files.Identity);
        Assert.Contains("is empty", Message(folder["empty"]), StringComparison.Ordinal);
        Assert.Contains("no dataset layout fits", Message(folder["unknown"]), StringComparison.Ordinal);
        Assert.Contains("there is no such folder", Message(folder["nowhere"]), StringComparison.Ordinal);
        Assert.Contains("mixes the layouts hybrid and hpatches", Message(folder["mixed"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_of_links_ends()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "d/homography/s/1.png");
        Files.Image(folder, "d/homography/s/2.png");
        folder.Text("d/homography/s/H_1_2.txt", Files.Identity);
        Directory.CreateSymbolicLink(folder["d/homography/loop"], folder["d"]);
        Directory.CreateSymbolicLink(folder["d/homography/self"], "self");
        Assert.Equal("homography/s/1-2", Assert.Single(DatasetLocator.Open(folder["d"]).Pairs).Name);
        File.Delete(folder["d/homography/loop"]);
        File.Delete(folder["d/homography/self"]);
    }

    [Theory]
    [InlineData("pairs.csv", "name,a\nx,y\n", "column 'b' is missing")]
    [InlineData("pairs.csv", "", "is empty")]
    [InlineData("pairs.csv", "a,b,homografy\nx,y,z\n", "did you mean 'homography'?")]
    [InlineData("pairs.csv", "a,b\nx,y,z\n", "pairs.csv:2: has 3 fields, the header 2")]
    [InlineData("pairs.csv", "a,b\n\"x,y\n", "not closed")]
    [InlineData("pairs.csv", "a,b,flow,disparity\nx,y,z,w\n", "has both flow and disparity")]
    [InlineData("pairs.yaml", "pairs: [1, 2", "is not a YAML list")]
    [InlineData("pairs.yaml", "other: []", "is not a YAML list|no list under 'pairs'")]
    [InlineData("pairs.txt", "x", "a list of pairs is a .csv")]
    public void A_malformed_list_is_refused(string name, string content, string message)
    {
        using var folder = new TemporaryFolder();
        string error = Message(folder.Text(name, content));
        Assert.Contains(message.Split('|'), m => error.Contains(m, StringComparison.Ordinal));
    }

    private static string Message(string path)
    {
        string message = Assert.Throws<InputException>(() => DatasetLocator.Open(path)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
