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
        return FloatColor.Apply(image, color => TiledRestoration.Run(color, _tiles, _network.Grid, _network.Restore, progress, cancellationToken));
    }
}
