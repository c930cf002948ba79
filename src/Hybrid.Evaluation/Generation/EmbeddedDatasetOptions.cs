namespace Hybrid.Evaluation.Generation;

/// <summary>How large a generated dataset is. The defaults are those of the embedded set.</summary>
public sealed record EmbeddedDatasetOptions
{
    /// <summary>Size of homography images.</summary>
    public (int Width, int Height) HomographySize { get; init; } = (576, 432);

    /// <summary>Size of flow and stereo images.</summary>
    public (int Width, int Height) DenseSize { get; init; } = (320, 240);

    /// <summary>Most homography sets that are made, in the order of their table; each holds several pairs.</summary>
    public int HomographySets { get; init; } = int.MaxValue;

    /// <summary>Number of flow pairs.</summary>
    public int FlowPairs { get; init; } = 8;

    /// <summary>Number of stereo pairs.</summary>
    public int StereoPairs { get; init; } = 24;

    /// <summary>JPEG quality of all images, 1 to 100.</summary>
    public int JpegQuality { get; init; } = 88;

    /// <summary>Samples along each side of a pixel.</summary>
    public int Samples { get; init; } = 3;
}
