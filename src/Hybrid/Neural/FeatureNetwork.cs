using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// A published ONNX export of XFeat (Potje et al., CVPR 2024), brought by the user: either one that ends in keypoints
/// (<c>keypoints, descriptors, scores</c>) or one that ends in raw maps of 64, 65 and 1 channels. The export's size is
/// fixed: images are fitted into it whole, turned by 90° where that fits better, and keypoints are mapped back.
/// </summary>
public sealed class FeatureNetwork : IDisposable
{
    /// <summary>The task on the card of such a model.</summary>
    public const string Task = "features";

    private readonly OnnxGraph _graph;
    private readonly string _input;
    private readonly Size _frame;
    private readonly bool _sparse;

    /// <summary>Loads a model.</summary>
    /// <param name="model">A model of the task <c>features</c>.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is of another task, damaged or of another signature.</exception>
    public FeatureNetwork(ModelFolder model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelCard card = model.Card;
        card.RequireTask(Task, "one for features");
        Description = card.Name;
        _graph = new OnnxGraph($"{card.Name}/{card.Files[0].Name}", model.Load(card.Files[0].Name), threads, [], []);
        (_input, IReadOnlyList<int> shape) = _graph.Inputs.First();
        if (shape is not [_, 3, > 0 and var height, > 0 and var width])
            throw new InputException($"{card.Name}: input '{_input}' is not 1×3×height×width of a fixed size");
        _frame = new Size(width, height);
        _sparse = _graph.Outputs.ContainsKey("keypoints");
    }

    /// <summary>Name of the model.</summary>
    public string Description { get; }

    /// <summary>A network shared by all who ask for the same model and number of threads; it lives as long as the process.</summary>
    /// <exception cref="InputException">The model is missing or cannot be used.</exception>
    public static FeatureNetwork Shared(string name, string? folder, int threads) =>
        SharedNetworks<FeatureNetwork>.Get(ModelStore.FindBrought(name, folder, "feature network", "xfeat.onnx"), threads, (model, n) => new FeatureNetwork(model, n));

    /// <summary>Whether an image of this size is better seen turned by 90°. Both images of a pair must be seen alike.</summary>
    public bool PrefersTurned(Size image) => image.Width > image.Height != _frame.Width > _frame.Height && _frame.Width != _frame.Height;

    /// <summary>Features of an image.</summary>
    /// <param name="gray">8-bit, one channel.</param>
    /// <param name="turned">Whether the network sees it turned by 90° clockwise.</param>
    public LearnedFeatures Extract(Mat gray, bool turned)
    {
        ArgumentNullException.ThrowIfNull(gray);
        using var upright = new Mat();
        if (turned)
            Cv2.Rotate(gray, upright, RotateFlags.Rotate90Clockwise);
        else
            gray.CopyTo(upright);
        double s = Math.Min((double)_frame.Width / upright.Width, (double)_frame.Height / upright.Height);
        var size = new Size(Math.Clamp((int)Math.Round(upright.Width * s), 1, _frame.Width), Math.Clamp((int)Math.Round(upright.Height * s), 1, _frame.Height));
        using var fitted = new Mat();
        Cv2.Resize(upright, fitted, size, 0, 0, s < 1 ? InterpolationFlags.Area : InterpolationFlags.Linear);
        using var framed = new Mat();
        Cv2.CopyMakeBorder(fitted, framed, 0, _frame.Height - size.Height, 0, _frame.Width - size.Width, BorderTypes.Replicate);
        using var bag = new TensorBag();
        bag.Put("image", GrayPlanes.Repeated(framed, 3, 1.0 / 255), 1, 3, _frame.Height, _frame.Width);
        string[] outputs = [.. _graph.Outputs.Keys];
        _graph.Run(bag, [(_input, "image")], [.. outputs.Select(o => (o, o))]);
        (List<Point2d> points, List<float> descriptors, int dimension) = _sparse ? ReadSparse(bag) : XFeatMaps.Decode(bag, _graph.Outputs, _frame);

        double fx = (double)upright.Width / size.Width, fy = (double)upright.Height / size.Height;
        var kept = new List<Point2d>(points.Count);
        var rows = new List<float>(descriptors.Count);
        for (int i = 0; i < points.Count; i++)
        {
            // What lies in the padding is no part of the image.
            if (points[i].X > size.Width - 3 || points[i].Y > size.Height - 3)
                continue;
            double x = (points[i].X + 0.5) * fx - 0.5, y = (points[i].Y + 0.5) * fy - 0.5;
            kept.Add(turned ? new Point2d(y, gray.Height - 1 - x) : new Point2d(x, y));
            for (int d = 0; d < dimension; d++)
                rows.Add(descriptors[i * dimension + d]);
        }
        return new LearnedFeatures(gray.Size(), kept, [.. rows], dimension);
    }

    /// <inheritdoc />
    public void Dispose() => _graph.Dispose();

    private static (List<Point2d> Points, List<float> Descriptors, int Dimension) ReadSparse(TensorBag bag)
    {
        ReadOnlySpan<float> xy = bag["keypoints"].GetTensorDataAsSpan<float>(), values = bag["descriptors"].GetTensorDataAsSpan<float>();
        int count = xy.Length / 2, dimension = count == 0 ? 1 : values.Length / count;
        var points = new List<Point2d>(count);
        for (int i = 0; i < count; i++)
            points.Add(new Point2d(xy[2 * i], xy[2 * i + 1]));
        return (points, [.. values], dimension);
    }
}
