using Hybrid.Stitching.Layout;
using OpenCvSharp;

namespace Hybrid.Stitching.Composition.Exposure;

/// <summary>Evens out exposure between overlapping layers, on the reduced canvas.</summary>
internal static class ExposureStage
{
    /// <summary>Pixels of the reduced canvas along a side of the cells that get a gain of their own.</summary>
    private const int Cell = 32;

    /// <summary>How often the gains of cells are smoothed.</summary>
    private const int Smoothings = 2;

    /// <summary>One gain a layer, which the reduced layers are multiplied by.</summary>
    public static Gain[] Run(ExposureKind kind, PanoramaLayout layout, SmallLayer[] small)
    {
        if (kind == ExposureKind.None || small.Length < 2)
            return [.. small.Select(_ => Gain.One)];
        Gain[] gains = Estimate(kind, small);
        if (kind != ExposureKind.Blocks)
            ShareWithinViews(layout, gains);
        for (int i = 0; i < small.Length; i++)
            gains[i].Apply(small[i].Image, small[i].Bounds, small[i].Bounds);
        return gains;
    }

    /// <summary>One gain a layer; nothing is multiplied yet.</summary>
    internal static Gain[] Estimate(ExposureKind kind, SmallLayer[] small) => kind switch
    {
        ExposureKind.Blocks => Blocks(small),
        ExposureKind.Channels => Channels(small),
        _ => Whole(small),
    };

    private static Gain[] Whole(SmallLayer[] small) => [.. Solve(small, CellGrid.Whole(small), Intensity.Norm).Select(g => new Gain(g, g, g))];

    private static Gain[] Channels(SmallLayer[] small)
    {
        CellGrid[] grids = CellGrid.Whole(small);
        double[][] gains = [.. Enumerable.Range(0, 3).Select(c => Solve(small, grids, image => Intensity.Channel(image, c)))];
        return [.. small.Select((_, i) => new Gain(gains[0][i], gains[1][i], gains[2][i]))];
    }

    private static Gain[] Blocks(SmallLayer[] small)
    {
        CellGrid[] grids = CellGrid.Divide(small, Cell);
        double[] gains = Solve(small, grids, Intensity.Norm);
        using Mat kernel = Mat.FromPixelData(3, 1, MatType.CV_32FC1, new[] { 0.25f, 0.5f, 0.25f });
        return [.. grids.Select(grid =>
        {
            var map = new Mat(grid.Rows, grid.Columns, MatType.CV_32FC1);
            for (int y = 0; y < grid.Rows; y++)
            {
                for (int x = 0; x < grid.Columns; x++)
                    map.Set(y, x, (float)gains[grid.First + y * grid.Columns + x]);
            }
            for (int k = 0; k < Smoothings; k++)
                Cv2.SepFilter2D(map, map, MatType.CV_32F, kernel, kernel);
            return new Gain(1, 1, 1, map);
        })];
    }

    private static double[] Solve(SmallLayer[] small, CellGrid[] grids, Func<Mat, Mat> intensity)
    {
        Mat[] images = [.. small.Select(s => intensity(s.Image))];
        try
        {
            return GainEstimator.Solve(CellOverlaps.Measure(small, grids, images), CellOverlaps.Areas(small, grids));
        }
        finally
        {
            foreach (Mat image in images)
                image.Dispose();
        }
    }

    // A view cut in two by the end of a closed panorama must not get two brightnesses.
    private static void ShareWithinViews(PanoramaLayout layout, Gain[] gains)
    {
        foreach (IGrouping<int, int> parts in Enumerable.Range(0, gains.Length).GroupBy(i => layout.Layers[i].View).Where(g => g.Count() > 1))
        {
            int largest = parts.MaxBy(i => (long)layout.Layers[i].Bounds.Width * layout.Layers[i].Bounds.Height);
            foreach (int i in parts)
                gains[i] = gains[largest];
        }
    }
}
