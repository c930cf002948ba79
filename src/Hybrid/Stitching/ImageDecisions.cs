using Hybrid.Stitching.Registration;

namespace Hybrid.Stitching;

/// <summary>Says of every image what becomes of it, as far as that is known before panoramas are laid out.</summary>
internal static class ImageDecisions
{
    /// <summary>One decision an image: excluded, unreadable, a duplicate, or without overlap until a link is found.</summary>
    public static ImageDecision[] Begin(SourceImage[] sources, View?[] views, string?[] problems, StitchInstructions instructions)
    {
        var first = new Dictionary<string, int>();
        var decisions = new ImageDecision[sources.Length];
        for (int i = 0; i < sources.Length; i++)
        {
            string name = sources[i].Name;
            if (instructions.Excluded.Contains(name))
                decisions[i] = new(name, ImageOutcome.Excluded, "asked for");
            else if (views[i] is not { } view)
                decisions[i] = new(name, ImageOutcome.Unreadable, problems[i] ?? "", "replace or remove the file");
            else if (first.TryGetValue(view.Content, out int same))
                decisions[i] = new(name, ImageOutcome.Duplicate, $"has the very content of '{sources[same].Name}'");
            else
                decisions[i] = new(name, ImageOutcome.NoOverlap, "no other image overlaps enough", "add an image between this one and the others, or remove it");
            if (views[i] is { } v)
            {
                first.TryAdd(v.Content, i);
                decisions[i] = decisions[i] with { Width = v.Size.Width, Height = v.Size.Height, Keypoints = v.Features.Count };
            }
        }
        return decisions;
    }

    /// <summary>Says of every image without a link which other came nearest, and what to try.</summary>
    public static void Explain(ImageDecision[] decisions, List<PairDecision> pairs)
    {
        for (int i = 0; i < decisions.Length; i++)
        {
            PairDecision[] own = [.. pairs.Where(p => p.A == i || p.B == i)];
            if (decisions[i].Outcome != ImageOutcome.NoOverlap || own.Length == 0 || own.Any(p => p.IsLinked))
                continue;
            PairDecision nearest = own.OrderByDescending(p => p.Inliers.Count).ThenByDescending(p => p.MatchCount).ThenBy(p => p.A + p.B).First();
            string other = Path.GetFileName(decisions[nearest.A == i ? nearest.B : nearest.A].Name);
            string advice = decisions[i].Keypoints < 100
                ? "it shows too little texture or is blurred: take it again sharper, or with more of the scene"
                : $"if it does overlap, add an image between it and '{other}', or write link: force for the pair in the report's project.yaml; else remove it";
            decisions[i] = decisions[i] with { Reason = $"no other image overlaps enough; nearest is '{other}', {Found(nearest)}", Advice = advice };
        }
    }

    // In words; the figures are the pair's evidence, which the report lists.
    private static string Found(PairDecision pair) => (pair.MatchCount, pair.Inliers.Count) switch
    {
        (0, _) => "with nothing alike",
        (var matches, 0) => $"where {matches} places look alike, but not in an arrangement that one view of the other would have",
        (_, var inliers) => $"where {inliers} places agree, which are too few, or too close together, to be sure",
    };

    /// <summary>Notes which panorama holds an image, and by which links.</summary>
    public static void Place(ImageDecision[] decisions, View[] members, MatchGraph graph, int panorama)
    {
        foreach (View member in members)
        {
            PairDecision[] links = [.. graph.Links.Where(l => l.A == member.Index || l.B == member.Index)];
            decisions[member.Index] = decisions[member.Index] with
            {
                Outcome = ImageOutcome.Used,
                Panorama = panorama,
                Reason = $"linked with {links.Length} {(links.Length == 1 ? "image" : "images")} by {links.Sum(l => l.Inliers.Count)} matches",
                Advice = "",
            };
        }
    }
}
