using Hybrid.Cli.Infrastructure;
using Hybrid.Imaging;
using Hybrid.Stitching;
using OpenCvSharp;

namespace Hybrid.Cli.Output;

/// <summary>The folder of <c>--report</c>: every decision as JSON and as pictures, and the project to run again.</summary>
internal static class StitchReport
{
    private const int LongSide = 640;
    private const int MostPairs = 60;

    /// <summary>The file that is moved to its place last.</summary>
    public const string Main = "stitch.json";

    /// <summary>Name of the project file.</summary>
    public const string Project = "project.yaml";

    /// <summary>Stages every file of the report.</summary>
    public static void Stage(OutputFolder folder, StitchResult result, StitchOptions options, StitchInstructions instructions, IReadOnlyList<string> files)
    {
        using (Mat graph = PanoramaPictures.Graph(result))
            folder.Stage("graph.png", ImageWriter.Encode(".png", graph));
        for (int i = 0; i < result.Panoramas.Count; i++)
        {
            using Mat seams = PanoramaPictures.Seams(result.Panoramas[i]);
            folder.Stage($"seams-{i + 1}.png", ImageWriter.Encode(".png", seams));
        }
        foreach (PairDecision pair in result.Pairs.Where(p => p.IsLinked).Take(MostPairs))
        {
            using Mat a = Reduced(result.Images[pair.A].Name, out double sa), b = Reduced(result.Images[pair.B].Name, out double sb);
            using Mat drawn = MatchDrawing.Draw(a, b, [.. pair.Inliers.Select(m => (At(m.A, sa), At(m.B, sb)))], 120);
            folder.Stage($"pair-{pair.A + 1}-{pair.B + 1}.jpg", ImageWriter.Encode(".jpg", drawn));
        }
        folder.Stage(Project, System.Text.Encoding.UTF8.GetBytes(StitchProject.Write(result, options, instructions)));
        folder.Stage(Main, JsonOutput.ToUtf8(writer => StitchJson.Write(writer, result, files)));
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
