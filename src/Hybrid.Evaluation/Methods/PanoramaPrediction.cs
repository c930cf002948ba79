using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>The answer of a stitching method: a panorama and where each image lies in it.</summary>
public abstract class PanoramaPrediction : Prediction
{
    /// <summary>The panorama, CV_8UC3; empty where there is none.</summary>
    public abstract Mat Panorama { get; }

    /// <summary>Which of the images are in it, in the order of the set.</summary>
    public abstract IReadOnlyList<bool> Kept { get; }

    /// <inheritdoc />
    public override AnswerKind Kind => AnswerKind.Panorama;

    /// <inheritdoc />
    public override bool IsOk => Kept.Count(k => k) >= 2;

    /// <inheritdoc />
    public override string Reason => IsOk ? Kept.All(k => k) ? "none" : "images-left-out" : "no-panorama";

    /// <summary>Where a pixel of an image lies in the panorama; NaN where it does not.</summary>
    public abstract Point2d ToPanorama(int image, Point2d pixel);

    /// <summary>Which pixel of an image is drawn at a place of the panorama; NaN where there is none.</summary>
    public abstract Point2d FromPanorama(int image, Point2d place);
}
