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
/// Joins images into panoramas. <see cref="Stitch"/> and what it calls are the table of contents; every decision on the way is
/// in the result. Immutable: one stitcher serves any number of sets, also at once.
/// </summary>
public sealed class PanoramaStitcher
{
    private readonly StitchOptions _options;
    private readonly IProgress<StitchProgress>? _progress;

    /// <summary>Creates a stitcher.</summary>
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
        long start = Stopwatch.GetTimestamp();
        var log = new StageLog(_progress);
        SourceImage[] sources = SourceOrder.Sort(images);
        var store = new ImageStore(sources, _options.CacheBytes);
        View?[] views = [];
        var panoramas = new List<Panorama>();
        try
        {
            (views, string?[] problems) = Features(sources, store, instructions, log, cancellationToken);
            ImageDecision[] decisions = ImageDecisions.Begin(sources, views, problems, instructions);
            View[] usable = [.. views.Where((v, i) => v is not null && decisions[i].Outcome != ImageOutcome.Duplicate)!];
            if (usable.Length == 0)
                throw new InputException(problems.FirstOrDefault(p => p is not null) ?? "every image is excluded");
            List<PairDecision> pairs = Pairs(usable, sources, instructions, log, cancellationToken);
            ImageDecisions.Explain(decisions, pairs);
            var graph = new MatchGraph(views.Length, pairs, Array.FindIndex(sources, s => s.Name == instructions.Pinned));
            var overlaps = new List<OverlapDecision>();
            // A view that has to be left out may split a panorama, so that there may be more of them in the end.
            List<int[]> components = [.. graph.Components().Where(c => c.Length > 1)];
            for (int k = 0; k < components.Count; k++)
            {
                View[] members = [.. components[k].Select(i => views[i]!)];
                PanoramaLayout? layout = Layout(ref members, graph, components, decisions, log, cancellationToken);
                if (layout is null)
                    continue;
                ImageDecisions.Place(decisions, members, graph, panoramas.Count);
                if (_options.Method != StitchMethod.Classic)
                    overlaps.AddRange(Refinement(layout, members, log, cancellationToken));
                panoramas.Add(Composition(layout, members, store, log, cancellationToken));
            }
            return new StitchResult([store, .. views.Where(v => v is not null)!], views)
            {
                Status = panoramas.Count > 0 ? ResultStatus.Ok : ResultStatus.Failed,
                Reason = panoramas.Count > 0 ? ReasonCode.Verified : Nearest(pairs),
                MethodRequested = KebabCase.Of(_options.Method),
                MethodUsed = KebabCase.Of(overlaps.Any(o => o.Outcome == StepOutcome.Accepted) ? StitchMethod.Hybrid : StitchMethod.Classic),
                Panoramas = panoramas,
                Images = decisions,
                Pairs = pairs,
                Overlaps = overlaps,
                Provenance = log.Steps,
                Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds,
            };
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

    private (View?[] Views, string?[] Problems) Features(SourceImage[] sources, ImageStore store, StitchInstructions instructions, StageLog log, CancellationToken cancellation) =>
        log.Run("features", () => FeatureStage.Run(sources, store, _options, instructions, log.Counter("features"), cancellation),
            r => $"{r.Views.Count(v => v is not null)} of {sources.Length} images read, {r.Views.Sum(v => v?.Features.Count ?? 0)} keypoints");

    private List<PairDecision> Pairs(View[] usable, SourceImage[] sources, StitchInstructions instructions, StageLog log, CancellationToken cancellation) =>
        log.Run("pairs", () => instructions.Pairs.Count > 0
            ? MatchStage.Recall(usable, sources, instructions, _options, cancellation)
            : MatchStage.Run(usable, _options, log.Counter("pairs"), cancellation),
            p => $"{p.Count(d => d.IsLinked)} of {p.Count} pairs linked");

    private PanoramaLayout? Layout(ref View[] members, MatchGraph graph, List<int[]> components, ImageDecision[] decisions, StageLog log, CancellationToken cancellation)
    {
        View[] own = members;
        PanoramaLayout? found = log.Run("layout", () => new LayoutStage(_options, log, cancellation).Run(ref own, graph, decisions, components), l => l is null
            ? "no layout"
            : string.Create(CultureInfo.InvariantCulture, $"{l.Surface} {l.Frame.Size.Width}x{l.Frame.Size.Height}, by {l.Fit.Solver}, median error {l.Fit.MedianError:F2} px, stretch {l.Stretches.Max():F2}"));
        members = own;
        return found;
    }

    private IReadOnlyList<OverlapDecision> Refinement(PanoramaLayout layout, View[] members, StageLog log, CancellationToken cancellation) =>
        log.Run("refinement", () =>
        {
            (IReadOnlyList<IResidualFlow> flows, string? note) = ResidualFlows.Create(_options);
            if (note is not null)
                log.Add(new ProvenanceStep("refinement", StepOutcome.Skipped, ReasonCode.Unavailable, note, 0));
            return new RefinementStage(_options, flows, log.Counter("refinement"), cancellation).Run(layout, members);
        }, overlaps =>
        {
            OverlapDecision[] used = [.. overlaps.Where(o => o.Outcome == StepOutcome.Accepted)];
            return used.Length == 0
                ? $"0 of {overlaps.Count} images bent"
                : string.Create(CultureInfo.InvariantCulture, $"{used.Length} of {overlaps.Count} images bent, disagreement {used.Average(o => o.Before):F3} to {used.Average(o => o.After):F3}, by up to {used.Max(o => o.Largest):F1} px");
        });

    private Panorama Composition(PanoramaLayout layout, View[] members, ImageStore store, StageLog log, CancellationToken cancellation)
    {
        double scale = SmallScale(members);
        SmallLayer[] small = log.Run("reduced", () => SmallLayer.Draw(layout, members, scale), s => $"{s.Length} layers");
        Gain[] gains = log.Run("exposure", () => ExposureStage.Run(Exposure(members), layout, small),
            g => string.Create(CultureInfo.InvariantCulture, $"gains {g.Min(x => x.Green):F2} to {g.Max(x => x.Green):F2}"));
        log.Run("seams", () => { SeamStage.Run(_options.Seam, small, Concurrency.Options(_options.Threads, cancellation)); return _options.Seam; }, s => $"{s}");
        (Mat image, Mat mask) = log.Run("blend", () => new Compositor(layout, members, small, gains, scale, store, _options, log.Counter("blend")).Run(cancellation), _ => $"{_options.Blend}");
        var panorama = new Panorama(image, mask, new PanoramaPlan(members, layout, small, scale, gains));
        if (_options.Crop && log.Run("crop", () => InteriorRectangle.Find(mask), r => $"{r.Width}x{r.Height}") is { Width: > 0 } inner)
            panorama.CropTo(inner);
        return panorama;
    }

    /// <summary>Values above a pedestal, as of a thermal camera, are measurements, and no gain leads from one image's to another's.</summary>
    private ExposureKind Exposure(View[] members) => members.Any(m => m.Range.Low != 0) ? ExposureKind.None : _options.Exposure;

    private double SmallScale(View[] members)
    {
        double[] pixels = [.. members.Select(m => (double)m.Size.Width * m.Size.Height).Order()];
        return Math.Min(1, Math.Sqrt(_options.SeamPixels / pixels[pixels.Length / 2]) / _options.Scale);
    }

    /// <summary>Why the pair that came nearest is not linked.</summary>
    private static ReasonCode Nearest(List<PairDecision> pairs) =>
        pairs.Where(p => !p.IsLinked).OrderByDescending(p => p.Inliers.Count).ThenByDescending(p => p.MatchCount).FirstOrDefault()?.Reason ?? ReasonCode.TooFewMatches;
}
