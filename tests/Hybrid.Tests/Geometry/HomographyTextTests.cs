using Hybrid.Geometry;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class HomographyTextTests
{
    [Fact]
    public void Text_is_read_back_exactly() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        return Homography.Parse(h.ToText()) == h;
    });

    [Theory]
    [InlineData("1 0 2\n0 1 3\n0 0 1")]
    [InlineData("  1.0e0 0 2 0 1 3 0 0 1\r\n")]
    [InlineData("# A to B\n[[1, 0, 2],\n [0, 1, 3], % shift\n [0, 0, 1]]\n")]
    [InlineData("1;0;2;0;1;3;0;0;1")]
    public void Common_ways_of_writing_are_understood(string text) =>
        Assert.Equal(Homography.Translation(2, 3), Homography.Parse(text));

    [Theory]
    [InlineData("", "not 0")]
    [InlineData("1 2 3", "not 3")]
    [InlineData("1 0 0 0 1 0 0 0 1 7", "not 10")]
    [InlineData("1 0 0 0 1 0 0 0 x", "'x'")]
    [InlineData("1 0 0 0 1 0 0 0 NaN", "finite")]
    [InlineData("1,5 0 0 0 1 0 0 0 1 ", "not 10")]
    public void Anything_else_is_refused_in_one_line(string text, string expected)
    {
        string message = Assert.Throws<InputException>(() => Homography.Parse(text)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Files_are_read_back_and_left_whole()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        HomographyFile.Write(path, Graf13);
        Assert.Equal(Graf13, HomographyFile.Read(path));
        Assert.False(File.Exists(path + ".partial"));
        File.Delete(path);
    }

    [Fact]
    public void The_matrix_of_an_OpenCV_file_storage_is_read() => WithFile(
        """
        <?xml version="1.0"?>
        <opencv_storage>
        <H13 type_id="opencv-matrix">
          <rows>3</rows>
          <cols>3</cols>
          <dt>d</dt>
          <data>
            7.6285898e-01  -2.9922929e-01   2.2567123e+02
            3.3443473e-01   1.0143901e+00  -7.6999973e+01
            3.4663091e-04  -1.4364524e-05   1.0000000e+00 </data></H13>
        </opencv_storage>
        """,
        path => Assert.True(HomographyFile.Read(path).DistanceTo(Graf13, Graf).Max < 1e-9));

    [Theory]
    [InlineData("<opencv_storage></opencv_storage>", "no 3×3 matrix")]
    [InlineData("<opencv_storage>", "not well-formed")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "not well-formed")]
    [InlineData("hello", "no homography")]
    public void A_file_without_a_homography_is_refused_by_name(string content, string expected) => WithFile(content, path =>
    {
        string message = Assert.Throws<InputException>(() => HomographyFile.Read(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_missing_file_is_bad_input() =>
        Assert.Throws<InputException>(() => HomographyFile.Read(Path.Combine(Path.GetTempPath(), "no-such-homography.txt")));

    private static void WithFile(string content, Action<string> check)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, content);
        try
        {
            check(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
