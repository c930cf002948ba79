using System.Collections.Concurrent;
using Hybrid.Imaging;
using Hybrid.Stitching.Composition.Blending;
using Hybrid.Stitching.Composition.Exposure;
using Hybrid.Stitching.Layout;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Composition;

/// <summary>
/// Draws the panorama tile by tile: what one layer fills is copied, the rectangle around seams is blended. Memory
/// beyond the panorama itself is that of a few tiles and of the images they touch.
/// </summary>
internal sealed class Compositor(PanoramaLayout layout, View[] views, SmallLayer[] small, Gain[] gains, double smallScale, ImageStore store, StitchOptions options, StageCounter counter)
{
    private const int Tile = 512;
    private const int Cell = 64;
    private const int MostBands = 5;
    private const double SmallImage = 1e6;
    private const int Several = -1;
    private const int Nobody = -2;

    /// <summary>Levels of the pyramids: images below a megapixel are blended over half the distance.</summary>
    private readonly int _bands = layout.Layers.Average(l => (double)l.Size.Width * l.Size.Height) * options.Scale * options.Scale < SmallImage ? MostBands - 1 : MostBands;

    private readonly double _white = White(views);

    /// <summary>What white of 8 bits, or the end of a range of floats, becomes beside images of 16 bits.</summary>
    public static double White(View[] views) => views.Where(v => v.Depth == MatType.CV_16U).Select(v => v.Range.High).DefaultIfEmpty(ushort.MaxValue).Max();

