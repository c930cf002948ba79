using Hybrid.Cli.Tests.Support;
using Hybrid.Geometry;

namespace Hybrid.Cli.Tests.Evaluate;

/// <summary>Views of painted planes with their homographies.</summary>
internal static class TinyDataset
{
    private const int Width = 320, Height = 240;

    /// <summary>Writes so many pairs, a scene each, in a folder of the test's.</summary>
    public static void Write(TemporaryFolder folder, string name, int pairs)
    {
        for (int i = 0; i < pairs; i++)
        {
            string place = folder[$"{name}/homography/scene{i}"];
            Directory.CreateDirectory(place);
            var truth = new Homography(0.97, -0.05 - 0.01 * i, 12 + i, 0.06, 0.96, -9, 5e-5, -3e-5, 1);
            var plane = new Scene(40 + i, Width, Height);
            File.WriteAllBytes(Path.Combine(place, "1.png"), PngFile.Rgb8(plane.View(Width, Height, Homography.Identity)));
            File.WriteAllBytes(Path.Combine(place, "2.png"), PngFile.Rgb8(plane.View(Width, Height, truth.Inverse()!.Value)));
            HomographyFile.Write(Path.Combine(place, "H_1_2.txt"), truth);
        }
    }
}
