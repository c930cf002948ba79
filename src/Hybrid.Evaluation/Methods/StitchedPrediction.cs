using Hybrid.Stitching;
using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>What the toolkit's own stitcher made.</summary>
public sealed class StitchedPrediction : PanoramaPrediction
{
    private readonly StitchResult _result;
    private readonly Panorama? _panorama;
    private readonly int[] _canonical;
    private readonly Mat _image;

    /// <param name="method">Its name.</param>
    /// <param name="result">Its result; owned by the prediction.</param>
    /// <param name="names">Names of the images in the order of the set.</param>
    public StitchedPrediction(string method, StitchResult result, IReadOnlyList<string> names)
    {
        (MethodUsed, _result) = (method, result);
        _panorama = result.Panoramas.Count > 0 ? result.Panoramas[0] : null;
        _canonical = [.. names.Select(n => result.Images.Select((d, i) => (d, i)).First(p => p.d.Name == n).i)];
        _image = _panorama?.Image ?? new Mat();
        Kept = [.. _canonical.Select(i => result.Images[i].Panorama == 0)];
    }

    /// <inheritdoc />
    public override Mat Panorama => _image;

    /// <inheritdoc />
    public override IReadOnlyList<bool> Kept { get; }

    /// <inheritdoc />
    public override string MethodUsed { get; }

    /// <inheritdoc />
    public override IReadOnlyList<ProvenanceStep> Steps => _result.Provenance;

    /// <inheritdoc />
    public override Point2d ToPanorama(int image, Point2d pixel) => _panorama!.ToPanorama(_canonical[image], pixel);

    /// <inheritdoc />
    public override Point2d FromPanorama(int image, Point2d place) => _panorama!.FromPanorama(_canonical[image], place);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _result.Dispose();
            _image.Dispose();
        }
        base.Dispose(disposing);
    }
}
