using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// Dense descriptors that find a place again in another modality (another band, hour, season or instrument), of XFeat's
/// shape (Potje et al., CVPR 2024); <c>models/README.md</c> is the contract of its graph. Half of a quarter turn and factors
/// of 0.7 to 1.4 in size between two images are within what it was trained for. Safe for concurrent use.
/// </summary>
public sealed class DescriptorNetwork : IDisposable
{
    /// <summary>The model that is used where none is named.</summary>
    public const string DefaultModel = "features-s";

    /// <summary>Images are reduced to this long side where nothing else is asked for: what the network was chosen at.</summary>
    public const int DefaultLongSide = 640;

    private const string Graph = "features.onnx";

    private readonly OnnxGraph _graph;
    private readonly int _multiple;
    private readonly int _threads;

    /// <summary>Loads a model.</summary>
    /// <param name="model">A model of the task <c>features</c> with dense outputs.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is of another task, incomplete, damaged or of another signature.</exception>
    public DescriptorNetwork(ModelFolder model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelCard card = model.Card;
        card.RequireTask(FeatureNetwork.Task, "one for features");
        if (card.Pixel.MultipleOf % DescriptorMap.CellSide != 0)
            throw new InputException($"model '{card.Name}' wants sides that are multiples of {card.Pixel.MultipleOf}, not of its cells of {DescriptorMap.CellSide}");
        (Description, _multiple, _threads) = ($"{card.Name} {card.Version}", card.Pixel.MultipleOf, threads);
        _graph = new OnnxGraph($"{card.Name}/{Graph}", model.Load(Graph), threads, ["image"], ["descriptors", "reliability", "keypoints"]);
    }

    /// <summary>Name and version of the model.</summary>
    public string Description { get; }

    /// <summary>A network shared by all who ask for the same model and number of threads; it lives as long as the process.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="folder">Folder of models; null means the usual one.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is missing or cannot be used.</exception>
    public static DescriptorNetwork Shared(string name, string? folder, int threads) =>
        SharedNetworks<DescriptorNetwork>.Get(ModelStore.Find(name, folder), threads, (model, n) => new DescriptorNetwork(model, n));

    /// <summary>Whether a model of that name is here and is one for dense descriptors, by the files on its card.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="folder">Folder of models; null means the usual one.</param>
    public static bool Is(string name, string? folder) =>
        ModelStore.List(folder).Any(m => m.Card.Name == name && m.Card.Task == FeatureNetwork.Task && m.Card.Files.Any(f => f.Name == Graph));

    /// <summary>Describes an image.</summary>
    /// <param name="gray">CV_8UC1; not modified.</param>
    /// <param name="longSide">The image is reduced to this long side, in pixels; a smaller one stays as it is.</param>
    /// <exception cref="ArgumentException">The image is of another type or empty.</exception>
    public DescriptorMap Describe(Mat gray, int longSide = DefaultLongSide)
    {
        ArgumentNullException.ThrowIfNull(gray);
        if (gray.Type() != MatType.CV_8UC1 || gray.Empty())
            throw new ArgumentException("The network takes grey images of 8 bits.", nameof(gray));
        using ScaledImage reduced = ScaledImage.Reduce(gray, longSide);
        int width = Padded(reduced.Image.Width), height = Padded(reduced.Image.Height);
        using var padded = new Mat();
        Cv2.CopyMakeBorder(reduced.Image, padded, 0, height - reduced.Image.Height, 0, width - reduced.Image.Width, BorderTypes.Replicate);
        using var bag = new TensorBag();
        bag.Put("image", GrayPlanes.Repeated(padded, 1, 1), 1, 1, height, width);
        _graph.Run(bag, [("image", "image")], [("descriptors", "descriptors"), ("reliability", "reliability"), ("keypoints", "keypoints")]);

        int columns = width / DescriptorMap.CellSide, rows = height / DescriptorMap.CellSide;
        ReadOnlySpan<float> planes = bag["descriptors"].GetTensorDataAsSpan<float>();
        int dimension = planes.Length / (columns * rows);
        return new DescriptorMap(
            reduced, Interleaved(planes, dimension), dimension,
            new ScalarMap(columns, rows, bag["reliability"].GetTensorDataAsSpan<float>().ToArray()),
            new ScalarMap(width, height, bag["keypoints"].GetTensorDataAsSpan<float>().ToArray()),
            _threads);
    }

    /// <inheritdoc />
    public void Dispose() => _graph.Dispose();

    private int Padded(int side) => (side + _multiple - 1) / _multiple * _multiple;

    /// <summary>From one plane a value to one row a cell, so that a descriptor lies together in memory.</summary>
    private static float[] Interleaved(ReadOnlySpan<float> planes, int dimension)
    {
        int cells = planes.Length / dimension;
        var rows = new float[planes.Length];
        for (int d = 0; d < dimension; d++)
        {
            ReadOnlySpan<float> plane = planes.Slice(d * cells, cells);
            for (int i = 0, to = d; i < cells; i++, to += dimension)
                rows[to] = plane[i];
        }
        return rows;
    }
}
