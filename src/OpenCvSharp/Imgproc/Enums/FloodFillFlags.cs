namespace OpenCvSharp;

[Flags]
public enum FloodFillFlags
{
    Link4 = 4,
    Link8 = 8,
    FixedRange = 65536,
    MaskOnly = 131072,
}
