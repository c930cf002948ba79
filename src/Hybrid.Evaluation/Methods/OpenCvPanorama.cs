using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>
/// What OpenCV's <c>Stitcher</c> made. Where its images lie is found from a panorama of marks, when first asked for, so that
/// the stitcher's time is its own.
/// </summary>
public sealed class OpenCvPanorama : PanoramaPrediction
{
    private readonly Stitcher _stitcher;
    private readonly Stitcher.Status _status;
    private readonly int[] _member;
    private readonly Lazy<ImagePlacement?[]> _placements;

    /// <param name="method">Its name.</param>
    /// <param name="stitcher">The stitcher afterwards; owned by the prediction.</param>
    /// <param name="mode">Turning cameras or flat scenes.</param>
    /// <param name="status">What it said.</param>
    /// <param name="panorama">What it made; owned by the prediction.</param>
    /// <param name="sizes">Sizes of the images.</param>
    public OpenCvPanorama(string method, Stitcher stitcher, OpenCvStitchMode mode, Stitcher.Status status, Mat panorama, IReadOnlyList<Size> sizes)
    {
        ArgumentNullException.ThrowIfNull(stitcher);
        (MethodUsed, _stitcher, _status, Panorama) = (method, stitcher, status, panorama);
        int[] members = status == Stitcher.Status.OK ? [.. stitcher.Component] : [];
        _member = [.. Enumerable.Range(0, sizes.Count).Select(i => Array.IndexOf(members, i))];
        Kept = [.. _member.Select(m => m >= 0)];
        _placements = new Lazy<ImagePlacement?[]>(() => Place(mode, [.. members.Select(m => sizes[m])]));
    }

    /// <inheritdoc />
    public override Mat Panorama { get; }

    /// <inheritdoc />
    public override IReadOnlyList<bool> Kept { get; }

    /// <inheritdoc />
    public override string Reason => _status switch
    {
        Stitcher.Status.ErrorNeedMoreImgs => "need-more-images",
        Stitcher.Status.ErrorHomographyEstFail => "homography-estimation-failed",
        Stitcher.Status.ErrorCameraParamsAdjustFail => "camera-adjustment-failed",
        _ => base.Reason,
    };

    /// <inheritdoc />
    public override string MethodUsed { get; }

    /// <inheritdoc />
    public override Point2d ToPanorama(int image, Point2d pixel) => _placements.Value[_member[image]]?.ToPanorama(pixel) ?? new Point2d(double.NaN, double.NaN);

    /// <inheritdoc />
    public override Point2d FromPanorama(int image, Point2d place) => _placements.Value[_member[image]]?.FromPanorama(place) ?? new Point2d(double.NaN, double.NaN);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Panorama.Dispose();
            _stitcher.Dispose();
        }
        base.Dispose(disposing);
    }

    private ImagePlacement?[] Place(OpenCvStitchMode mode, Size[] sizes)
    {
        (Point2f[] Image, Point2f[] Panorama)[] marks = StitcherMarks.Find(_stitcher, sizes, Panorama.Size());
        if (mode == OpenCvStitchMode.Scans)
            return [.. marks.Select(m => AffinePlacement.Fit(m.Image, m.Panorama))];
        return SphereFit.Fit(marks, sizes, Panorama.Size()) ?? new ImagePlacement?[sizes.Length];
    }
}
