namespace OpenCvSharp.Detail;

public enum WaveCorrectKind
{
    Horizontal = 0,
    Vertical = 1,
    Auto = 2,
}
