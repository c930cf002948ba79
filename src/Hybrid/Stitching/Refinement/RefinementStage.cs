using System.Diagnostics;
using System.Numerics;
using Hybrid.Alignment;
using Hybrid.Imaging;
using Hybrid.Stitching.Composition;
using Hybrid.Stitching.Layout;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Refinement;

/// <summary>
/// Bends layers so that they agree where they overlap: in an order from the most overlapped outward, each is corrected
/// against those before it by the residual flow between them, and the correction is kept only where it lowers the
/// disagreement.
/// </summary>
internal sealed class RefinementStage(StitchOptions options, IReadOnlyList<IResidualFlow> flows, StageCounter counter, CancellationToken cancellation)
{
    private const int FewestPixels = 400;
    private const double Gain = 0.03;
    private const double GoodEnough = 0.06;
    private const double WellAligned = 0.25;

    /// <summary>Where matches agree so well, in pixels of the reduced views, a slower flow finds nothing that the first does not: what is left is noise, or no displacement.</summary>
    private const double Exact = 0.4;

    /// <summary>A slower flow that so many times did not leave less than the first is not asked again.</summary>
    private const int VainTries = 2;

    /// <summary>How much less of the disagreement it has to leave.</summary>
    private const double WorthIt = 0.97;

    private int _vain;

    /// <summary>Corrects the layers and says what was done to each.</summary>
    public IReadOnlyList<OverlapDecision> Run(PanoramaLayout layout, View[] views)
    {
        double[] pixels = [.. views.Select(v => (double)v.Size.Width * v.Size.Height).Order()];
        double scale = Math.Min(1, Math.Sqrt(options.RegistrationPixels / pixels[pixels.Length / 2]) / options.Scale);
        var decisions = new List<OverlapDecision>();
        var placed = new List<Layer>();
        counter.Expect(layout.Layers.Length);
        foreach (Layer layer in Order(layout.Layers))
        {
            cancellation.ThrowIfCancellationRequested();
            counter.Step();
            Layer[] neighbours = [.. placed.Where(p => p.View != layer.View && Area(p.Bounds & layer.Bounds) > 0).OrderByDescending(p => Area(p.Bounds & layer.Bounds))];
            placed.Add(layer);
            if (neighbours.Length == 0)
                continue;
            // A view that the end of a closed panorama cuts in two would be bent in two ways.
            if (layout.Layers.Count(l => l.View == layer.View) == 1)
                decisions.Add(Refine(layer, neighbours, views, scale, layout.Fit.MedianError > Exact));
        }
        return decisions;
    }

    /// <summary>From the layer that overlaps most, each next the one that overlaps most with those before.</summary>
    private static IEnumerable<Layer> Order(Layer[] layers)
    {
        var left = new List<Layer>(layers);
        var done = new List<Layer>();
        while (left.Count > 0)
        {
            Layer next = left.MaxBy(l => (done.Count == 0 ? layers : [.. done]).Where(o => o != l).Sum(o => Area(o.Bounds & l.Bounds)))!;
            left.Remove(next);
            done.Add(next);
            yield return next;
        }
    }

