using Hybrid.Alignment;
using Hybrid.Imaging;
using Hybrid.Stereo;

namespace Hybrid.Tests.Stereo;

/// <summary>Pairs that come with the repository, with the tolerance that their figures leave.</summary>
public class RealStereoTests
{
    [Theory]
    [InlineData("posters_19", 0.03)]
    [InlineData("litter_09", 0.035)]
    [InlineData("tiles_24", 0.08)]
    public void Classic_stays_below_the_share_of_bad_pixels_that_it_reached(string name, double most)
    {
        string folder = Folder(name);
        string[] images = [.. new[] { "left", "right" }.Select(side => Directory.GetFiles(folder, side + ".*").Single())];
        using var pair = new ImagePair(name, ImageReader.Read(images[0]), ImageReader.Read(images[1]));
        StereoResult result = StereoCatalogue.Create(MethodSpec.Parse("classic"), new AlignerSettings()).Match(pair);
        ScalarMap truth = DisparityFile.ReadScaled(Path.Combine(folder, "disp_left_x256.png"));
        int[] known = [.. Enumerable.Range(0, truth.Data.Length).Where(i => !float.IsNaN(truth.Data[i]))];
        Assert.InRange(known.Average(i => Math.Abs(result.Disparity!.Data[i] - truth.Data[i]) <= 2 ? 0.0 : 1.0), 0, most);
    }

    private static string Folder(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "datasets", "embedded", "stereo", name);
            if (Directory.Exists(candidate))
                return candidate;
        }
        throw new DirectoryNotFoundException($"datasets/embedded/stereo/{name} is not above {AppContext.BaseDirectory}");
    }
}
