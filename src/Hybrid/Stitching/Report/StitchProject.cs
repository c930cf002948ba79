using System.Globalization;
using System.Text;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Stitching.Layout;
using OpenCvSharp;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Hybrid.Stitching.Report;

/// <summary>
/// A stitching's decisions as YAML: options, images, pairs with their matches. Edited by hand and run again, it needs no
/// matching: <c>use: never</c> leaves an image out, <c>use: pin</c> arranges the others around it, <c>link: force</c> and
/// <c>link: forbid</c> overrule a pair. Images are named relative to <c>folder</c>, and that relative to the project's
/// file, so that a project and its images can be moved together; a relative name does not lead out of that folder.
/// </summary>
public static class StitchProject
{
    private const int MatchesPerPair = 150;

    /// <summary>The project of a result.</summary>
    /// <param name="result">The stitching.</param>
    /// <param name="options">The options it was made with.</param>
    /// <param name="instructions">What it was told of images and pairs.</param>
    /// <param name="folder">Folder that the project's file will lie in.</param>
    public static string Write(StitchResult result, StitchOptions options, StitchInstructions instructions, string folder)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(instructions);
        string images = CommonFolder([.. result.Images.Select(i => Path.GetFullPath(i.Name))]);
        var text = new StringBuilder();
        text.AppendLine("# A stitching's decisions; edit and run: hybrid stitch --project FILE -o PANORAMA");
        text.AppendLine("# images: use = auto, never (leave out) or pin (arrange the others around it); pairs: link = auto, force or forbid");
        text.AppendLine("version: 1");
        text.AppendLine(CultureInfo.InvariantCulture, $"method: {Name(options.Method)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"flow: {Name(options.Flow)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"projection: {Name(options.Surface)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"lens: {Name(options.Lens)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"straighten: {(options.Straighten ? "true" : "false")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"exposure: {Name(options.Exposure)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"seam: {Name(options.Seam)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"blend: {Name(options.Blend)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"crop: {(options.Crop ? "true" : "false")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"scale: {options.Scale:R}");
        text.AppendLine(CultureInfo.InvariantCulture, $"folder: {Quoted(Path.GetRelativePath(Path.GetFullPath(folder), images))}");
        text.AppendLine("images:");
        foreach (ImageDecision image in result.Images)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  - path: {Quoted(Path.GetRelativePath(images, Path.GetFullPath(image.Name)))}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    use: {(image.Outcome == ImageOutcome.Excluded ? "never" : image.Name == instructions.Pinned ? "pin" : "auto")}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    # {Name(image.Outcome)}: {image.Reason.ReplaceLineEndings(" ")}");
        }
        text.AppendLine("pairs:");
        foreach (PairDecision pair in result.Pairs)
        {
            KnownPair? known = instructions.Pairs.FirstOrDefault(k => k.A == result.Images[pair.A].Name && k.B == result.Images[pair.B].Name);
            text.AppendLine(CultureInfo.InvariantCulture, $"  - images: [{pair.A + 1}, {pair.B + 1}]");
            text.AppendLine(CultureInfo.InvariantCulture, $"    link: {Name(known?.Link ?? PairLink.Auto)}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    linked: {(pair.IsLinked ? "true" : "false")}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    confidence: {pair.Confidence:F4}");
            if (pair.Homography is not { } h)
                continue;
            text.AppendLine(CultureInfo.InvariantCulture, $"    homography: [{string.Join(", ", h.ToRowMajor().Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}]");
            int count = Math.Min(MatchesPerPair, pair.Inliers.Count);
            IEnumerable<string> numbers = Enumerable.Range(0, count).Select(k => pair.Inliers[(int)((long)k * pair.Inliers.Count / count)])
                .SelectMany(m => new[] { m.A.X, m.A.Y, m.B.X, m.B.Y }).Select(v => v.ToString("F2", CultureInfo.InvariantCulture));
            text.AppendLine(CultureInfo.InvariantCulture, $"    matches: [{string.Join(", ", numbers)}]");
        }
        return text.ToString();
    }

    /// <summary>Reads a project.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="defaults">What it says nothing of.</param>
    /// <exception cref="InputException">The file is missing or is no project; the message says where.</exception>
    public static (IReadOnlyList<SourceImage> Images, StitchOptions Options, StitchInstructions Instructions) Read(string path, StitchOptions defaults)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(defaults);
        StitchProjectDocument document;
        try
        {
            string text = TextFile.Read(path);
            document = new DeserializerBuilder().WithEnforceNullability().IgnoreUnmatchedProperties().Build().Deserialize<StitchProjectDocument>(BoundedYamlParser.Of(text))
                ?? throw new InputException($"'{path}' is empty; name a project that --report wrote");
        }
        catch (YamlException e)
        {
            throw new InputException($"{path}:{e.Start.Line}: {e.InnerException?.Message ?? e.Message}; mend it, or write it anew with --report", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read '{path}': {e.Message.TrimEnd('.')}", e);
        }
        if (document.version != 1)
            throw new InputException($"{path}: version {document.version} of projects is not known; write it anew with --report");
        if (document.images.Any(i => i is null || string.IsNullOrWhiteSpace(i.path)) || document.pairs.Any(p => p is null))
            throw new InputException($"{path}: an image has no path, or a pair is empty; write it anew with --report");
        string[] names = [.. document.images.Select(i => Located(path, document.folder, i.path))];
        if (names.Length < 2)
            throw new InputException($"{path}: a panorama needs at least two images");
        StitchOptions options = defaults with
        {
            Method = Value<StitchMethod>(path, "method", document.method),
            Flow = Value<RefineFlow>(path, "flow", document.flow),
            Surface = Value<SurfaceKind>(path, "projection", document.projection),
            Lens = Value<LensChoice>(path, "lens", document.lens),
            Straighten = document.straighten,
            Exposure = Value<ExposureKind>(path, "exposure", document.exposure),
            Seam = Value<SeamKind>(path, "seam", document.seam),
            Blend = Value<BlendKind>(path, "blend", document.blend),
            Crop = document.crop,
            Scale = document.scale is > 0 and <= 10 ? document.scale : throw new InputException($"{path}: scale is a number above 0 and up to 10, not {document.scale}"),
        };
        foreach (StitchProjectDocument.Image image in document.images)
        {
            if (image.use is not ("auto" or "never" or "pin"))
                throw new InputException($"{path}: use of '{image.path}' is auto, never or pin, not '{image.use}'");
        }
        return ([.. names.Select(n => new SourceImage(n))], options, new StitchInstructions
        {
            Excluded = [.. names.Where((_, i) => document.images[i].use == "never")],
            Pinned = names.Where((_, i) => document.images[i].use == "pin").FirstOrDefault(),
            Pairs = [.. document.pairs.Select(p => Known(path, p, names))],
        });
    }

    private static KnownPair Known(string path, StitchProjectDocument.Pair pair, string[] names)
    {
        if (pair.images.Length != 2 || pair.images.Any(i => i < 1 || i > names.Length) || pair.images[0] == pair.images[1])
            throw new InputException($"{path}: a pair has the numbers of two images, from 1 to {names.Length}");
        string what = $"pair [{pair.images[0]}, {pair.images[1]}]";
        if (pair.homography is { Length: not 9 } || pair.matches.Length % 4 != 0)
            throw new InputException($"{path}: {what} has 9 numbers of a homography and 4 a match");
        Homography? h = pair.homography is { } m ? Homography.FromRowMajor(m) : null;
        var inliers = new PointMatch[pair.matches.Length / 4];
        for (int i = 0; i < inliers.Length; i++)
            inliers[i] = new PointMatch(new Point2d(pair.matches[4 * i], pair.matches[4 * i + 1]), new Point2d(pair.matches[4 * i + 2], pair.matches[4 * i + 3]), 1);
        if (inliers.Length < 4)
            h = null;
        return new KnownPair(names[pair.images[0] - 1], names[pair.images[1] - 1], Value<PairLink>(path, $"link of {what}", pair.link), pair.linked, pair.confidence, h, inliers);
    }

    private static T Value<T>(string path, string key, string text)
        where T : struct, Enum =>
        Enum.TryParse(text?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out T value) && Enum.IsDefined(value)
            ? value
            : throw new InputException($"{path}: {key} is one of {string.Join(", ", Enum.GetValues<T>().Select(KebabCase.Of))}, not '{text}'");

    private static string Name<T>(T value)
        where T : struct, Enum => KebabCase.Of(value);

    // A name may hold anything but a zero; only double quotes can spell a line's end.
    private static string Quoted(string text) => text.Any(c => char.IsControl(c) || c is '\u0085' or '\u2028' or '\u2029')
        ? $"\"{string.Concat(text.EnumerateRunes().Select(r => r.IsAscii && char.IsAsciiLetterOrDigit((char)r.Value) ? r.ToString() : $"\\U{r.Value:X8}"))}\""
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string CommonFolder(IReadOnlyList<string> files)
    {
        string common = Path.GetDirectoryName(files[0]) ?? "/";
        foreach (string file in files)
        {
            while (!file.StartsWith(Path.TrimEndingDirectorySeparator(common) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && Path.GetDirectoryName(common) is { } parent)
                common = parent;
        }
        return common;
    }

    /// <summary>Where an image lies: an absolute name as it is, a relative one below the images' folder.</summary>
    private static string Located(string project, string folder, string name)
    {
        if (Path.IsPathRooted(name))
            return name;
        string root = Path.GetFullPath(folder, Path.GetDirectoryName(Path.GetFullPath(project)) ?? "/");
        string full = Path.GetFullPath(name, root);
        string relative = Path.GetRelativePath(root, full);
        if (relative == ".." || relative.StartsWith("../", StringComparison.Ordinal))
            throw new InputException($"{project}: '{name}' leads out of the images' folder; give its absolute path, or another folder");
        return full;
    }
}