    private OverlapDecision Refine(Layer layer, Layer[] neighbours, View[] views, double scale, bool isOpen)
    {
        long start = Stopwatch.GetTimestamp();
        int[] against = [.. neighbours.Select(n => n.Source)];
        var region = Scaled(layer.Bounds, scale);
        (Mat own, Mat ownMask) = Gray(layer, region, scale, views);
        using (own)
        using (ownMask)
        {
            (Mat other, Mat otherMask) = Composite(neighbours, region, scale, views);
            using (other)
            using (otherMask)
            {
                using Mat overlap = new();
                Cv2.BitwiseAnd(ownMask, otherMask, overlap);
                double before = LocalCorrelation.Disagreement(own, other, overlap);
                OverlapDecision Say(StepOutcome outcome, ReasonCode reason, double after = double.NaN, double largest = 0) =>
                    new(layer.Source, against, outcome, reason, before, after, largest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (Cv2.CountNonZero(overlap) < FewestPixels || double.IsNaN(before))
                    return Say(StepOutcome.Skipped, ReasonCode.LowOverlap);
                if (options.Method == StitchMethod.Auto && before < GoodEnough)
                    return Say(StepOutcome.Skipped, ReasonCode.NotNeeded);

                Rect box = Padded(Cv2.BoundingRect(overlap), own.Size());
                (LayerWarp? Warp, double After, double Largest, string By) best = (null, before * (1 - Gain), 0, "");
                (double After, double Largest) last = (double.NaN, 0);
                foreach (IResidualFlow flow in flows)
                {
                    double first = best.After;
                    (Mat field, double largest) = Correct(flow, own, other, overlap, box);
                    using (field)
                        layer.Warp = Warp(field, region, scale);
                    last = (Measure(layer, other, otherMask, region, scale, views), largest / scale);
                    if (last.After < best.After)
                        best = (layer.Warp, last.After, last.Largest, flow.Name);
                    if (flow != flows[0])
                        _vain = best.After < WorthIt * first ? 0 : _vain + 1;
                    // Another flow costs as much again and has little left to win.
                    if (best.After < WellAligned || !isOpen || _vain >= VainTries)
                        break;
                }
                layer.Warp = best.Warp;
                return best.Warp is null
                    ? Say(StepOutcome.Rejected, ReasonCode.NoImprovement, last.After, last.Largest)
                    : Say(StepOutcome.Accepted, ReasonCode.Verified, best.After, best.Largest) with { By = best.By };
            }
        }
    }

    private static double Measure(Layer layer, Mat other, Mat otherMask, Rect region, double scale, View[] views)
    {
        (Mat bent, Mat bentMask) = Gray(layer, region, scale, views);
        using (bent)
        using (bentMask)
        {
            using Mat common = new();
            Cv2.BitwiseAnd(bentMask, otherMask, common);
            return LocalCorrelation.Disagreement(bent, other, common);
        }
    }

    /// <summary>Solves the flow in the overlap's rectangle and makes a correction of it for the whole layer.</summary>
    private (Mat Field, double Largest) Correct(IResidualFlow flow, Mat own, Mat other, Mat overlap, Rect box)
    {
        using Mat a = Crop(other, box), b = Crop(own, box), inside = Crop(overlap, box);
        using Mat filledA = Fill(a, b, inside), filledB = Fill(b, b, inside);
        ResidualSolution solution = flow.Solve(filledA, filledB, cancellation);
        using Mat vectors = new(box.Size, MatType.CV_32FC2), trust = new(box.Size, MatType.CV_32FC1);
        Trust(solution, inside, vectors, trust);
        using Mat first = CorrectionField.Make(vectors, trust, inside);
        Distrust(filledA, filledB, inside, first, trust);

        using Mat wholeVectors = new(own.Size(), MatType.CV_32FC2, Scalar.All(0)), wholeTrust = new(own.Size(), MatType.CV_32FC1, Scalar.All(0));
        using (Mat v = new(wholeVectors, box), t = new(wholeTrust, box))
        {
            vectors.CopyTo(v);
            trust.CopyTo(t);
        }
        return (CorrectionField.Make(wholeVectors, wholeTrust, overlap), CorrectionField.Largest(wholeVectors, wholeTrust));
    }

    /// <summary>Trust is exp(−(cycle error / 1 px)²) times the flow's own confidence, and nothing outside the overlap.</summary>
    private static void Trust(ResidualSolution solution, Mat inside, Mat vectors, Mat trust)
    {
        for (int y = 0, rows = inside.Rows; y < rows; y++)
        {
            ReadOnlySpan<byte> seen = MatRows.Row<byte>(inside, y);
            Span<float> v = MatRows.Row<float>(vectors, y), t = MatRows.Row<float>(trust, y);
            for (int x = 0, columns = inside.Cols; x < columns; x++)
            {
                Vector2 f = solution.Forward[x, y];
                (v[2 * x], v[2 * x + 1]) = (f.X, f.Y);
                float error = seen[x] == 0 ? float.NaN : FlowConsistency.ErrorAt(solution.Forward, solution.Backward, x, y);
                t[x] = float.IsNaN(error) ? 0 : MathF.Exp(-error * error) * (solution.Confidence?[x, y] ?? 1);
            }
        }
    }

    /// <summary>Takes trust away where the corrected images agree less than before, and where there is no texture to tell.</summary>
    private static void Distrust(Mat other, Mat own, Mat inside, Mat field, Mat trust)
    {
        using Mat map = new(field.Size(), MatType.CV_32FC2);
        for (int y = 0, rows = map.Rows; y < rows; y++)
        {
            ReadOnlySpan<float> f = MatRows.Row<float>(field, y);
            Span<float> m = MatRows.Row<float>(map, y);
            for (int x = 0, columns = map.Cols; x < columns; x++)
                (m[2 * x], m[2 * x + 1]) = (x + f[2 * x], y + f[2 * x + 1]);
        }
        using Mat bent = new(), none = new();
        Cv2.Remap(own, bent, map, none, InterpolationFlags.Linear, BorderTypes.Replicate);
        (Mat before, Mat valid) = LocalCorrelation.Map(own, other, inside);
        (Mat after, Mat validAfter) = LocalCorrelation.Map(bent, other, inside);
        using (before)
        using (valid)
        using (after)
        using (validAfter)
        {
            for (int y = 0, rows = trust.Rows; y < rows; y++)
            {
                ReadOnlySpan<float> b = MatRows.Row<float>(before, y), a = MatRows.Row<float>(after, y);
                ReadOnlySpan<byte> known = MatRows.Row<byte>(valid, y);
                Span<float> t = MatRows.Row<float>(trust, y);
                for (int x = 0; x < t.Length; x++)
                {
                    if (known[x] == 0)
                        t[x] *= 0.1f;
                    else if (a[x] < b[x] - 0.05f)
                        t[x] *= 0.05f;
                }
            }
        }
    }

    private static LayerWarp Warp(Mat field, Rect region, double scale)
    {
        using Mat half = new();
        var size = new Size(Math.Max(2, (field.Width + 1) / 2), Math.Max(2, (field.Height + 1) / 2));
        Cv2.Resize(field, half, size, 0, 0, InterpolationFlags.Area);
        var flow = new FlowField(size.Width, size.Height);
        for (int y = 0; y < size.Height; y++)
        {
            ReadOnlySpan<float> row = MatRows.Row<float>(half, y);
            Span<float> target = flow.Row(y);
            for (int k = 0; k < row.Length; k++)
                target[k] = row[k] / (float)scale;
        }
        var bounds = new Rect2d(region.X / scale, region.Y / scale, region.Width / scale, region.Height / scale);
        return new LayerWarp(bounds, flow);
    }

    private static (Mat Image, Mat Mask) Gray(Layer layer, Rect region, double scale, View[] views) =>
        Renderer.Draw(layer, region, scale, views[layer.View].Gray);

    private static (Mat Image, Mat Mask) Composite(Layer[] layers, Rect region, double scale, View[] views)
    {
        (Mat image, Mat mask) = Gray(layers[0], region, scale, views);
        foreach (Layer layer in layers.Skip(1))
        {
            (Mat next, Mat nextMask) = Gray(layer, region, scale, views);
            using (next)
            using (nextMask)
            {
                using Mat free = new();
                Cv2.BitwiseNot(mask, free);
                Cv2.BitwiseAnd(free, nextMask, free);
                next.CopyTo(image, free);
                Cv2.BitwiseOr(mask, nextMask, mask);
            }
        }
        return (image, mask);
    }

    /// <summary>Outside the overlap both images get the same content, so that no motion is seen there.</summary>
    private static Mat Fill(Mat image, Mat outside, Mat inside)
    {
        Mat filled = outside.Clone();
        image.CopyTo(filled, inside);
        return filled;
    }

    private static Mat Crop(Mat m, Rect box) => m.Clone(box);

    private static Rect Padded(Rect r, Size size)
    {
        const int pad = 24, least = 64;
        r = new Rect(r.X - pad, r.Y - pad, Math.Max(r.Width + 2 * pad, least), Math.Max(r.Height + 2 * pad, least));
        return r & new Rect(0, 0, size.Width, size.Height);
    }

    private static Rect Scaled(Rect r, double scale)
    {
        int x = (int)Math.Floor(r.X * scale), y = (int)Math.Floor(r.Y * scale);
        return new Rect(x, y, (int)Math.Ceiling((r.X + r.Width) * scale) - x, (int)Math.Ceiling((r.Y + r.Height) * scale) - y);
    }

    private static long Area(Rect r) => r.Width > 0 && r.Height > 0 ? (long)r.Width * r.Height : 0;
}
