namespace OpenCvSharp;

[Flags]
public enum DctFlags
{
    None = 0,
    Inverse = 1,
    Rows = 4,
}
