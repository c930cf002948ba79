using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// The learned start: a localisation network over two images that needs no features (task <c>start</c>). Localisation, grid
/// and sampler are one graph, run twice inside it. Keeps no state and is safe for concurrent use.
/// </summary>
public sealed class HomographyNetwork : IDisposable
{
    /// <summary>The model that comes with the program.</summary>
    public const string DefaultModel = "start-s";

    private readonly ModelCard _card;
    private readonly OnnxGraph _graph;
    private readonly int _side;

    /// <summary>Loads a model.</summary>
    /// <param name="model">A model of the task <c>start</c>.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is of another task, incomplete, damaged or of another signature.</exception>
    public HomographyNetwork(ModelFolder model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        _card = model.Card;
        _card.RequireTask("start", "one that starts an alignment");
        _side = _card.Pixel.MultipleOf;
        if (_side is < 16 or > 1024)
            throw new InputException($"model '{_card.Name}' wants images of {_side} pixels, which this version cannot give");
        _graph = new OnnxGraph($"{_card.Name}/start.onnx", model.Load("start.onnx"), threads, ["image_a", "image_b"], ["homography", "related"]);
    }

    /// <summary>Name and version of the model.</summary>
    public string Description => $"{_card.Name} {_card.Version}";

    /// <summary>A network shared by all who ask for the same model and number of threads; it lives as long as the process.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="folder">Folder of models; null means the usual one.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is missing or cannot be used.</exception>
    public static HomographyNetwork Shared(string name, string? folder, int threads) =>
        SharedNetworks<HomographyNetwork>.Get(ModelStore.Find(name, folder), threads, (m, n) => new HomographyNetwork(m, n));

    /// <summary>Estimates the homography between two images.</summary>
    /// <param name="grayA">Image A, 8-bit, one channel, of any size.</param>
    /// <param name="grayB">Image B.</param>
    /// <returns>A to B in the images' own pixels, and the network's belief, 0..1, that they show the same thing.</returns>
    public (Homography Homography, double Related) Estimate(Mat grayA, Mat grayB)
    {
        ArgumentNullException.ThrowIfNull(grayA);
        ArgumentNullException.ThrowIfNull(grayB);
        using var bag = new TensorBag();
        bag.Put("image_a", Small(grayA), 1, 1, _side, _side);
        bag.Put("image_b", Small(grayB), 1, 1, _side, _side);
        _graph.Run(bag, [("image_a", "image_a"), ("image_b", "image_b")], [("homography", "homography"), ("related", "related")]);
        ReadOnlySpan<float> values = bag["homography"].GetTensorDataAsSpan<float>();
        Span<double> numbers = stackalloc double[9];
        for (int i = 0; i < 9; i++)
            numbers[i] = values[i];
        Homography h = ToPixels(grayB.Size()) * Homography.FromRowMajor(numbers) * ToPixels(grayA.Size()).Inverse()!.Value;
        return (h.Normalized(), bag["related"].GetTensorDataAsSpan<float>()[0]);
    }

    /// <inheritdoc />
    public void Dispose() => _graph.Dispose();

    /// <summary>From coordinates in which ±1 are the frame's outer edges to pixels with integer centres.</summary>
    private static Homography ToPixels(Size size) =>
        new(size.Width / 2.0, 0, (size.Width - 1) / 2.0, 0, size.Height / 2.0, (size.Height - 1) / 2.0, 0, 0, 1);

    private float[] Small(Mat gray)
    {
        using var small = new Mat();
        Cv2.Resize(gray, small, new Size(_side, _side), 0, 0, InterpolationFlags.Area);
        return GrayPlanes.Repeated(small, 1, 1);
    }
}
