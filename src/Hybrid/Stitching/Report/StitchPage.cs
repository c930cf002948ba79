using System.Globalization;

namespace Hybrid.Stitching.Report;

/// <summary>A stitching's report as a page: the panoramas, what became of each image and why, each overlap, each stage, and the pictures.</summary>
internal static class StitchPage
{
    private const double MuchGhost = 0.3;

    /// <summary>The page; its pictures lie beside it.</summary>
    /// <param name="result">The stitching.</param>
    /// <param name="files">The panoramas' files.</param>
    /// <param name="reviews">Reviews of the overlaps of each panorama.</param>
    /// <param name="previews">A reduced picture of each panorama.</param>
    /// <param name="pictures">The other pictures with their captions.</param>
    public static string Write(
        StitchResult result, IReadOnlyList<string> files, IReadOnlyList<IReadOnlyList<OverlapReview>> reviews,
        IReadOnlyList<string> previews, IReadOnlyList<(string File, string Caption)> pictures) => HtmlTemplate.Fill("stitch.html", new Dictionary<string, string>
    {
        ["panoramas"] = files.Count == 0
            ? "<p>No panorama: no two images overlap enough.</p>"
            : Lines(files.Select((file, i) => HtmlTemplate.Figure(previews[i], Caption(file, result.Panoramas[i], result.Images.Count), "panorama"))),
        ["images"] = Lines(result.Images.Select((image, i) => HtmlTemplate.Row(
            image.Outcome != ImageOutcome.Used, [Text($"{i + 1}"), Path.GetFileName(image.Name), KebabCase.Of(image.Outcome), image.Reason, image.Advice]))),
        ["overlaps"] = Lines(reviews.Select((list, i) => HtmlTemplate.Fill("overlaps.html", new Dictionary<string, string>
        {
            ["number"] = Text($"{i + 1}"),
            ["rows"] = Lines(list.Select(Overlap)),
        }))),
        ["pairs"] = Lines(result.Pairs.Select(Pair)),
        ["stages"] = Lines(result.Provenance.Select(stage => HtmlTemplate.Row(
            stage.Outcome == StepOutcome.Rejected, [stage.Step, KebabCase.Of(stage.Outcome), stage.Evidence, stage.Milliseconds > 0 ? TimeChart.Duration(stage.Milliseconds) : ""], numbersFrom: 3))),
        ["time"] = TimeChart.Draw(result.Provenance),
        ["pictures"] = Lines(pictures.Select(p => HtmlTemplate.Figure(p.File, p.Caption))),
    });

    private static string Caption(string file, Panorama p, int images) => Text(
        $"{Path.GetFileName(file)}: {p.Image.Width}×{p.Image.Height} from {p.Members.Count} of {images} images, {KebabCase.Of(p.Surface)}, by {p.Solver}, median error {Number(p.MedianError)} px, largest stretch {Number(p.Stretch)}");

    private static string Overlap(OverlapReview r) => HtmlTemplate.Row(
        r.Ghost > MuchGhost,
        [Text($"{r.A + 1}–{r.B + 1}"), Text($"{r.Area}"), Number(r.PixelsBefore), Number(r.PixelsAfter), Number(r.Before), Number(r.After), Number(r.Ghost)],
        numbersFrom: 1);

    private static string Pair(PairDecision pair)
    {
        string steps = string.Join("; ", pair.Steps.Select(s => $"{s.Step} {KebabCase.Of(s.Outcome)} ({s.Evidence})"));
        return HtmlTemplate.Row(
            false,
            [Text($"{pair.A + 1}–{pair.B + 1}"), pair.IsLinked ? "yes" : "no", Number(pair.Overlap), Text($"{pair.Inliers.Count} of {pair.MatchCount}"), steps.Length > 0 ? steps : pair.Evidence]);
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("F2", CultureInfo.InvariantCulture) : "–";
}
