using System.Globalization;
using System.Text.RegularExpressions;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Report;

/// <summary>The folder of <c>--report</c>: every decision as JSON, as a page and as pictures of each stage, and the project to run again.</summary>
public static partial class StitchReport
{
    private const int LongSide = 640;
    private const int LongSideOfPanorama = 1600;
    private const int MostPairs = 60;
    private const int MostImages = 60;

    /// <summary>The file that is moved to its place last.</summary>
    public const string Main = "stitch.json";

    /// <summary>Name of the page for people.</summary>
    public const string Page = "report.html";

    /// <summary>Name of the project file.</summary>
    public const string Project = "project.yaml";

    /// <summary>The files of an earlier report in a folder; none where it holds no report.</summary>
    /// <param name="folder">The folder.</param>
    public static IReadOnlyList<string> Earlier(string folder) => File.Exists(Path.Combine(folder, Main))
        ? [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Where(f => f is Main or Page or Project || Picture().IsMatch(f))]
        : [];

    [GeneratedRegex(@"^(graph|(panorama|layout|refinement|exposure|seams|features)-\d+|pair-\d+-\d+)\.(png|jpg)$", RegexOptions.CultureInvariant)]
    private static partial Regex Picture();

    /// <summary>Stages every file of the report.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="result">The stitching.</param>
    /// <param name="options">The options it was made with.</param>
    /// <param name="instructions">What it was told of images and pairs.</param>
    /// <param name="files">The panoramas' files.</param>
    public static void Stage(OutputFolder folder, StitchResult result, StitchOptions options, StitchInstructions instructions, IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(files);
        var previews = new List<string>();
        for (int i = 0; i < files.Count; i++)
        {
            previews.Add(string.Create(CultureInfo.InvariantCulture, $"panorama-{i + 1}.jpg"));
            using Mat small = Reduced(result.Panoramas[i].Image, LongSideOfPanorama, out _);
            using Mat preview = PixelFormat.ToBgr8(small);
            folder.Stage(previews[i], ImageWriter.Encode(previews[i], preview));
        }
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
            using Mat a = Read(result.Images[pair.A].Name, out double sa), b = Read(result.Images[pair.B].Name, out double sb);
            Add($"pair-{pair.A + 1}-{pair.B + 1}.jpg", $"Matches of images {pair.A + 1} and {pair.B + 1}.", MatchDrawing.Draw(a, b, [.. pair.Inliers.Select(m => (At(m.A, sa), At(m.B, sb)))], 120));
        }
        for (int i = 0; i < Math.Min(MostImages, result.Images.Count); i++)
        {
            if (PanoramaPictures.Features(result, i) is { } features)
                Add($"features-{i + 1}.jpg", $"Image {i + 1}: the features found first.", features);
        }
        folder.Stage(Project, System.Text.Encoding.UTF8.GetBytes(StitchProject.Write(result, options, instructions, folder.FullPath)));
        folder.Stage(Page, System.Text.Encoding.UTF8.GetBytes(StitchPage.Write(result, files, reviews, previews, pictures)));
        folder.Stage(Main, StitchJson.ToUtf8(result, files, reviews));

        void Add(string file, string caption, Mat picture)
        {
            using (picture)
                folder.Stage(file, ImageWriter.Encode(Path.GetExtension(file), picture));
            pictures.Add((file, caption));
        }
    }

    private static Point2d At(Point2d p, double scale) => new((p.X + 0.5) * scale - 0.5, (p.Y + 0.5) * scale - 0.5);

    private static Mat Read(string path, out double scale)
    {
        using Mat image = ImageReader.Read(path);
        return Reduced(image, LongSide, out scale);
    }

    private static Mat Reduced(Mat image, int longSide, out double scale)
    {
        scale = Math.Min(1, (double)longSide / Math.Max(image.Width, image.Height));
        var reduced = new Mat();
        Cv2.Resize(image, reduced, new Size(Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale))), 0, 0, InterpolationFlags.Area);
        return reduced;
    }
}
