using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Imaging;
using Hybrid.Stitching;
using OpenCvSharp;

namespace Hybrid.Cli.Stitch;

/// <summary>The folder of <c>--report</c>: every decision as JSON, as a page and as pictures of each stage, and the project to run again.</summary>
internal static class StitchReport
{
    private const int LongSide = 640;
    private const int MostPairs = 60;
    private const int MostImages = 60;

    /// <summary>The file that is moved to its place last.</summary>
    public const string Main = "stitch.json";

    /// <summary>Name of the page for people.</summary>
    public const string Page = "report.html";

    /// <summary>Name of the project file.</summary>
    public const string Project = "project.yaml";

    /// <summary>Stages every file of the report.</summary>
    public static void Stage(OutputFolder folder, StitchResult result, StitchOptions options, StitchInstructions instructions, IReadOnlyList<string> files)
    {
        var pictures = new List<(string File, string Caption)>();
        Add("graph.png", "Match graph: green lines join images held to overlap (wider for more matches), grey ones were compared and refused; red images are in no panorama.", PanoramaPictures.Graph(result));
        IReadOnlyList<OverlapReview>[] reviews = [.. result.Panoramas.Select((_, i) => PanoramaReview.Overlaps(result, i))];
        for (int i = 0; i < result.Panoramas.Count; i++)
        {
            Panorama panorama = result.Panoramas[i];
            string name = string.Create(CultureInfo.InvariantCulture, $"Panorama {i + 1}");
            Add($"layout-{i + 1}.jpg", $"{name}: where each image lies.", PanoramaPictures.Layout(panorama));
            if (PanoramaPictures.Bending(panorama, out float most) is { } bending)
                Add($"refinement-{i + 1}.png", string.Create(CultureInfo.InvariantCulture, $"{name}: how far dense refinement bends what shows; brightest is {Math.Max(most, 1):F1} px."), bending);
            Add($"exposure-{i + 1}.jpg", $"{name}: before exposure was evened out (above) and after (below).", PanoramaPictures.Exposure(panorama));
            Add($"seams-{i + 1}.png", $"{name}: seams, and the image that shows in each part.", PanoramaPictures.Seams(panorama));
        }
        foreach (PairDecision pair in result.Pairs.Where(p => p.IsLinked).Take(MostPairs))
        {
            using Mat a = Reduced(result.Images[pair.A].Name, out double sa), b = Reduced(result.Images[pair.B].Name, out double sb);
            Add($"pair-{pair.A + 1}-{pair.B + 1}.jpg", $"Matches of images {pair.A + 1} and {pair.B + 1}.", MatchDrawing.Draw(a, b, [.. pair.Inliers.Select(m => (At(m.A, sa), At(m.B, sb)))], 120));
        }
        for (int i = 0; i < Math.Min(MostImages, result.Images.Count); i++)
        {
            if (PanoramaPictures.Features(result, i) is { } features)
                Add($"features-{i + 1}.jpg", $"Image {i + 1}: the features found first.", features);
        }
        folder.Stage(Project, System.Text.Encoding.UTF8.GetBytes(StitchProject.Write(result, options, instructions)));
        folder.Stage(Page, System.Text.Encoding.UTF8.GetBytes(StitchPage.Write(result, files, reviews, pictures)));
        folder.Stage(Main, JsonOutput.ToUtf8(writer => StitchJson.Write(writer, result, files, reviews)));

        void Add(string file, string caption, Mat picture)
        {
            using (picture)
                folder.Stage(file, ImageWriter.Encode(Path.GetExtension(file), picture));
            pictures.Add((file, caption));
        }
    }

    private static Point2d At(Point2d p, double scale) => new((p.X + 0.5) * scale - 0.5, (p.Y + 0.5) * scale - 0.5);

    private static Mat Reduced(string path, out double scale)
    {
        using Mat image = ImageReader.Read(path);
        scale = Math.Min(1, (double)LongSide / Math.Max(image.Width, image.Height));
        var reduced = new Mat();
        Cv2.Resize(image, reduced, new Size(Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale))), 0, 0, InterpolationFlags.Area);
        return reduced;
    }
}
