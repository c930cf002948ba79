using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>Deblurs with a network, blind: nothing is known of the blur. Large images are cut into overlapping tiles.</summary>
public sealed class NetworkDeblurrer : IDeblurrer
{
    private readonly DeblurNetwork _network;
    private readonly TileOptions _tiles;

    /// <summary>Creates the method.</summary>
    /// <param name="network">The network; not owned.</param>
    /// <param name="tiles">How large images are cut; null for the defaults.</param>
    public NetworkDeblurrer(DeblurNetwork network, TileOptions? tiles = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _tiles = tiles ?? new TileOptions();
    }

    /// <inheritdoc />
    public string Name => _network.Description;

    /// <inheritdoc />
    public Mat Deblur(Mat image, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        cancellationToken.ThrowIfCancellationRequested();
        return FloatColor.Apply(image, color => Restore(color, progress, cancellationToken));
    }

    private Mat Restore(Mat color, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if ((long)color.Width * color.Height <= _tiles.WholePixels)
        {
            Mat whole = _network.Restore(color);
            progress?.Report(1);
            return whole;
        }
        var columns = new TileGrid(color.Width, _tiles.Size, _tiles.Overlap, _network.Grid);
        var rows = new TileGrid(color.Height, _tiles.Size, _tiles.Overlap, _network.Grid);
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
                    using Mat restored = _network.Restore(tile);
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
        for (int y = 0; y < tile.Rows; y++)
        {
            float* from = (float*)tile.Ptr(y), to = (float*)result.Ptr(top + y) + 3 * left;
            for (int x = 0; x < tile.Cols; x++)
            {
                float weight = weightX[x] * weightY[y];
                for (int c = 0; c < 3; c++)
                    to[3 * x + c] += weight * from[3 * x + c];
            }
        }
    }
}
