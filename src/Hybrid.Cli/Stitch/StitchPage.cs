using System.Globalization;
using System.Net;
using System.Text;
using Hybrid.Stitching;

namespace Hybrid.Cli.Stitch;

/// <summary>A stitching's report as a page: what became of each image and why, each overlap, each stage, and the pictures.</summary>
internal static class StitchPage
{
    private const string Style = "body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:70em;padding:0 1em;color:#222}table{border-collapse:collapse;margin:.5em 0 1.5em}td,th{padding:.25em .7em;border-bottom:1px solid #ddd;text-align:left;vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}tr.bad td{background:#fdeeee}figure{display:inline-block;margin:0 1em 1em 0;vertical-align:top;max-width:32em}figure img{max-width:100%;border:1px solid #ccc}figcaption{color:#555;font-size:.9em}";

    /// <summary>The page; its pictures lie beside it.</summary>
    public static string Write(StitchResult result, IReadOnlyList<string> files, IReadOnlyList<IReadOnlyList<OverlapReview>> reviews, IReadOnlyList<(string File, string Caption)> pictures)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Stitching</title><style>").Append(Style).AppendLine("</style>");
        html.AppendLine("<h1>Stitching</h1>");
        if (files.Count == 0)
            html.AppendLine("<p>No panorama: no two images overlap enough.</p>");
        for (int i = 0; i < files.Count; i++)
        {
            Panorama p = result.Panoramas[i];
            Line(html, "p", $"{files[i]}: {p.Image.Width}×{p.Image.Height} from {p.Members.Count} of {result.Images.Count} images, {p.Surface.ToString().ToLowerInvariant()}, by {p.Solver}, median error {Number(p.MedianError)} px, largest stretch {Number(p.Stretch)}");
        }
        html.AppendLine("<h2>Images</h2><table><tr><th>#<th>image<th>outcome<th>why<th>what to try</tr>");
        for (int i = 0; i < result.Images.Count; i++)
        {
            ImageDecision image = result.Images[i];
            Row(html, image.Outcome != ImageOutcome.Used, [$"{i + 1}", Path.GetFileName(image.Name), KebabCase.Of(image.Outcome), image.Reason, image.Advice]);
        }
        html.AppendLine("</table>");
        for (int i = 0; i < reviews.Count; i++)
        {
            Line(html, "h2", $"Overlaps of panorama {i + 1}");
            html.AppendLine("<p>Residual: median distance of matches in the panorama. Disagreement: one minus the correlation of the two images. Ghost: one minus the correlation of the panorama with the image that it resembles more.</p>");
            html.AppendLine("<table><tr><th>images<th>overlap, px<th>residual before, px<th>after<th>disagreement before<th>after<th>ghost score</tr>");
            foreach (OverlapReview r in reviews[i])
                Row(html, r.Ghost > 0.3, [$"{r.A + 1}–{r.B + 1}", r.Area.ToString(CultureInfo.InvariantCulture), Number(r.PixelsBefore), Number(r.PixelsAfter), Number(r.Before), Number(r.After), Number(r.Ghost)], from: 1);
            html.AppendLine("</table>");
        }
        html.AppendLine("<h2>Pairs compared</h2><table><tr><th>images<th>linked<th>overlap<th>matches<th>steps</tr>");
        foreach (PairDecision pair in result.Pairs)
        {
            string steps = string.Join("; ", pair.Steps.Select(s => $"{s.Step} {KebabCase.Of(s.Outcome)} ({s.Evidence})"));
            Row(html, false, [$"{pair.A + 1}–{pair.B + 1}", pair.IsLinked ? "yes" : "no", Number(pair.Overlap), $"{pair.Inliers.Count} of {pair.MatchCount}", steps.Length > 0 ? steps : pair.Evidence]);
        }
        html.AppendLine("</table><h2>Stages</h2><table><tr><th>stage<th>outcome<th>what<th>ms</tr>");
        foreach (StageRecord stage in result.Stages)
            Row(html, stage.Outcome == StepOutcome.Rejected, [stage.Stage, KebabCase.Of(stage.Outcome), stage.Text, stage.Milliseconds.ToString("F0", CultureInfo.InvariantCulture)]);
        html.AppendLine("</table><h2>Pictures</h2>");
        foreach ((string file, string caption) in pictures)
            html.Append("<figure><a href=\"").Append(file).Append("\"><img loading=\"lazy\" src=\"").Append(file).Append("\" alt=\"\"></a><figcaption>").Append(WebUtility.HtmlEncode(caption)).AppendLine("</figcaption></figure>");
        return html.AppendLine("</html>").ToString();
    }

    private static void Line(StringBuilder html, string tag, FormattableString text) =>
        html.Append('<').Append(tag).Append('>').Append(WebUtility.HtmlEncode(text.ToString(CultureInfo.InvariantCulture))).Append("</").Append(tag).AppendLine(">");

    private static void Row(StringBuilder html, bool bad, string[] cells, int from = int.MaxValue)
    {
        html.Append(bad ? "<tr class=\"bad\">" : "<tr>");
        for (int i = 0; i < cells.Length; i++)
            html.Append(i >= from ? "<td class=\"n\">" : "<td>").Append(WebUtility.HtmlEncode(cells[i]));
        html.AppendLine("</tr>");
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("F2", CultureInfo.InvariantCulture) : "–";
}
