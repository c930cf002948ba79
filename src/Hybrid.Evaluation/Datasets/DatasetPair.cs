using Hybrid.Imaging;

namespace Hybrid.Evaluation.Datasets;

/// <summary>One pair of a dataset. Holds paths only; images and ground truth are read when asked for.</summary>
public sealed class DatasetPair
{
    private readonly Func<GroundTruth> _truth;
    private readonly Func<ImagePair>? _images;

    /// <summary>Describes a pair.</summary>
    /// <param name="name">Unique in its dataset, with <c>/</c> between its parts.</param>
    /// <param name="task">What methods are asked to do with it.</param>
    /// <param name="pathA">Image A (the left one, the blurred one).</param>
    /// <param name="pathB">Image B (the right one, the sharp one).</param>
    /// <param name="truthKind">The kind of ground truth, known before it is read.</param>
    /// <param name="truthFiles">The files that the ground truth is read from.</param>
    /// <param name="truth">Reads it; throws <see cref="InputException"/> where a file is malformed.</param>
    /// <param name="images">Makes the images where they are not the files as they are; null to read the files.</param>
    public DatasetPair(
        string name, TaskKind task, string pathA, string pathB, string truthKind, IReadOnlyList<string> truthFiles, Func<GroundTruth> truth,
        Func<ImagePair>? images = null)
    {
        _images = images;
        Name = name;
        Task = task;
        PathA = pathA;
        PathB = pathB;
        TruthKind = truthKind;
        TruthFiles = truthFiles;
        _truth = truth;
    }

    /// <summary>Unique in its dataset.</summary>
    public string Name { get; }

    /// <summary>What methods are asked to do with it.</summary>
    public TaskKind Task { get; }

    /// <summary>File of image A.</summary>
    public string PathA { get; }

    /// <summary>File of image B.</summary>
    public string PathB { get; }

    /// <summary>The kind of ground truth (<see cref="GroundTruth.Kind"/>).</summary>
    public string TruthKind { get; }

    /// <summary>The files that the ground truth is read from.</summary>
    public IReadOnlyList<string> TruthFiles { get; }

    /// <summary>Words by which figures are grouped, such as the kind of a generated pair.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The same pair with other tags.</summary>
    public DatasetPair With(IReadOnlyList<string> tags) => Renamed(Name, tags);

    /// <summary>The same pair with another name and other tags.</summary>
    public DatasetPair Renamed(string name, IReadOnlyList<string> tags) => new(name, Task, PathA, PathB, TruthKind, TruthFiles, _truth, _images) { Tags = tags };

    /// <summary>Every file of the pair.</summary>
    public IEnumerable<string> Files => [PathA, PathB, .. TruthFiles];

    /// <summary>Reads both images; the caller owns the pair.</summary>
    /// <exception cref="InputException">An image cannot be read.</exception>
    public ImagePair LoadImages()
    {
        if (_images is not null)
            return _images();
        OpenCvSharp.Mat a = ImageReader.Read(PathA);
        try
        {
            return new ImagePair(Name, a, ImageReader.Read(PathB));
        }
        catch
        {
            a.Dispose();
            throw;
        }
    }

    /// <summary>Reads the ground truth.</summary>
    /// <exception cref="InputException">A file is missing or malformed; the message names it.</exception>
    public GroundTruth LoadTruth() => _truth();
}
