using System.Diagnostics;
using System.Globalization;
using Hybrid.Alignment;
using Hybrid.Stitching.Composition;
using Hybrid.Stitching.Composition.Exposure;
using Hybrid.Stitching.Composition.Seams;
using Hybrid.Stitching.Layout;
using Hybrid.Stitching.Refinement;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>
/// Joins images into panoramas: features, pairs, match graph, poses, layout, refinement, exposure, seams, blending. The
/// method <see cref="Stitch"/> is the table of contents; every decision on the way is in the result.
/// </summary>
public sealed class PanoramaStitcher
{
    private readonly StitchOptions _options;
    private readonly List<ProvenanceStep> _steps = [];
    private readonly List<OverlapDecision> _overlaps = [];

    private readonly IProgress<StitchProgress>? _progress;

    /// <summary>Creates a stitcher for one set of images.</summary>
    /// <param name="options">How panoramas are made.</param>
    /// <param name="progress">Told how far it is, from any thread; null for nobody.</param>
    public PanoramaStitcher(StitchOptions options, IProgress<StitchProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _progress) = (options, progress);
    }

    /// <summary>Stitches images; their order does not matter.</summary>
    /// <param name="images">At least two.</param>
    /// <param name="instructions">What a person decided; null for nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Panoramas and decisions, to be disposed by the caller.</returns>
    /// <exception cref="InputException">There are fewer than two images, none can be read, or a needed component is missing.</exception>
    public StitchResult Stitch(IReadOnlyList<SourceImage> images, StitchInstructions? instructions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        instructions ??= new StitchInstructions();
        if (images.Count < 2)
            throw new InputException("a panorama needs at least two images; name more, or a folder that holds them");
        SourceImage[] sources = SourceOrder.Sort(images);
        var store = new ImageStore(sources, _options.CacheBytes);
        View?[] views = [];
        var panoramas = new List<Panorama>();
        try
        {
            (views, string?[] problems) = Timed("features", () => FeatureStage.Run(sources, store, _options, instructions, new StageCounter(_progress, "features"), cancellationToken), r =>
                $"{r.Views.Count(v => v is not null)} of {sources.Length} images read, {r.Views.Sum(v => v?.Features.Count ?? 0)} keypoints");
            ImageDecision[] decisions = Decide(sources, views, problems, instructions);
            View[] usable = [.. views.Where((v, i) => v is not null && decisions[i].Outcome != ImageOutcome.Duplicate)!];
            if (usable.Length == 0)
                throw new InputException(problems.FirstOrDefault(p => p is not null) ?? "every image is excluded");
            int pinned = Array.FindIndex(sources, s => s.Name == instructions.Pinned);

            List<PairDecision> pairs = Timed("pairs", () => instructions.Pairs.Count > 0
                ? MatchStage.Recall(usable, sources, instructions, _options, cancellationToken)
                : MatchStage.Run(usable, _options, new StageCounter(_progress, "pairs"), cancellationToken), p =>
                $"{p.Count(d => d.IsLinked)} of {p.Count} pairs linked");
            Explain(decisions, pairs);
            var graph = new MatchGraph(views.Length, pairs, pinned);
            List<int[]> components = [.. graph.Components().Where(c => c.Length > 1)];
            for (int k = 0; k < components.Count; k++)
            {
                if (Compose([.. components[k].Select(i => views[i]!)], graph, components, store, decisions, panoramas.Count, cancellationToken) is { } panorama)
                    panoramas.Add(panorama);
            }
            return new StitchResult([store, .. views.Where(v => v is not null)!], views) { Panoramas = panoramas, Images = decisions, Pairs = pairs, Overlaps = _overlaps, Provenance = _steps };
        }
        catch
        {
            panoramas.ForEach(p => p.Dispose());
            foreach (View? view in views)
                view?.Dispose();
            store.Dispose();
            throw;
        }
    }

    private Panorama? Compose(View[] members, MatchGraph graph, List<int[]> components, ImageStore store, ImageDecision[] decisions, int number, CancellationToken cancellation)
    {
        PanoramaLayout? layout = Timed("layout", () => new LayoutStage(_options, _steps, cancellation).Run(ref members, graph, decisions, components), l =>
            l is null ? "no layout" : string.Create(CultureInfo.InvariantCulture, $"{l.Surface} {l.Frame.Size.Width}x{l.Frame.Size.Height}, by {l.Fit.Solver}, median error {l.Fit.MedianError:F2} px, stretch {l.Stretches.Max():F2}"));
        if (layout is null)
            return null;
        foreach (View member in members)
            decisions[member.Index] = decisions[member.Index] with { Outcome = ImageOutcome.Used, Panorama = number, Reason = Placed(member, graph), Advice = "" };

        if (_options.Method != StitchMethod.Classic)
            _overlaps.AddRange(Timed("refinement", () => Refine(layout, members, cancellation), RefinementText));
        double smallScale = SmallScale(members);
        SmallLayer[] small = Timed("reduced", () => SmallLayer.Draw(layout, members, smallScale), s => $"{s.Length} layers");
        Gain[] gains = Timed("exposure", () => ExposureStage.Run(Exposure(members), layout, small), g =>
            string.Create(CultureInfo.InvariantCulture, $"gains {g.Min(x => x.Green):F2} to {g.Max(x => x.Green):F2}"));
        Timed("seams", () => { SeamStage.Run(_options.Seam, small, _options.Parallelism(cancellation)); return 0; }, _ => $"{_options.Seam}");
        var plan = new PanoramaPlan(members, layout, small, smallScale, gains);
        (Mat image, Mat mask) = Timed("blend", () => new Compositor(layout, members, small, gains, smallScale, store, _options, new StageCounter(_progress, "blend")).Run(cancellation), _ => $"{_options.Blend}");
        var panorama = new Panorama(image, mask, plan);
        if (_options.Crop)
        {
            Rect inner = Timed("crop", () => InteriorRectangle.Find(mask), r => $"{r.Width}x{r.Height}");
            if (inner.Width > 0)
                panorama.CropTo(inner);
        }
        return panorama;
    }

    private IReadOnlyList<OverlapDecision> Refine(PanoramaLayout layout, View[] members, CancellationToken cancellation)
    {
        (IReadOnlyList<IResidualFlow> flows, string? note) = ResidualFlows.Create(_options);
        if (note is not null)
            _steps.Add(new ProvenanceStep("refinement", StepOutcome.Skipped, ReasonCode.Unavailable, note, 0));
        return new RefinementStage(_options, flows, new StageCounter(_progress, "refinement"), cancellation).Run(layout, members);
    }

    private static string RefinementText(IReadOnlyList<OverlapDecision> overlaps)
    {
        OverlapDecision[] used = [.. overlaps.Where(o => o.Outcome == StepOutcome.Accepted)];
        return used.Length == 0
            ? $"0 of {overlaps.Count} images bent"
            : string.Create(CultureInfo.InvariantCulture, $"{used.Length} of {overlaps.Count} images bent, disagreement {used.Average(o => o.Before):F3} to {used.Average(o => o.After):F3}, by up to {used.Max(o => o.Largest):F1} px");
    }

    /// <summary>Values above a pedestal, as of a thermal camera, are measurements, and no gain leads from one image's to another's.</summary>
    private ExposureKind Exposure(View[] members) => members.Any(m => m.Range.Low != 0) ? ExposureKind.None : _options.Exposure;

    private double SmallScale(View[] members)
    {
        double[] pixels = [.. members.Select(m => (double)m.Size.Width * m.Size.Height).Order()];
        return Math.Min(1, Math.Sqrt(_options.SeamPixels / pixels[pixels.Length / 2]) / _options.Scale);
    }

    private static string Placed(View member, MatchGraph graph)
    {
        PairDecision[] links = [.. graph.Links.Where(l => l.A == member.Index || l.B == member.Index)];
        return $"linked with {links.Length} images by {links.Sum(l => l.Inliers.Count)} matches";
    }

    private static ImageDecision[] Decide(SourceImage[] sources, View?[] views, string?[] problems, StitchInstructions instructions)
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
    private static void Explain(ImageDecision[] decisions, List<PairDecision> pairs)
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
            decisions[i] = decisions[i] with { Reason = $"no other image overlaps enough; nearest is '{other}': {nearest.Evidence}", Advice = advice };
        }
    }

    private T Timed<T>(string stage, Func<T> run, Func<T, string> text)
    {
        _progress?.Report(new StitchProgress(stage, 0, 0));
        long start = Stopwatch.GetTimestamp();
        T result = run();
        _steps.Add(ProvenanceStep.Timed(stage, StepOutcome.Accepted, ReasonCode.None, text(result), start));
        return result;
    }
}
