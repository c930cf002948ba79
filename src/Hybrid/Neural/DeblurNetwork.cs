using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// MIMO-UNet (Cho et al., ICCV 2021): a blurred image in, a sharp one out. Keeps no state between images and is safe for
/// concurrent use.
/// </summary>
public sealed class DeblurNetwork : IDisposable
{
    private const int Smallest = 32;

    private readonly ModelCard _card;
    private readonly OnnxGraph _graph;

    /// <summary>Loads a model.</summary>
    /// <param name="model">A model of the task <c>deblur</c>.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is of another task, incomplete, damaged or of another signature.</exception>
    public DeblurNetwork(ModelFolder model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        _card = model.Card;
        _card.RequireTask("deblur", "one that deblurs");
        if (_card.Pixel.MultipleOf is < 1 or > Smallest)
            throw new InputException($"model '{_card.Name}' wants sides that are multiples of {_card.Pixel.MultipleOf}, which this version cannot give");
        _graph = new OnnxGraph($"{_card.Name}/deblur.onnx", model.Load("deblur.onnx"), threads, ["image"], ["restored"]);
    }

    /// <summary>Name and version of the model.</summary>
    public string Description => $"{_card.Name} {_card.Version}";

    /// <summary>Tiles that begin at multiples of this are computed like the whole image.</summary>
    public int Grid => _card.Pixel.MultipleOf;

    /// <summary>A network shared by all who ask for the same model and number of threads; it lives as long as the process.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="folder">Folder of models; null means the usual one.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is missing or cannot be used.</exception>
    public static DeblurNetwork Shared(string name, string? folder, int threads) =>
        SharedNetworks<DeblurNetwork>.Get(ModelStore.Find(name, folder), threads, (m, n) => new DeblurNetwork(m, n));

    /// <summary>Restores an image in one piece.</summary>
    /// <param name="color">CV_32FC3, BGR, 0..1.</param>
    /// <returns>The same size and type, not clipped to 0..1; owned by the caller.</returns>
    /// <exception cref="ArgumentException">The image is of another type.</exception>
    public Mat Restore(Mat color)
    {
        ArgumentNullException.ThrowIfNull(color);
        if (color.Type() != MatType.CV_32FC3)
            throw new ArgumentException("The network restores images of three floats a pixel.", nameof(color));
        int width = Padded(color.Width), height = Padded(color.Height);
        using var bag = new TensorBag();
        bag.Put("image", Planes(color, width, height), 1, 3, height, width);
        _graph.Run(bag, [("image", "image")], [("restored", "restored")]);
        ReadOnlySpan<float> planar = bag["restored"].GetTensorDataAsSpan<float>();
        var restored = new Mat(color.Rows, color.Cols, MatType.CV_32FC3);
        for (int y = 0, rows = color.Rows; y < rows; y++)
        {
            Span<float> row = MatRows.Row<float>(restored, y);
            for (int c = 0; c < 3; c++)
            {
                // The network's planes are red, green, blue.
                ReadOnlySpan<float> plane = planar.Slice(((2 - c) * height + y) * width, color.Cols);
                for (int x = 0; x < plane.Length; x++)
                    row[3 * x + c] = plane[x];
            }
        }
        return restored;
    }

    /// <inheritdoc />
    public void Dispose() => _graph.Dispose();

    private int Padded(int side) => Math.Max(Smallest, (side + Grid - 1) / Grid * Grid);

    private static float[] Planes(Mat color, int width, int height)
    {
        using var padded = new Mat();
        Cv2.CopyMakeBorder(color, padded, 0, height - color.Height, 0, width - color.Width, BorderTypes.Reflect);
        var data = new float[3 * width * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> row = MatRows.Row<float>(padded, y);
            for (int c = 0; c < 3; c++)
            {
                Span<float> plane = data.AsSpan(((2 - c) * height + y) * width, width);
                for (int x = 0; x < plane.Length; x++)
                    plane[x] = row[3 * x + c];
            }
        }
        return data;
    }
}
