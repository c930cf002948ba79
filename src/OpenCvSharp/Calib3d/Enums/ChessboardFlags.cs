namespace OpenCvSharp;

[Flags]
public enum ChessboardFlags
{
    None = 0,
    AdaptiveThresh = 1,
    NormalizeImage = 2,
    FilterQuads = 4,
    FastCheck = 8,
    Exhaustive = 16,
    Accuracy = 32,
    Larger = 64,
    Marker = 128,
}
