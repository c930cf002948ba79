using System.Text.Json;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Predictions;
using Hybrid.Evaluation.Running;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Report;

/// <summary>Draws one pair for the report: both images, and for each method the restored image, or the warped one, the flow and the error map.</summary>
internal sealed class PairPictures : IDisposable
{
    private const float ErrorMax = 10;
    private readonly ImagePair _images;
    private readonly GroundTruth _truth;
    private readonly Mat _a;
    private readonly Mat _b;

    private PairPictures(DatasetPair pair)
    {
        _images = pair.LoadImages();
        _truth = pair.LoadTruth();
        _a = Thumbnails.Shrink(_images.A);
        _b = Thumbnails.Shrink(_images.B);
    }

    /// <summary>Reads a pair; null where its files can no longer be read.</summary>
    public static PairPictures? TryOpen(DatasetPair pair)
    {
        try
        {
            return new PairPictures(pair);
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>Writes <c>a</c>, <c>b</c> and the sizes.</summary>
    public void WriteImages(Utf8JsonWriter json)
    {
        json.WriteString("a", Thumbnails.DataUri(_a));
        json.WriteString("b", Thumbnails.DataUri(_b));
        WriteSize(json, "size_a", _images.A);
        WriteSize(json, "size_b", _images.B);
    }

    /// <summary>Writes <c>warped</c>, <c>flow</c> and <c>error</c> of a record, as far as it has what they need.</summary>
    public void WriteMethod(Utf8JsonWriter json, string runFolder, PairRecord record)
    {
        Homography? h = record.Homography is { } m ? Homography.FromRowMajor(m) : null;
        using Prediction? stored = PredictionStore.Load(runFolder, record.Pair, record.Method, record.Seed);
        if (stored is ImagePrediction { Image: var image })
        {
            using Mat restored = Thumbnails.Shrink(image);
            json.WriteString("restored", Thumbnails.DataUri(restored));
            return;
        }
        FlowField? flow = (stored as AlignmentPrediction)?.Alignment.Flow;
        if (flow is not null && (flow.Width != _images.A.Width || flow.Height != _images.A.Height))
            flow = null;
        var motion = new PredictedMotion(flow, h);
        if (!motion.Exists)
            return;
        FlowField small = Sampled(motion);
        using (Mat warped = Warp.Backward(_b, ToThumbnail(small), out Mat mask))
        {
            mask.Dispose();
            json.WriteString("warped", Thumbnails.DataUri(warped));
        }
        using (Mat colors = FlowColors.Render(small))
            json.WriteString("flow", Thumbnails.DataUri(colors));
        if (Errors(small) is { } errors)
        {
            using Mat map = MapColors.Render(errors, 0, ErrorMax);
            json.WriteString("error", Thumbnails.DataUri(map));
            json.WriteNumber("error_max", ErrorMax);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
        _images.Dispose();
    }

    /// <summary>Full-size motion at the thumbnail's pixels, in pixels of the original.</summary>
    private FlowField Sampled(PredictedMotion motion)
    {
        var flow = new FlowField(_a.Width, _a.Height);
        for (int y = 0; y < flow.Height; y++)
        {
            for (int x = 0; x < flow.Width; x++)
            {
                Point2d p = ToOriginal(x, y);
                flow[x, y] = motion.Map(p) is { } q ? new System.Numerics.Vector2((float)(q.X - p.X), (float)(q.Y - p.Y)) : new System.Numerics.Vector2(float.NaN);
            }
        }
        return flow;
    }

    /// <summary>The same motion between the two thumbnails.</summary>
    private FlowField ToThumbnail(FlowField original)
    {
        double sx = _b.Width / (double)_images.B.Width, sy = _b.Height / (double)_images.B.Height;
        var flow = new FlowField(original.Width, original.Height);
        for (int y = 0; y < flow.Height; y++)
        {
            for (int x = 0; x < flow.Width; x++)
            {
                Point2d p = ToOriginal(x, y);
                var d = original[x, y];
                flow[x, y] = new System.Numerics.Vector2((float)((p.X + d.X + 0.5) * sx - 0.5 - x), (float)((p.Y + d.Y + 0.5) * sy - 0.5 - y));
            }
        }
        return flow;
    }

    private ScalarMap? Errors(FlowField motion)
    {
        if (_truth is not (HomographyTruth or FlowTruth or DisparityTruth))
            return null;
        var errors = new ScalarMap(motion.Width, motion.Height);
        for (int y = 0; y < motion.Height; y++)
        {
            for (int x = 0; x < motion.Width; x++)
            {
                Point2d p = ToOriginal(x, y);
                int ix = Math.Clamp((int)Math.Round(p.X), 0, _images.A.Width - 1), iy = Math.Clamp((int)Math.Round(p.Y), 0, _images.A.Height - 1);
                var d = motion[x, y];
                errors[x, y] = _truth switch
                {
                    HomographyTruth t when Inside(t.Homography.Apply(p)) => (float)TransferError.Distance(t.Homography.Apply(p), new Point2d(p.X + d.X, p.Y + d.Y)),
                    FlowTruth t when t.Flow.IsKnown(ix, iy) => (t.Flow[ix, iy] - d).Length(),
                    DisparityTruth t => Math.Abs(t.Disparity[ix, iy] + d.X),
                    _ => float.NaN,
                };
            }
        }
        return errors;
    }

    private bool Inside(Point2d q) => q.X >= 0 && q.Y >= 0 && q.X <= _images.B.Width - 1 && q.Y <= _images.B.Height - 1;

    private Point2d ToOriginal(int x, int y) =>
        new((x + 0.5) * _images.A.Width / _a.Width - 0.5, (y + 0.5) * _images.A.Height / _a.Height - 0.5);

    private static void WriteSize(Utf8JsonWriter json, string name, Mat image)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(image.Width);
        json.WriteNumberValue(image.Height);
        json.WriteEndArray();
    }
}
