using Hybrid.Imaging;
using Hybrid.Native.Stitching;
using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>What OpenCV's <c>Stitcher</c> made; its cameras give the same account of where images lie as ours do.</summary>
public sealed class OpenCvPanorama : PanoramaPrediction
{
    private static readonly string[] Statuses = ["none", "need-more-images", "homography-estimation-failed", "camera-adjustment-failed"];

    private readonly WholeResult _result;
    private readonly ProjectionWarper? _warper;
    private readonly int[] _member;
    private readonly (float[] K, float[] R)[] _cameras;
    private readonly PixelRect _roi;

    /// <param name="method">Its name.</param>
    /// <param name="result">OpenCV's result; owned by the prediction.</param>
    /// <param name="sizes">Sizes of the images.</param>
    /// <param name="scans">Whether it was made in mode SCANS.</param>
    public OpenCvPanorama(string method, WholeResult result, IReadOnlyList<Size> sizes, bool scans)
    {
        (MethodUsed, _result) = (method, result);
        _member = [.. Enumerable.Range(0, sizes.Count).Select(i => result.Members.ToList().IndexOf(i))];
        Kept = [.. _member.Select(m => m >= 0)];
        ImageBuffer(result, out Mat panorama);
        Panorama = panorama;
        _cameras = [.. result.Cameras.Select(c => (c.K(1 / result.WorkScale), Array.ConvertAll(c.R, v => (float)v)))];
        if (result.Members.Count == 0)
            return;
        double[] focals = [.. result.Cameras.Select(c => c.Focal).Order()];
        int n = focals.Length;
        double median = n % 2 == 1 ? focals[n / 2] : 0.5 * (focals[n / 2 - 1] + focals[n / 2]);
        _warper = new ProjectionWarper(scans ? Projection.Affine : Projection.Spherical, median / result.WorkScale);
        PixelRect[] rois = [.. result.Members.Select((m, k) => _warper.Roi(sizes[m].Width, sizes[m].Height, _cameras[k].K, _cameras[k].R))];
        _roi = PixelRect.Around([.. rois.Select(r => new PixelPoint(r.X, r.Y))], [.. rois.Select(r => (r.Width, r.Height))]);
    }

    /// <inheritdoc />
    public override Mat Panorama { get; }

    /// <inheritdoc />
    public override IReadOnlyList<bool> Kept { get; }

    /// <inheritdoc />
    public override string Reason => _result.Status > 0 && _result.Status < Statuses.Length ? Statuses[_result.Status] : base.Reason;

    /// <inheritdoc />
    public override string MethodUsed { get; }

    /// <inheritdoc />
    public override Point2d ToPanorama(int image, Point2d pixel)
    {
        (float[] k, float[] r) = _cameras[_member[image]];
        (float x, float y) = _warper!.Warp((float)pixel.X, (float)pixel.Y, k, r);
        return new Point2d(x - _roi.X, y - _roi.Y);
    }

    /// <inheritdoc />
    public override Point2d FromPanorama(int image, Point2d place)
    {
        (float[] k, float[] r) = _cameras[_member[image]];
        (float x, float y) = _warper!.Unwarp((float)(place.X + _roi.X), (float)(place.Y + _roi.Y), k, r);
        return x == -1 && y == -1 ? new Point2d(double.NaN, double.NaN) : new Point2d(x, y);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _warper?.Dispose();
            Panorama.Dispose();
            _result.Dispose();
        }
        base.Dispose(disposing);
    }

    private static void ImageBuffer(WholeResult result, out Mat panorama)
    {
        var buffer = result.Panorama.Buffer;
        panorama = buffer.Rows == 0 || buffer.Cols == 0 ? new Mat() : Mat.FromPixelData(buffer.Rows, buffer.Cols, buffer.Type, buffer.Data, buffer.Step);
    }
}