    /// <summary>The panorama and the mask of the pixels that an image covers; both owned by the caller.</summary>
    /// <param name="cancellation">Checked between tiles.</param>
    /// <returns>16 bits a channel where an image has more than 8.</returns>
    public (Mat Image, Mat Mask) Run(CancellationToken cancellation)
    {
        bool deep = views.Any(v => v.Depth != MatType.CV_8U);
        Size size = layout.Frame.Size;
        var image = new Mat(size, deep ? MatType.CV_16UC3 : MatType.CV_8UC3, Scalar.All(0));
        var mask = new Mat(size, MatType.CV_8UC1, Scalar.All(0));
        int columns = (size.Width + Tile - 1) / Tile, rows = (size.Height + Tile - 1) / Tile;
        ParallelOptions parallel = Concurrency.Options(options.Threads, cancellation);
        counter.Expect(columns * rows);
        try
        {
            // Along the long side last, so that an image is needed for one stretch of time and not again later.
            bool wide = size.Width >= size.Height;
            // One tile after the other is handed out, so that all threads are near one another and need the same images.
            Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, columns * rows), EnumerablePartitionerOptions.NoBuffering), parallel, k =>
            {
                (int i, int j) = wide ? (k / rows, k % rows) : (k % columns, k / columns);
                var core = new Rect(i * Tile, j * Tile, Math.Min(Tile, size.Width - i * Tile), Math.Min(Tile, size.Height - j * Tile));
                Draw(core, image, mask, deep);
                counter.Step();
            });
            return (image, mask);
        }
        catch
        {
            image.Dispose();
            mask.Dispose();
            throw;
        }
    }

    private void Draw(Rect core, Mat panorama, Mat covered, bool deep)
    {
        int columns = (core.Width + Cell - 1) / Cell, rows = (core.Height + Cell - 1) / Cell;
        var owners = new int[columns * rows];
        Rect mixed = default;
        for (int k = 0; k < owners.Length; k++)
        {
            Rect cell = new Rect(core.X + k % columns * Cell, core.Y + k / columns * Cell, Cell, Cell) & core;
            owners[k] = Owner(cell);
            if (owners[k] == Several)
                mixed = mixed.Width == 0 ? cell : mixed | cell;
        }
        if (mixed.Width > 0)
            Blend(mixed, panorama, covered, deep);
        for (int k = 0; k < owners.Length; k++)
        {
            int owner = owners[k];
            if (owner < 0)
                continue;
            Rect run = new Rect(core.X + k % columns * Cell, core.Y + k / columns * Cell, Cell * Take(owners, columns, k, out int high), Cell * high) & core;
            if ((run & mixed) != run && !Copy(owner, run, panorama, covered, deep))
                Blend(run, panorama, covered, deep);
        }
    }

    /// <summary>Takes the cells of one owner that form a rectangle from a cell to the right and down, and says how wide and high it is.</summary>
    private static int Take(int[] owners, int columns, int first, out int high)
    {
        int owner = owners[first], wide = 1;
        while ((first + wide) % columns != 0 && owners[first + wide] == owner)
            wide++;
        high = 0;
        for (int row = first; row < owners.Length && owners.AsSpan(row, wide).IndexOfAnyExcept(owner) < 0; row += columns)
        {
            owners.AsSpan(row, wide).Fill(Nobody);
            high++;
        }
        return wide;
    }

    /// <summary>The only layer that shows in a rectangle and as far around it as blending reaches.</summary>
    private int Owner(Rect cell)
    {
        Rect region = Around(cell);
        int owner = Nobody;
        bool reached = false;
        for (int i = 0; i < layout.Layers.Length; i++)
        {
            if ((layout.Layers[i].Bounds & region) is { Width: 0 } or { Height: 0 })
                continue;
            reached |= TileWeights.Reaches(small[i], small[i].Mask, region, smallScale);
            if (!TileWeights.IsShown(small[i], region, smallScale))
                continue;
            if (owner >= 0)
                return Several;
            owner = i;
        }
        return owner == Nobody && reached ? Several : owner;
    }

    private Rect Around(Rect core)
    {
        int margin = options.Blend == BlendKind.None ? 0 : 2 << _bands;
        return new Rect(core.X - margin, core.Y - margin, core.Width + 2 * margin, core.Height + 2 * margin) & new Rect(0, 0, layout.Frame.Size.Width, layout.Frame.Size.Height);
    }

    /// <summary>Draws a rectangle that one layer has to itself; false where that layer does not fill it and another might.</summary>
    private bool Copy(int index, Rect core, Mat panorama, Mat covered, bool deep)
    {
        (Mat image, Mat mask) = Render(index, core, deep);
        using (image)
        using (mask)
        {
            bool alone = layout.Layers.Where((l, i) => i != index).All(l => (l.Bounds & core) is { Width: 0 } or { Height: 0 });
            if (!alone && Cv2.CountNonZero(mask) < core.Width * core.Height)
                return false;
            Put(image, mask, core, core, panorama, covered);
            return true;
        }
    }

    private static void Put(Mat image, Mat mask, Rect at, Rect core, Mat panorama, Mat covered)
    {
        Rect common = at & core;
        if (common.Width <= 0 || common.Height <= 0)
            return;
        using Mat from = new(image, common - at.Location), seen = new(mask, common - at.Location), to = new(panorama, common), seenTo = new(covered, common);
        from.CopyTo(to, seen);
        seen.CopyTo(seenTo);
    }

    private void Blend(Rect core, Mat panorama, Mat covered, bool deep)
    {
        Rect region = Around(core);
        List<TilePart> parts = [];
        try
        {
            foreach ((int layer, Rect reach) in Reaches(region))
            {
                (Mat image, Mat mask) = Render(layer, reach, deep);
                parts.Add(new TilePart(image, mask, TileWeights.Enlarge(small[layer], reach, smallScale), reach - region.Location));
            }
            TileWeights.Complete(parts, region.Size);
            List<TilePart> used = [.. parts.Where(p => p.IsShown)];
            if (used.Count == 0)
                return;
            if (used.Count == 1)
            {
                Put(used[0].Image, used[0].Mask, used[0].At + region.Location, core, panorama, covered);
                return;
            }
            using Mat blended = options.Blend == BlendKind.MultiBand ? MultiBand.Blend(parts, MultiBand.Bands(region.Size, _bands)) : TileWeights.Mix(used, region.Size);
            using Mat seen = TileWeights.Union(used, region.Size);
            Put(blended, seen, region, core, panorama, covered);
        }
        finally
        {
            parts.ForEach(p => p.Dispose());
        }
    }

    /// <summary>The layers that a region is blended of, and the part of it for which each is drawn.</summary>
    private List<(int Layer, Rect Reach)> Reaches(Rect region)
    {
        bool[] isShown = [.. small.Select(s => TileWeights.IsShown(s, region, smallScale))];
        int shown = isShown.Count(s => s);
        var reaches = new List<(int Layer, Rect Reach)>();
        for (int i = 0; i < layout.Layers.Length; i++)
        {
            Rect reach = layout.Layers[i].Bounds & region;
            // A layer without a say in the seams may still be the only one that reaches a few pixels.
            if (reach.Width > 0 && reach.Height > 0 && (shown <= 2 || isShown[i]))
                reaches.Add((i, reach));
        }
        if (options.Blend != BlendKind.MultiBand || reaches.Count == 0)
            return reaches;
        // The one that covers most is drawn everywhere: the others are blended as differences from it.
        int ground = Enumerable.Range(0, reaches.Count).MaxBy(k => (long)reaches[k].Reach.Width * reaches[k].Reach.Height);
        (reaches[0], reaches[ground]) = (reaches[ground], reaches[0]);
        int bands = MultiBand.Bands(region.Size, _bands);
        return [.. reaches.Select((r, k) => (r.Layer, k == 0 ? region : MultiBand.Align(r.Reach - region.Location, region.Size, bands) + region.Location))];
    }

    private (Mat Image, Mat Mask) Render(int index, Rect region, bool deep)
    {
        Layer layer = layout.Layers[index];
        (Mat image, Mat mask) = store.Use(layer.Source, source => Renderer.Draw(layer, region, 1, source));
        if (deep && image.Depth() != MatType.CV_16U)
        {
            using Mat other = image;
            IntensityRange range = image.Depth() == MatType.CV_8U ? IntensityRange.Byte : views[layer.View].Range;
            double scale = _white / (range.High - range.Low);
            image = new Mat();
            other.ConvertTo(image, MatType.CV_16U, scale, -range.Low * scale);
        }
        gains[index].Apply(image, region, layer.Bounds);
        return (image, mask);
    }
}
