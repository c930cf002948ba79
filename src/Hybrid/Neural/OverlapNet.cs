using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// Two images in, the masks of what they share out: a shared encoder, attention between the images, all-pairs correlation
/// and a decoder for each image (<c>OverlapNet.md</c>). Keeps no state between pairs and is safe for concurrent use.
/// </summary>
public sealed class OverlapNet : IDisposable
{
    /// <summary>The model that is used where none is named.</summary>
    public const string DefaultModel = "overlap-s";

    /// <summary>Images are reduced to this long side where nothing else is asked for.</summary>
    public const int DefaultLongSide = 320;

    private const int Smallest = 64;

    private readonly ModelCard _card;
    private readonly OnnxGraph _graph;

    /// <summary>Loads a model.</summary>
    /// <param name="model">A model of the task <c>overlap</c>.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is of another task, incomplete, damaged or of another signature.</exception>
    public OverlapNet(ModelFolder model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        _card = model.Card;
        _card.RequireTask("overlap", "one that finds overlaps");
        if (_card.Pixel.MultipleOf is < 1 or > Smallest)
            throw new InputException($"model '{_card.Name}' wants sides that are multiples of {_card.Pixel.MultipleOf}, which this version cannot give");
        _graph = new OnnxGraph($"{_card.Name}/overlap.onnx", model.Load("overlap.onnx"), threads, ["image_a", "image_b"], ["logits_a", "logits_b", "overlaps"]);
    }

    /// <summary>Name and version of the model.</summary>
    public string Description => $"{_card.Name} {_card.Version}";

    /// <summary>A network shared by all who ask for the same model and number of threads; it lives as long as the process.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="folder">Folder of models; null means the usual one.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is missing or cannot be used.</exception>
    public static OverlapNet Shared(string name, string? folder, int threads) =>
        SharedNetworks<OverlapNet>.Get(ModelStore.Find(name, folder), threads, (m, n) => new OverlapNet(m, n));

    /// <summary>Finds what two images share.</summary>
    /// <param name="grayA">CV_8UC1.</param>
    /// <param name="grayB">CV_8UC1; its size may differ.</param>
    /// <param name="longSide">Each image is reduced to about this long side, to sides that the network takes; smaller ones are not enlarged beyond the least.</param>
    /// <exception cref="ArgumentException">An image is of another type.</exception>
    public OverlapLogits Predict(Mat grayA, Mat grayB, int longSide = DefaultLongSide)
    {
        using var bag = new TensorBag();
        Size a = Put(bag, "image_a", grayA, longSide), b = Put(bag, "image_b", grayB, longSide);
        _graph.Run(bag, [("image_a", "image_a"), ("image_b", "image_b")], [("logits_a", "logits_a"), ("logits_b", "logits_b"), ("overlaps", "overlaps")]);
        return new OverlapLogits(
            new ScalarMap(a.Width, a.Height, bag["logits_a"].GetTensorDataAsSpan<float>().ToArray()),
            new ScalarMap(b.Width, b.Height, bag["logits_b"].GetTensorDataAsSpan<float>().ToArray()),
            bag["overlaps"].GetTensorDataAsSpan<float>()[0]);
    }

    /// <inheritdoc />
    public void Dispose() => _graph.Dispose();

    private Size Put(TensorBag bag, string name, Mat gray, int longSide)
    {
        ArgumentNullException.ThrowIfNull(gray);
        if (gray.Type() != MatType.CV_8UC1)
            throw new ArgumentException("The network takes grey images of 8 bits.", nameof(gray));
        double scale = Math.Min(1, (double)longSide / Math.Max(gray.Width, gray.Height));
        var size = new Size(Side(gray.Width * scale), Side(gray.Height * scale));
        using var reduced = new Mat();
        // Each axis by its own factor: a frame that is filled exactly keeps its outline where the network looks for it.
        Cv2.Resize(gray, reduced, size, 0, 0, scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Linear);
        bag.Put(name, GrayPlanes.Repeated(reduced, 1, 1), 1, 1, size.Height, size.Width);
        return size;
    }

    private int Side(double length)
    {
        int multiple = _card.Pixel.MultipleOf;
        return Math.Max(Smallest, (int)Math.Round(length / multiple) * multiple);
    }
}
