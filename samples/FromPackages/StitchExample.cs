using Hybrid.Imaging;
using Hybrid.Stitching;

namespace FromPackages;

/// <summary>Joins photographs into panoramas, and says of each what became of it.</summary>
internal static class StitchExample
{
    public static int Run(string[] images, string file)
    {
        var stitcher = new PanoramaStitcher(new StitchOptions { Crop = true });
        using StitchResult result = stitcher.Stitch([.. images.Select(i => new SourceImage(i))]);
        foreach (ImageDecision image in result.Images)
            Console.WriteLine($"{image.Name}: {image.Outcome} {image.Reason}");
        if (result.Panoramas.Count == 0)
            return 1;
        Panorama panorama = result.Panoramas[0];
        Console.WriteLine($"{panorama.Image.Width}x{panorama.Image.Height}, {panorama.FieldOfView:0} degrees");
        ImageWriter.Write(file, panorama.Image);
        return 0;
    }
}
