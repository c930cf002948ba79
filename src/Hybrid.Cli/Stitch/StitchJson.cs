using System.Text.Json;
using Hybrid.Stitching;

namespace Hybrid.Cli.Stitch;

/// <summary>A stitching with every decision as JSON.</summary>
internal static class StitchJson
{
    /// <summary>Writes the members of the object.</summary>
    public static void Write(Utf8JsonWriter json, StitchResult result, IReadOnlyList<string> files, IReadOnlyList<IReadOnlyList<OverlapReview>>? reviews = null)
    {
        json.WriteStartArray("panoramas");
        for (int i = 0; i < files.Count; i++)
        {
            Panorama p = result.Panoramas[i];
            json.WriteStartObject();
            json.WriteString("file", files[i]);
            json.WriteNumber("width", p.Image.Width);
            json.WriteNumber("height", p.Image.Height);
            json.WriteString("projection", KebabCase.Of(p.Surface));
            json.WriteString("solver", p.Solver);
            json.WriteNumber("median_error_px", Round(p.MedianError));
            json.WriteNumber("stretch", Round(p.Stretch));
            json.WriteNumber("field_of_view_deg", Round(p.FieldOfView));
            json.WriteNumber("images", p.Members.Count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("images");
        foreach (ImageDecision image in result.Images)
        {
            json.WriteStartObject();
            json.WriteString("name", image.Name);
            json.WriteString("outcome", KebabCase.Of(image.Outcome));
            json.WriteString("reason", image.Reason);
            json.WriteString("advice", image.Advice);
            json.WriteNumber("panorama", image.Panorama);
            json.WriteNumber("width", image.Width);
            json.WriteNumber("height", image.Height);
            json.WriteNumber("keypoints", image.Keypoints);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("pairs");
        foreach (PairDecision pair in result.Pairs)
            WritePair(json, pair);
        json.WriteEndArray();
        if (reviews is not null)
        {
            json.WriteStartArray("overlaps");
            for (int i = 0; i < reviews.Count; i++)
            {
                foreach (OverlapReview review in reviews[i])
                    WriteReview(json, review, i);
            }
            json.WriteEndArray();
        }
        json.WriteStartArray("refinements");
        foreach (OverlapDecision overlap in result.Overlaps)
        {
            json.WriteStartObject();
            json.WriteNumber("image", overlap.Image);
            json.WriteStartArray("against");
            foreach (int other in overlap.Against)
                json.WriteNumberValue(other);
            json.WriteEndArray();
            json.WriteString("outcome", KebabCase.Of(overlap.Outcome));
            json.WriteString("reason", KebabCase.Of(overlap.Reason));
            json.WriteString("by", overlap.By);
            json.WriteNumber("disagreement_before", Round(overlap.Before));
            json.WriteNumber("disagreement_after", Round(overlap.After));
            json.WriteNumber("largest_px", Round(overlap.Largest));
            json.WriteNumber("ms", Math.Round(overlap.Milliseconds, 1));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("stages");
        foreach (StageRecord stage in result.Stages)
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Stage);
            json.WriteString("outcome", KebabCase.Of(stage.Outcome));
            json.WriteString("text", stage.Text);
            json.WriteNumber("ms", Math.Round(stage.Milliseconds, 1));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteReview(Utf8JsonWriter json, OverlapReview review, int panorama)
    {
        json.WriteStartObject();
        json.WriteNumber("panorama", panorama);
        json.WriteNumber("a", review.A);
        json.WriteNumber("b", review.B);
        json.WriteNumber("area_px", review.Area);
        json.WriteNumber("residual_before_px", Round(review.PixelsBefore));
        json.WriteNumber("residual_after_px", Round(review.PixelsAfter));
        json.WriteNumber("disagreement_before", Round(review.Before));
        json.WriteNumber("disagreement_after", Round(review.After));
        json.WriteNumber("ghost_score", Round(review.Ghost));
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, PairDecision pair)
    {
        json.WriteStartObject();
        json.WriteNumber("a", pair.A);
        json.WriteNumber("b", pair.B);
        json.WriteBoolean("linked", pair.IsLinked);
        json.WriteString("reason", KebabCase.Of(pair.Reason));
        json.WriteString("evidence", pair.Evidence);
        json.WriteNumber("confidence", Round(pair.Confidence));
        json.WriteNumber("inliers", pair.Inliers.Count);
        json.WriteNumber("matches", pair.MatchCount);
        json.WriteNumber("overlap", Round(pair.Overlap));
        if (pair.Homography is { } h)
        {
            json.WriteStartArray("homography");
            foreach (double v in h.ToRowMajor())
                json.WriteNumberValue(v);
            json.WriteEndArray();
        }
        json.WriteStartArray("steps");
        foreach (ProvenanceStep step in pair.Steps)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Step);
            json.WriteString("outcome", KebabCase.Of(step.Outcome));
            json.WriteString("reason", KebabCase.Of(step.Reason));
            json.WriteString("evidence", step.Evidence);
            json.WriteNumber("ms", Math.Round(step.Milliseconds, 1));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static double Round(double value) => double.IsFinite(value) ? Math.Round(value, 4) : -1;
}
