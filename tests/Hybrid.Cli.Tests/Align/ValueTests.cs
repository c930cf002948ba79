using System.Text.Json;
using Hybrid.Cli.Tests.Support;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Cli.Tests.Align;

/// <summary>Images of any values: what is looked at is brought to one range, what is written keeps its own.</summary>
public class ValueTests
{
    private const float Nothing = -9999;

    [Fact]
    public void Twelve_bits_in_sixteen_are_aligned_as_eight_and_written_as_they_are()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        foreach ((string from, string to) in (ReadOnlySpan<(string, string)>)[(a, "a12.png"), (b, "b12.png")])
        {
            using Mat eight = ImageReader.Read(from), deep = new();
            eight.ConvertTo(deep, MatType.CV_16U, 4095.0 / 255);
            ImageWriter.Write(folder[to], deep);
        }
        Homography of8 = Aligned(folder, a, b, "8"), of12 = Aligned(folder, folder["a12.png"], folder["b12.png"], "12");
        Assert.InRange(of8.DistanceTo(of12, new Size(PairFiles.Width, PairFiles.Height)).Mean, 0, 0.02);
        using Mat warped = ImageReader.Read(folder["12/warped.png"]);
        Cv2.MinMaxLoc(warped.Reshape(1), out _, out double most);
        Assert.Equal(MatType.CV_16UC3, warped.Type());
        Assert.InRange(most, 2000, 4095);
    }

    [Fact]
    public void Pixels_without_data_are_no_evidence_and_stay_what_they_are()
    {
        using var folder = new TemporaryFolder();
        (string a, string b) = PairFiles.WriteTo(folder);
        var hole = new Rect(120, 90, 130, 80);
        foreach ((string from, string to) in (ReadOnlySpan<(string, string)>)[(a, "a.tif"), (b, "b.tif")])
        {
            using Mat gray = ImageReader.Read(from, new ImageReadOptions { Color = ImageColor.Gray }), floats = new();
            gray.ConvertTo(floats, MatType.CV_32F, 0.01, 280);
            // The same place in both: a stranger that would say that nothing moved.
            using (Mat region = new(floats, hole))
                region.SetTo(Scalar.All(Nothing));
            ImageWriter.Write(folder[to], floats);
        }
        Homography h = Aligned(folder, folder["a.tif"], folder["b.tif"], "out");
        Assert.InRange(h.DistanceTo(PairFiles.Truth, new Size(PairFiles.Width, PairFiles.Height)).Mean, 0, 0.5);
        using Mat warped = ImageReader.Read(folder["out/warped.tif"]);
        warped.GetArray(out float[] values);
        Assert.Contains(Nothing, values);
        Assert.All(values, v => Assert.True(v is Nothing or 0 or (>= 279.9f and <= 282.7f), $"{v} is a mixture"));
        using Mat confidence = ImageReader.Read(folder["out/confidence.png"]);
        using Mat inside = new(confidence, hole);
        Assert.Equal(0, Cv2.CountNonZero(inside));
        using Mat picture = ImageReader.Read(folder["out/warped.png"], new ImageReadOptions { Color = ImageColor.AsStoredWithAlpha });
        Assert.Equal(4, picture.Channels());
    }

    private static Homography Aligned(TemporaryFolder folder, string a, string b, string name)
    {
        ProcessRun run = CliRun.Of("align", a, b, "--method", "classic", "-o", folder[name], "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        return Homography.FromRowMajor([.. json.RootElement.GetProperty("homography").EnumerateArray().Select(v => v.GetDouble())]);
    }
}
