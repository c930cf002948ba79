using Hybrid.Evaluation.Datasets;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Methods;

/// <summary>Finds answers that are nonsense, so that they count as failures and not as luck or as a crash of the scoring.</summary>
internal static class PredictionSanity
{
    /// <summary>What is wrong with an answer; null where it can be scored.</summary>
    public static string? Problem(Prediction? prediction, LabelledPair pair)
    {
        switch (prediction)
        {
            case null:
                return "returned nothing";
            case AlignmentPrediction { Alignment: var a }:
                if (a.Homography is { } h && !Array.TrueForAll(h.ToRowMajor(), double.IsFinite))
                    return "the homography is not finite";
                if (a.IsOk && a.Homography is null && a.Flow is null)
                    return "ok without homography or flow";
                if (!(a.Confidence >= 0 && a.Confidence <= 1))
                    return "the confidence is not in 0..1";
                if (a.Flow is { } flow && new ImageSize(flow.Width, flow.Height) != pair.SizeA)
                    return $"the flow is {flow.Width}x{flow.Height}, not of A's size {pair.SizeA.Width}x{pair.SizeA.Height}";
                return a.FlowConfidence is { } c ? SizeProblem("flow confidence", c, pair.SizeA) : null;
            case DisparityPrediction { Disparity: var disparity } stereo:
                return SizeProblem("disparity", disparity, pair.SizeA)
                    ?? (stereo.PixelConfidence is { } certainty ? SizeProblem("disparity's confidence", certainty, pair.SizeA) : null);
            case ImagePrediction { Image: var image } when image.Width != pair.SizeA.Width || image.Height != pair.SizeA.Height:
                return $"the image is {image.Width}x{image.Height}, not of A's size {pair.SizeA.Width}x{pair.SizeA.Height}";
            case OverlapPrediction o when o.MaskA.Length != pair.SizeA.Width * pair.SizeA.Height || o.MaskB.Length != pair.SizeB.Width * pair.SizeB.Height:
                return "a mask is not of its image's size";
            default:
                return null;
        }
    }

    private static string? SizeProblem(string what, ScalarMap map, ImageSize size) =>
        map.Width == size.Width && map.Height == size.Height ? null : $"the {what} is {map.Width}x{map.Height}, not of A's size {size.Width}x{size.Height}";
}
