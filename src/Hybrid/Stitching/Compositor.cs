using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>
/// Draws the panorama tile by tile: a tile that one layer fills is copied, one that a seam crosses is blended. Memory
/// beyond the panorama itself is that of a few tiles and of the images they touch.
/// </summary>
internal sealed class Compositor(PanoramaLayout layout, SmallLayer[] small, Gain[] gains, double smallScale, ImageStore store, StitchOptions options)
{
    private const int Tile = 256;
    private const int Bands = 5;
    private const int Margin = 2 << Bands;

    /// <summary>The panorama and the mask of the pixels that an image covers; both owned by the caller.</summary>
    /// <param name="deep">Whether 16 bits a channel are kept.</param>
    /// <param name="cancellation">Checked between tiles.</param>
    public (Mat Image, Mat Mask) Run(bool deep, CancellationToken cancellation)
    {
        Size size = layout.Frame.Size;
        var image = new Mat(size, deep ? MatType.CV_16UC3 : MatType.CV_8UC3, Scalar.All(0));
        var mask = new Mat(size, MatType.CV_8UC1, Scalar.All(0));
        int columns = (size.Width + Tile - 1) / Tile, rows = (size.Height + Tile - 1) / Tile;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount, CancellationToken = cancellation };
        try
        {
            // Along the long side last, so that an image is needed for one stretch of time and not again later.
            bool wide = size.Width >= size.Height;
            Parallel.For(0, columns * rows, parallel, k =>
            {
                (int i, int j) = wide ? (k / rows, k % rows) : (k % columns, k / columns);
                var core = new Rect(i * Tile, j * Tile, Math.Min(Tile, size.Width - i * Tile), Math.Min(Tile, size.Height - j * Tile));
                Draw(core, image, mask, deep);
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
        Size size = layout.Frame.Size;
        int margin = options.Blend == BlendKind.None ? 0 : Margin;
        var region = new Rect(core.X - margin, core.Y - margin, core.Width + 2 * margin, core.Height + 2 * margin) & new Rect(0, 0, size.Width, size.Height);
        int[] shown = [.. Enumerable.Range(0, layout.Layers.Length).Where(i => TileWeights.IsShown(small[i], region, smallScale))];
        if (shown.Length == 1 && Copy(shown[0], core, panorama, covered, deep))
            return;
        Blend(core, region, shown, panorama, covered, deep);
    }

    /// <summary>Draws a tile that one layer has to itself; false where that layer does not fill it and another might.</summary>
    private bool Copy(int index, Rect core, Mat panorama, Mat covered, bool deep)
    {
        (Mat image, Mat mask) = Render(index, core, deep);
        using (image)
        using (mask)
        {
            bool alone = layout.Layers.Where((l, i) => i != index).All(l => (l.Bounds & core) is { Width: 0 } or { Height: 0 });
            if (!alone && Cv2.CountNonZero(mask) < core.Width * core.Height)
                return false;
            using Mat to = new(panorama, core), seen = new(covered, core);
            image.CopyTo(to, mask);
            mask.CopyTo(seen);
            return true;
        }
    }

    private void Blend(Rect core, Rect region, int[] shown, Mat panorama, Mat covered, bool deep)
    {
        List<TilePart> parts = [];
        try
        {
            for (int i = 0; i < layout.Layers.Length; i++)
            {
                Rect reach = layout.Layers[i].Bounds & region;
                // A layer without a say in the seams may still be the only one that reaches a few pixels.
                if (reach.Width <= 0 || reach.Height <= 0 || (!shown.Contains(i) && shown.Length > 2))
                    continue;
                (Mat image, Mat mask) = Render(i, region, deep);
                parts.Add(new TilePart(image, mask, TileWeights.Enlarge(small[i], region, smallScale)));
            }
            if (parts.Count == 0)
                return;
            TileWeights.Complete(parts);
            List<TilePart> used = [.. parts.Where(p => p.IsShown)];
            if (used.Count == 0)
                return;
            using Mat blended = Mix(used, deep);
            using Mat seen = TileWeights.Union(used);
            var inner = new Rect(core.X - region.X, core.Y - region.Y, core.Width, core.Height);
            using Mat from = new(blended, inner), to = new(panorama, core), seenFrom = new(seen, inner), seenTo = new(covered, core);
            from.CopyTo(to, seenFrom);
            seenFrom.CopyTo(seenTo);
        }
        finally
        {
            parts.ForEach(p => p.Dispose());
        }
    }

    private Mat Mix(List<TilePart> parts, bool deep)
    {
        if (parts.Count == 1)
            return parts[0].Image.Clone();
        if (options.Blend != BlendKind.MultiBand)
            return TileWeights.Mix(parts);
        return deep ? MultiBand.Blend(parts, Bands) : MultiBand.BlendEight(parts, Bands);
    }

    private (Mat Image, Mat Mask) Render(int index, Rect region, bool deep)
    {
        Layer layer = layout.Layers[index];
        (Mat image, Mat mask) = store.Use(layer.Source, source => Renderer.Draw(layer, region, 1, source));
        if (deep && image.Depth() == MatType.CV_8U)
        {
            using Mat eight = image;
            image = new Mat();
            eight.ConvertTo(image, MatType.CV_16U, 257);
        }
        else if (!deep && image.Depth() == MatType.CV_16U)
        {
            using Mat sixteen = image;
            image = new Mat();
            sixteen.ConvertTo(image, MatType.CV_8U, 1.0 / 257);
        }
        gains[index].Apply(image, region, layer.Bounds);
        return (image, mask);
    }
}
