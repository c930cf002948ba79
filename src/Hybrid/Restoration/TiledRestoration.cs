using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>Restores large colour images tile by tile, without visible seams.</summary>
internal static class TiledRestoration
{
    /// <summary>Restores an image, in one piece where it is small enough.</summary>
    /// <param name="color">CV_32FC3.</param>
    /// <param name="options">How it is cut.</param>
    /// <param name="multiple">Starts of tiles are multiples of this.</param>
    /// <param name="restore">Restores a tile to one of the same size, which the caller owns.</param>
    /// <param name="progress">Told the share that is done, 0..1.</param>
    /// <param name="cancellationToken">Checked before each tile.</param>
    /// <returns>CV_32FC3 of the same size, owned by the caller.</returns>
    public static Mat Run(Mat color, TileOptions options, int multiple, Func<Mat, Mat> restore, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if ((long)color.Width * color.Height <= options.WholePixels)
        {
            Mat whole = restore(color);
            progress?.Report(1);
            return whole;
        }
        var columns = new TileGrid(color.Width, options.Size, options.Overlap, multiple);
        var rows = new TileGrid(color.Height, options.Size, options.Overlap, multiple);
        var result = new Mat(color.Rows, color.Cols, MatType.CV_32FC3, Scalar.All(0));
        try
        {
            int done = 0, count = columns.Tiles.Count * rows.Tiles.Count;
            for (int r = 0; r < rows.Tiles.Count; r++)
            {
                for (int c = 0; c < columns.Tiles.Count; c++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    (int left, int right) = columns.Tiles[c];
                    (int top, int bottom) = rows.Tiles[r];
                    using Mat tile = color.SubMat(top, bottom, left, right);
                    using Mat restored = restore(tile);
                    Add(result, restored, left, top, columns.Weights(c), rows.Weights(r));
                    progress?.Report((double)++done / count);
                }
            }
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private static unsafe void Add(Mat result, Mat tile, int left, int top, float[] weightX, float[] weightY)
    {
        for (int y = 0, rows = tile.Rows; y < rows; y++)
        {
            float* from = (float*)tile.Ptr(y), to = (float*)result.Ptr(top + y) + 3 * left;
            for (int x = 0, columns = tile.Cols; x < columns; x++)
            {
                float weight = weightX[x] * weightY[y];
                for (int c = 0; c < 3; c++)
                    to[3 * x + c] += weight * from[3 * x + c];
            }
        }
    }
}
